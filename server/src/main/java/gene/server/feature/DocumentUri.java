// The name of a document as the client writes it, and what it stands for: two spellings of one file are one document.
package gene.server.feature;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Optional;

public final class DocumentUri {
  private final String text;
  private final Path path;
  private final String key;

  private DocumentUri(String text, Path path) {
    this.text = text;
    this.path = path;
    this.key = path == null ? text : real(path).toString();
  }

  public static DocumentUri of(String text) {
    return new DocumentUri(text, path(text));
  }

  public static DocumentUri of(Path path) {
    return new DocumentUri(path.toUri().toString(), path.normalize());
  }

  /** What the client is answered with. */
  public String text() {
    return text;
  }

  /** The file; empty for untitled texts and the like. */
  public Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  /** Equal for equal documents: the real path of a file, else the URI. */
  public String key() {
    return key;
  }

  /** What people call it. */
  public String name() {
    return path == null ? text : path.toString();
  }

  private static Path path(String text) {
    try {
      URI uri = URI.create(text);
      return "file".equalsIgnoreCase(uri.getScheme()) ? Path.of(uri).normalize() : null;
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      // The client's own scheme, or no URI at all: the document is known by its text.
      return null;
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      // Not saved yet: the spelling is all there is.
      return path;
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
