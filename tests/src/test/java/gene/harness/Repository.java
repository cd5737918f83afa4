// Where the files of this repository are, whatever folder the tests were started in.
package gene.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

public final class Repository {
  private Repository() {}

  public static Path root() {
    // Maven sets `basedir` to the folder of the module; an editor starts tests there or in the root.
    Path start = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    for (Path p = start; p != null; p = p.getParent()) {
      if (Files.isDirectory(p.resolve("tests/conformance"))) {
        return p;
      }
    }
    throw new IllegalStateException("no folder above " + start + " has tests/conformance");
  }

  public static Path tests() {
    return root().resolve("tests");
  }

  /** All files under the folder that fit, in order of name; none when the folder does not exist. */
  public static List<Path> files(Path folder, Predicate<Path> wanted) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With `/` between the parts on every system. */
  public static String name(Path base, Path file) {
    return base.relativize(file).toString().replace('\\', '/');
  }
}
