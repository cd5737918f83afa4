// The text of docs/library.md: namespaces with their functions, classes with their methods, from the table of built-ins.
package gene.library;

import gene.analysis.Builtin;
import gene.analysis.Builtin.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class LibraryDoc {
  static final String BEGIN = "<!-- From here on generated from the table of built-ins; do not edit. -->";
  // What the library needs for itself is no concern of programs.
  private static final String OWN = "gene/prelude";

  private final Map<String, List<Builtin>> namespaces = new TreeMap<>();
  private final Map<String, List<Builtin>> methods = new TreeMap<>();
  private final Map<String, Builtin> classes = new TreeMap<>();
  private int count;

  LibraryDoc(List<Builtin> entries) {
    for (Builtin b : entries) {
      if (b.owner().equals(OWN) || b.kind() == Kind.NAMESPACE) {
        continue;
      } else if (b.kind() == Kind.CLASS) {
        classes.put(b.name(), b);
      } else if (b.kind() == Kind.METHOD) {
        methods.computeIfAbsent(b.owner(), o -> new ArrayList<>()).add(b);
      } else {
        namespaces.computeIfAbsent(b.owner(), o -> new ArrayList<>()).add(b);
      }
    }
  }

  /** How many lines the entries make: names for the same thing share one. */
  int count() {
    return count;
  }

  String text() {
    count = 0;
    var out = new StringBuilder(BEGIN).append("\n\n## Functions and constants\n");
    namespaces.forEach((name, entries) -> {
      out.append("\n### ").append(name.isEmpty() ? "Global" : "`" + name + "`").append("\n\n");
      write(entries, false, out);
    });
    out.append("\n## Classes\n");
    classes.forEach((name, cls) -> {
      out.append("\n### `").append(name).append("`\n\n");
      if (!cls.owner().isEmpty()) {
        out.append("`").append(cls.qualifiedName()).append("`. ");
      }
      out.append(cls.doc()).append('\n');
      if (methods.containsKey(name)) {
        out.append('\n');
        write(methods.get(name), true, out);
      }
    });
    return out.toString();
  }

  private void write(List<Builtin> entries, boolean methods, StringBuilder out) {
    var shared = new LinkedHashMap<String, List<Builtin>>();
    for (Builtin b : entries) {
      shared.computeIfAbsent(b.signature() + "\n" + b.doc(), k -> new ArrayList<>()).add(b);
    }
    for (List<Builtin> same : shared.values()) {
      Builtin first = same.get(0);
      out.append("- ");
      for (Builtin b : same) {
        out.append(b == first ? "" : ", ").append('`').append(methods ? "." + b.name() : b.qualifiedName()).append('`');
      }
      if (!first.signature().isEmpty()) {
        out.append(" `").append(first.signature()).append('`');
      }
      out.append(" – ").append(first.doc()).append('\n');
      count++;
    }
  }
}
