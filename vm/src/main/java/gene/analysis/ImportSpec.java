// What an `import` asks for: items with their names, the module, the package.
package gene.analysis;

import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;

/**
 * @param module   the text after `from`; null for the runtime's own namespaces
 * @param pkg      the package name of `^pkg` or `of`; null without one
 * @param pkgPath  the folder of `^path`; null without one
 */
public record ImportSpec(List<Item> items, String module, String pkg, String pkgPath, boolean isNative) {
  /** The members to walk, and the name to bind; the last member `*` imports all. */
  public record Item(List<String> path, String as) {
    public boolean isWildcard() {
      return path.get(path.size() - 1).equals("*");
    }
  }

  public ImportSpec {
    items = List.copyOf(items);
  }

  /** Reports and gives null when the form is malformed. */
  static ImportSpec parse(Analyzer a, Form.Node n) {
    var items = new ArrayList<Item>();
    String module = null;
    String pkg = text(n.prop("pkg"));
    List<Form> rest = n.children();
    for (int i = 0; i < rest.size(); i++) {
      Form f = rest.get(i);
      if (Analyzer.isName(f, "from") || Analyzer.isName(f, "of")) {
        boolean from = Analyzer.isName(f, "from");
        String value = i + 1 < rest.size() ? text(rest.get(i + 1)) : null;
        if (value == null) {
          a.error(f, AnalysisCode.IMPORT, (from ? "'from' must be followed by a string module path" : "'of' must be followed by a string package name"));
          return null;
        }
        i++;
        if (from) {
          module = value;
        } else {
          pkg = value;
        }
      } else if (f instanceof Form.Name name) {
        String[] parts = name.text().split(":", 2);
        items.add(new Item(List.of(parts[0]), parts.length > 1 ? parts[1] : parts[0]));
      } else if (f instanceof Form.Path p) {
        i = pathItem(items, p, rest, i);
      } else {
        a.error(f, AnalysisCode.IMPORT, "Invalid import item type: an item is a name, a path or *");
        return null;
      }
    }
    boolean builtIn = !items.isEmpty() && items.stream().allMatch(it -> List.of("gene", "genex", "global").contains(it.path().get(0)));
    if (items.isEmpty() && module == null || module == null && !builtIn) {
      a.error(n, AnalysisCode.IMPORT, "Module path not specified in import statement");
      return null;
    }
    boolean isNative = n.prop("native") instanceof Form.Literal l && Boolean.TRUE.equals(l.value());
    return new ImportSpec(items, module, pkg, text(n.prop("path")), isNative);
  }

  /** `a/b`, `a/b:c`, or `a/` followed by an array of members; gives the index of the last form used. */
  private static int pathItem(List<Item> items, Form.Path p, List<Form> rest, int i) {
    var path = new ArrayList<String>();
    p.segments().forEach(s -> path.add(s.text()));
    String last = path.remove(path.size() - 1);
    if (last.isEmpty() && i + 1 < rest.size() && rest.get(i + 1) instanceof Form.Array group) {
      for (Form member : group.items()) {
        if (member instanceof Form.Name name) {
          String[] parts = name.text().split(":", 2);
          var full = new ArrayList<>(path);
          full.add(parts[0]);
          items.add(new Item(full, parts.length > 1 ? parts[1] : parts[0]));
        }
      }
      return i + 1;
    }
    String[] parts = last.split(":", 2);
    path.add(parts[0]);
    items.add(new Item(path, parts.length > 1 ? parts[1] : parts[0]));
    return i;
  }

  private static String text(Form f) {
    return f instanceof Form.Literal l && l.value() instanceof String s ? s : null;
  }
}
