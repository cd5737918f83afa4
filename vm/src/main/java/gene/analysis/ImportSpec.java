// What an `import` asks for: items with their names, the module, the package.
package gene.analysis;

import gene.data.Gene;
import gene.data.Raise;
import gene.modules.Dependency;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Forms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * An import of no items without a module is a `$dep`: it registers where a package is.
 *
 * @param module   the text after `from`; null for the runtime's own namespaces
 * @param pkg      the package name of `^pkg` or `of`; null without one
 * @param pkgPath  the folder of `^path`; null without one
 */
public record ImportSpec(List<Item> items, String module, String pkg, String pkgPath, boolean isNative) {
  private static final Set<String> RUNTIME = Set.of("gene", "genex", "global");

  /** The members to walk, and the name to bind; the last member `*` imports all. */
  public record Item(List<String> path, String as) {
    public Item {
      path = List.copyOf(path);
    }

    public boolean isWildcard() {
      return path.get(path.size() - 1).equals("*");
    }

    @Override
    public String toString() {
      String name = String.join("/", path);
      return as.equals(path.get(path.size() - 1)) ? name : name + ":" + as;
    }
  }

  public ImportSpec {
    items = List.copyOf(items);
  }

  /** As listings of instructions show it. */
  @Override
  public String toString() {
    var words = new ArrayList<String>(items.stream().map(Item::toString).toList());
    if (module != null) {
      words.add("from \"" + module + "\"");
    }
    if (pkg != null) {
      words.add("^pkg \"" + pkg + "\"");
    }
    if (pkgPath != null) {
      words.add("^path \"" + pkgPath + "\"");
    }
    return String.join(" ", words);
  }

  public boolean isRegistration() {
    return module == null && items.isEmpty();
  }

  /** Reports what is malformed. Of an import with wrong items the right ones are there; null when it cannot be told what it imports from. */
  static ImportSpec parse(Analyzer a, Form.Node n) {
    var reading = new Reading(n, (at, message) -> a.error(at, AnalysisCode.IMPORT, message));
    reading.items();
    ImportSpec spec = reading.spec();
    // One report is enough: that a name of it is used is no further fault.
    reading.items.forEach(i -> a.importedNames.add(i.as()));
    return spec;
  }

  /** Where each item of an import names what it begins with, as its form has it. */
  static List<Span> places(Form.Node n) {
    var reading = new Reading(n, (at, message) -> { });
    reading.items();
    return reading.places;
  }

  /** `($dep NAME VERSION ^path DIR)`; empty for one that tells of no folder. Reports when the form is malformed. */
  static Optional<ImportSpec> parseDependency(Analyzer a, Form.Node n) {
    try {
      Dependency d = Dependency.parse((Gene) Forms.toData(n, null, 0));
      String folder = d.path() != null ? d.path() : d.subdir();
      return Optional.ofNullable(folder).map(f -> new ImportSpec(List.of(), null, d.name(), f, false));
    } catch (Raise e) {
      a.error(n, AnalysisCode.DEPENDENCY, e.getMessage());
      return Optional.empty();
    }
  }

  private static final class Reading {
    private final Form.Node form;
    private final BiConsumer<Form, String> report;
    private final List<Form> rest;
    private final List<Item> items = new ArrayList<>();
    private final List<Span> places = new ArrayList<>();
    private boolean faulty;
    private String module;
    private String of;

    Reading(Form.Node form, BiConsumer<Form, String> report) {
      this.form = form;
      this.report = report;
      rest = form.children();
    }

    void items() {
      for (int i = 0; i < rest.size(); i++) {
        Form f = rest.get(i);
        boolean from = Analyzer.isName(f, "from");
        if (from || Analyzer.isName(f, "of")) {
          String value = i + 1 < rest.size() ? text(rest.get(i + 1)) : null;
          if (value == null) {
            wrong(f, from ? "'from' must be followed by a string module path" : "'of' must be followed by a string package name");
          } else {
            i++;
            module = from ? value : module;
            of = from ? of : value;
          }
        } else if (f instanceof Form.Name name) {
          add(f, List.of(), name.text(), f.start());
        } else if (f instanceof Form.Path p) {
          boolean group = p.segments().get(p.segments().size() - 1).text().isEmpty();
          if (!group) {
            path(p);
          } else if (i + 1 < rest.size() && rest.get(i + 1) instanceof Form.Array members) {
            group(p, members);
            i++;
          } else {
            wrong(p, "Invalid import item: a path that ends in a slash is followed by an array of names");
          }
        } else {
          wrong(f, "Invalid import item type: an item is a name, a path or *, not " + kind(f));
        }
      }
    }

    /** Null when it has reported something about the import as a whole, or about all that it consists of. */
    ImportSpec spec() {
      boolean builtIn = !items.isEmpty() && items.stream().allMatch(it -> RUNTIME.contains(it.path().get(0)));
      if (faulty && module == null && !builtIn) {
        return null;
      } else if (module == null && !builtIn || module != null && module.isEmpty()) {
        wrong(form, "Module path not specified in import statement");
        return null;
      }
      for (String key : List.of("pkg", "path")) {
        if (form.prop(key) != null && text(form.prop(key)) == null) {
          wrong(form.prop(key), "^" + key + " must be a string");
          return null;
        }
      }
      String pkg = form.prop("pkg") != null ? text(form.prop("pkg")) : of;
      String path = text(form.prop("path"));
      if (path != null && pkg == null) {
        wrong(form.prop("path"), "^path says where a package is: name the package with ^pkg");
        return null;
      }
      boolean isNative = form.prop("native") instanceof Form.Literal l && Boolean.TRUE.equals(l.value());
      return new ImportSpec(items, module, pkg, path, isNative);
    }

    private void path(Form.Path p) {
      var path = new ArrayList<String>();
      p.segments().forEach(s -> path.add(s.text()));
      String last = path.remove(path.size() - 1);
      add(p, path, last, p.segments().get(0).start());
    }

    /** `a/` followed by an array of members. */
    private void group(Form.Path p, Form.Array members) {
      var path = new ArrayList<String>();
      p.segments().forEach(s -> path.add(s.text()));
      path.remove(path.size() - 1);
      for (Form member : members.items()) {
        if (member instanceof Form.Name name) {
          add(member, path, name.text(), p.segments().get(0).start());
        } else {
          wrong(member, "Invalid import item type: a group has names, not " + kind(member));
        }
      }
    }

    /**
     * @param last  `name`, `name:other` or `*`
     * @param start where the first name of the item's path begins
     */
    private void add(Form at, List<String> before, String last, int start) {
      String[] parts = last.split(":", -1);
      boolean renamedAll = parts[0].equals("*") && parts.length > 1;
      if (parts.length > 2 || parts[0].isEmpty() || parts.length == 2 && parts[1].isEmpty() || renamedAll || before.contains("")) {
        wrong(at, "Invalid import item: write name, name:other_name, a/name or *");
        return;
      }
      var path = new ArrayList<>(before);
      path.add(parts[0]);
      items.add(new Item(path, parts[parts.length - 1]));
      places.add(new Span(start, start + path.get(0).length()));
    }

    private void wrong(Form at, String message) {
      faulty = true;
      report.accept(at, message);
    }
  }

  private static String kind(Form f) {
    if (f instanceof Form.Literal l) {
      return gene.data.Kinds.plainName(l.value());
    }
    return f instanceof Form.MapForm ? "Map" : f instanceof Form.Array ? "Array" : "Gene";
  }

  private static String text(Form f) {
    return f instanceof Form.Literal l && l.value() instanceof String s ? s : null;
  }
}
