// Where `gene compile` puts the compiled file of a source.
package gene.cli;

import gene.bytecode.Code;
import gene.gir.Gir;
import gene.gir.GirHeader;
import gene.gir.GirOptions;
import gene.gir.Input;
import gene.gir.InvalidGir;
import gene.gir.RunProfile;
import gene.gir.Sha256;
import gene.source.Diagnostic;
import gene.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

final class GirTarget {
  private static final String SUFFIX = ".gene";

  private final Source source;
  private final GirOptions options;
  private final Map<String, String> environment;
  private final String name;
  private final Path file;

  /** @param outDir against the folder of the shell */
  GirTarget(Shell shell, String outDir, Source source, GirOptions options) {
    this.source = source;
    this.options = options;
    this.environment = shell.environment();
    String path = source.name().startsWith("<") ? source.name().substring(1, source.name().length() - 1) : Path.of(source.name()).normalize().toString().replace('\\', '/');
    // Below the target's folder, wherever the source is.
    String below = path.replaceFirst("^([A-Za-z]:)?/+", "").replaceFirst("^(\\.\\./)+", "");
    String stem = below.endsWith(SUFFIX) ? below.substring(0, below.length() - SUFFIX.length())
        : below.lastIndexOf('.') > below.lastIndexOf('/') + 1 ? below.substring(0, below.lastIndexOf('.')) : below;
    this.name = (outDir.endsWith("/") ? outDir : outDir + "/") + stem + GirFiles.SUFFIX;
    this.file = Inputs.path(shell, name);
  }

  /** As it was asked for. */
  String name() {
    return name;
  }

  boolean isUpToDate() {
    try {
      Gir gir = Gir.read(Files.readAllBytes(file), CompilerFingerprint.get(), source);
      GirHeader known = gir.header();
      return gir.inputs().stream().allMatch(i -> i.holds(environment)) && Arrays.equals(known.source(), Sha256.of(source.text())) && known.options().equals(options) && known.name().equals(source.name());
    } catch (IOException | InvalidGir absentOrStale) {
      return false;
    }
  }

  void write(Code code, List<Diagnostic> findings, List<Input> inputs) {
    var header = new GirHeader(GirHeader.VERSION, CompilerFingerprint.get(), GirHeader.ABI, options, Instant.now().getEpochSecond(),
        Sha256.of(source.text()), source.name(), source.id());
    byte[] bytes = new Gir(header, code, findings, inputs, RunProfile.NONE).toBytes();
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, ".gir", ".part");
      try {
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new Refusal("Cannot write the file: " + name + " (" + e.getMessage() + ")");
    }
  }
}
