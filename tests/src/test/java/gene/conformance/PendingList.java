// The cases that a later piece of work will pass, each line with its reason. The list may only shrink.
package gene.conformance;

import gene.harness.Repository;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class PendingList {
  private static final String HEAD = """
      # Conformance cases that are known to fail: a case or a glob below tests/conformance, blanks, the reason.
      # A listed case that passes fails the test. `mvn -q verify -Dgene.pending=rewrite` replaces lines whose cases pass
      # in part by the cases that still fail; it never adds a case that no line covers.
      """;

  /** A line: a case or a glob, and why it is here. */
  record Entry(String pattern, String reason) {
    boolean covers(String name) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      return matcher.matches(Path.of(name));
    }
  }

  private final List<Entry> entries;

  private PendingList(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  static PendingList read(Path file) {
    var entries = new ArrayList<Entry>();
    for (String line : Repository.read(file).lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        String[] parts = line.split("\\s+", 2);
        entries.add(new Entry(parts[0], parts.length < 2 ? "" : parts[1]));
      }
    }
    return new PendingList(entries);
  }

  List<Entry> entries() {
    return entries;
  }

  Optional<Entry> find(String name) {
    return entries.stream().filter(e -> e.covers(name)).findFirst();
  }

  /** The list after a run: an entry stays while none of its cases passes, else its failing cases take its place. */
  String after(Map<String, Boolean> passedByName) {
    var lines = new LinkedHashMap<String, String>();
    for (Entry e : entries) {
      List<String> covered = passedByName.keySet().stream().filter(e::covers).sorted().toList();
      if (covered.stream().noneMatch(passedByName::get)) {
        lines.putIfAbsent(e.pattern(), e.reason());
      } else {
        covered.stream().filter(name -> !passedByName.get(name)).forEach(name -> lines.putIfAbsent(name, e.reason()));
      }
    }
    var text = new StringBuilder(HEAD);
    lines.forEach((pattern, reason) -> text.append(pattern).append("  ").append(reason).append('\n'));
    return text.toString();
  }
}
