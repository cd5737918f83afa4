// How the client spells files, and by which ids the debugger knows them: real paths, so that links and case do not matter.
package gene.dap;

import gene.debug.DebugException;
import gene.source.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.debug.Checksum;
import org.eclipse.lsp4j.debug.ChecksumAlgorithm;

final class SourcePaths {
  private final Path folder;
  private final Map<String, String> spelling = new ConcurrentHashMap<>();
  /** Texts that are in no file, such as the library's: the client asks for them by number. */
  private final Handles<Source> texts = new Handles<>("source");
  private final Map<Source, Integer> references = new ConcurrentHashMap<>();
  private final Map<Source, org.eclipse.lsp4j.debug.Source> shown = new ConcurrentHashMap<>();
  private volatile boolean uris;

  SourcePaths(Path folder) {
    this.folder = folder;
  }

  /** The client writes `file:` URIs instead of paths. */
  void useUris() {
    uris = true;
  }

  /** The id of what a client names by path, or by the number that it was given. */
  String id(org.eclipse.lsp4j.debug.Source source) {
    if (source != null && source.getPath() != null) {
      return id(source.getPath());
    } else if (source != null && source.getSourceReference() != null && source.getSourceReference() > 0) {
      return texts.get(source.getSourceReference()).id();
    }
    throw new DebugException("The request names no file");
  }

  /** The id of a file that the client names. */
  String id(String clientPath) {
    try {
      Path path = clientPath.startsWith("file:") ? Path.of(URI.create(clientPath)) : folder.resolve(clientPath);
      String id = id(path);
      if (!clientPath.equals(spelling.put(id, clientPath))) {
        shown.clear();
      }
      return id;
    } catch (IllegalArgumentException e) {
      throw new DebugException("`" + clientPath + "` is no path of a file");
    }
  }

  static String id(Path path) {
    try {
      return path.toRealPath().toString();
    } catch (IOException e) {
      // Not there yet, or not readable: a module of that name may still come.
      return path.toAbsolutePath().normalize().toString();
    }
  }

  /** Kept, because a stack of ten thousand frames names the same file ten thousand times. */
  org.eclipse.lsp4j.debug.Source of(Source source, boolean library) {
    return shown.computeIfAbsent(source, s -> make(s, library));
  }

  private org.eclipse.lsp4j.debug.Source make(Source source, boolean library) {
    var shown = new org.eclipse.lsp4j.debug.Source();
    Path file = library || source.id().startsWith("<") ? null : folder.resolve(source.id());
    if (file != null && Files.isRegularFile(file)) {
      shown.setName(String.valueOf(file.getFileName()));
      shown.setPath(spelling.getOrDefault(source.id(), uris ? file.toUri().toString() : source.id()));
    } else {
      shown.setName(source.name());
      shown.setSourceReference(references.computeIfAbsent(source, texts::add));
    }
    shown.setChecksums(new Checksum[] {checksum(source)});
    if (library) {
      shown.setPresentationHint(org.eclipse.lsp4j.debug.SourcePresentationHint.DEEMPHASIZE);
    }
    return shown;
  }

  /** Of the text that runs, so that a client can tell whether a file was changed since. */
  private static Checksum checksum(Source source) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(source.text().getBytes(StandardCharsets.UTF_8));
      var checksum = new Checksum();
      checksum.setAlgorithm(ChecksumAlgorithm.SHA256);
      checksum.setChecksum(HexFormat.of().formatHex(digest));
      return checksum;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** The file of a breakpoint. */
  org.eclipse.lsp4j.debug.Source of(String id) {
    var shown = new org.eclipse.lsp4j.debug.Source();
    shown.setName(String.valueOf(folder.resolve(id).getFileName()));
    shown.setPath(spelling.getOrDefault(id, id));
    return shown;
  }

  String text(int reference) {
    return texts.get(reference).text();
  }
}
