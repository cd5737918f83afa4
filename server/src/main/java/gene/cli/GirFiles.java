// GIR files that a command line names.
package gene.cli;

import gene.gir.Gir;
import gene.gir.GirCache;
import gene.gir.GirHeader;
import gene.gir.InvalidGir;
import gene.gir.Sha256;
import gene.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

final class GirFiles {
  static final String SUFFIX = ".gir";

  private GirFiles() {}

  /** The code of a file; its source is not needed, but shown in reports where it is still the one that was compiled. */
  static Gir load(Shell shell, String name) {
    byte[] bytes = Inputs.content(shell, name);
    try {
      GirHeader header = Gir.readHeader(bytes, CompilerFingerprint.get());
      return Gir.read(bytes, CompilerFingerprint.get(), source(shell, header).orElse(null));
    } catch (InvalidGir e) {
      throw new Refusal("Loading GIR file: " + e.about(name));
    }
  }

  /** Where compiled programs are kept; empty where the user has no place for that. */
  static Optional<GirCache> cache(Shell shell, boolean reads) {
    return CacheFolder.find(shell.environment()).map(folder -> new GirCache(folder, CompilerFingerprint::get, GirCache.DEFAULT_LIMIT, reads));
  }

  private static Optional<Source> source(Shell shell, GirHeader header) {
    try {
      Path file = shell.folder().resolve(header.id());
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return Arrays.equals(Sha256.of(text), header.source()) ? Optional.of(new Source(header.id(), header.name(), text)) : Optional.empty();
    } catch (IOException | InvalidPathException unreadable) {
      return Optional.empty();
    }
  }
}
