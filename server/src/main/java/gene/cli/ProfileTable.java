// A profile for people: the functions and lines that took most, and what was created most.
package gene.cli;

import gene.bytecode.Code;
import gene.debug.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

final class ProfileTable {
  private static final int MOST_FUNCTIONS = 25;
  private static final int MOST_LINES = 10;
  private static final int MOST_ALLOCATIONS = 15;

  /** Of a function; for `(idle)` and the like, which have no code, their name is the key. */
  private static final class Row {
    final Profile.Node node;
    long self;
    long total;

    Row(Profile.Node node) {
      this.node = node;
    }
  }

  private final Profile profile;
  private final StringBuilder out = new StringBuilder();
  private final double all;
  /** Microseconds, by the id of a node. */
  private final long[] self;

  private ProfileTable(Profile profile) {
    this.profile = profile;
    all = Math.max(1, profile.duration());
    self = new long[profile.nodes().size() + 1];
    for (int i = 0; i < profile.samples().length; i++) {
      self[profile.samples()[i]] += profile.deltas()[i];
    }
  }

  static String of(Profile profile) {
    var table = new ProfileTable(profile);
    table.line("%d samples in %.1f ms\n", profile.samples().length, profile.duration() / 1000.0);
    if (profile.samples().length > 0) {
      table.functions();
      table.lines();
    }
    table.allocations();
    return table.out.toString();
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
  }

  private void functions() {
    var rows = new HashMap<Object, Row>();
    for (Profile.Node node : profile.nodes()) {
      if (self[node.id] == 0) {
        continue;
      }
      row(rows, node).self += self[node.id];
      // A function that calls itself has the time once.
      var seen = new HashSet<Object>();
      for (Profile.Node at = node; at != null; at = at.parent == 0 ? null : profile.nodes().get(at.parent - 1)) {
        if (at.parent != 0 && seen.add(key(at))) {
          row(rows, at).total += self[node.id];
        }
      }
    }
    var sorted = new ArrayList<>(rows.values());
    sorted.sort((a, b) -> a.self != b.self ? Long.compare(b.self, a.self) : Long.compare(b.total, a.total));
    line("\n%10s  %6s  %6s  %s\n", "SELF", "SHARE", "TOTAL", "FUNCTION");
    for (Row row : sorted.subList(0, Math.min(MOST_FUNCTIONS, sorted.size()))) {
      line("%7.1f ms  %4.1f %%  %4.1f %%  %s\n", row.self / 1000.0, 100 * row.self / all, 100 * row.total / all, function(row.node.name, row.node.code));
    }
    more(sorted.size() - MOST_FUNCTIONS);
  }

  private static Row row(Map<Object, Row> rows, Profile.Node node) {
    return rows.computeIfAbsent(key(node), k -> new Row(node));
  }

  private static Object key(Profile.Node node) {
    return node.code == null ? node.name : node.code;
  }

  private static String function(String name, Code code) {
    return code == null ? name : name + " (" + code.source().place(code.start()) + ")";
  }

  private void more(int left) {
    if (left > 0) {
      line("%10s  and %d more\n", "", left);
    }
  }

  private void lines() {
    var times = new HashMap<String, Double>();
    for (Profile.Node node : profile.nodes()) {
      node.lines().forEach((line, hits) -> times.merge(node.code.source().name() + ":" + line, (double) self[node.id] * hits / node.hits(), Double::sum));
    }
    var sorted = new ArrayList<>(times.entrySet());
    sorted.sort(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry::getKey));
    line("\n%10s  %6s  %s\n", "SELF", "SHARE", "LINE");
    for (var e : sorted.subList(0, Math.min(MOST_LINES, sorted.size()))) {
      line("%7.1f ms  %4.1f %%  %s\n", e.getValue() / 1000, 100 * e.getValue() / all, e.getKey());
    }
    more(sorted.size() - MOST_LINES);
  }

  private void allocations() {
    List<Profile.Allocation> found = profile.allocations();
    if (found.isEmpty()) {
      return;
    }
    line("\n%10s  %-12s  %s\n", "CREATED", "KIND", "FUNCTION");
    for (Profile.Allocation a : found.subList(0, Math.min(MOST_ALLOCATIONS, found.size()))) {
      line("%10d  %-12s  %s (%s:%d)\n", a.count(), a.kind(), a.function(), a.code().source().name(), a.line());
    }
    more(found.size() - MOST_ALLOCATIONS);
  }
}
