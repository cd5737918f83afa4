// Expected texts that are kept in files: compared, and rewritten only with -Dgene.goldens=rewrite.
package gene.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

public final class Golden {
  private static final String HOW = "run the tests with -Dgene.goldens=rewrite and read what changed";

  private Golden() {}

  /** The folder of the whole repository, whatever folder the tests were started in. */
  public static Path root() {
    Path start = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    for (Path p = start; p != null; p = p.getParent()) {
      if (Files.isDirectory(p.resolve("tests/conformance"))) {
        return p;
      }
    }
    throw new IllegalStateException("no folder above " + start + " has tests/conformance");
  }

  /** Fails when the file does not hold the text, or does not exist. */
  public static void check(Path file, String actual) {
    if ("rewrite".equals(System.getProperty("gene.goldens"))) {
      write(file, actual);
    }
    assertTrue(Files.exists(file), () -> file + " is missing: " + HOW);
    assertEquals(read(file), actual, () -> file + " is stale: " + HOW);
  }

  public static String read(Path file) {
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files below the folder that fit, in order of name; a folder without any is a mistake of the test. */
  public static List<Path> files(Path folder, Predicate<Path> wanted) {
    try (var all = Files.walk(folder)) {
      List<Path> found = all.filter(Files::isRegularFile).filter(wanted).sorted().toList();
      assertTrue(!found.isEmpty(), () -> "nothing to test in " + folder);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
