// Keeps an eye on the tail: files over 700 lines fail, files over 400 need a line with a reason in tests/long-files.txt.
package gene.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import gene.harness.Repository;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class FileLengthTest {
  private static final int LIMIT = 700;
  private static final int WANTS_A_REASON = 400;
  private static final List<String> FOLDERS =
      List.of("vm/src", "dap/src", "server/src", "tests/src", "tests/lsp", "tests/dap", "vscode-extension/src");

  private final Map<String, Long> lines = lines();
  private final Map<String, String> reasons = reasons();

  @Test
  void noFilePassesTheLimit() {
    assertEquals(Set.of(), longerThan(LIMIT), "files over " + LIMIT + " lines: split them by what they do");
  }

  @Test
  void everyLongFileHasAReasonAndEveryReasonALongFile() {
    assertEquals(longerThan(WANTS_A_REASON), new TreeSet<>(reasons.keySet()), "files over " + WANTS_A_REASON
        + " lines, and the lines of tests/long-files.txt (a path, blanks, the reason)");
    assertFalse(reasons.containsValue(""), () -> "a line without a reason: " + reasons);
  }

  @Test
  void theFilesAreFound() {
    assertFalse(lines.isEmpty(), "no source files below " + Repository.root());
  }

  private Set<String> longerThan(int limit) {
    var names = new TreeSet<String>();
    lines.forEach((name, count) -> {
      if (count > limit) {
        names.add(name);
      }
    });
    return names;
  }

  private static Map<String, Long> lines() {
    var lines = new LinkedHashMap<String, Long>();
    for (String folder : FOLDERS) {
      for (Path file : Repository.files(Repository.root().resolve(folder), FileLengthTest::isSource)) {
        lines.put(Repository.name(Repository.root(), file), Repository.read(file).lines().count());
      }
    }
    return lines;
  }

  private static boolean isSource(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.matches(".*\\.(java|gene|ts|js|mjs|lua)") && !path.contains("/node_modules/");
  }

  private static Map<String, String> reasons() {
    var reasons = new LinkedHashMap<String, String>();
    for (String line : Repository.read(Repository.tests().resolve("long-files.txt")).lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.strip().split("\\s+", 2);
        reasons.put(parts[0], parts.length < 2 ? "" : parts[1]);
      }
    }
    return reasons;
  }
}
