// What other files can import from a file (language reference 11, section 2).
package gene.server.feature;

import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

public final class Exports {
  private Exports() {}

  /** Whether a definition at the top of a file is a member of its module by itself; variables are only with a slash. */
  static boolean isMember(Symbol s) {
    return switch (s.kind()) {
      case FUNCTION, CLASS, OBJECT, INTERFACE, NAMESPACE, ENUM, TYPE -> true;
      case VARIABLE, CONSTANT -> s.form() instanceof Form.Node n && !n.children().isEmpty() && n.children().get(0) instanceof Form.Path;
      case METHOD, CONSTRUCTOR, FIELD, VARIANT -> false;
    };
  }

  /** The names of its `export` forms; empty when there is none, and everything that is a member can be imported. */
  static Optional<Set<String>> explicit(Tree tree) {
    Set<String> names = null;
    for (Tree.Top top : tree.tops()) {
      if (top.form() instanceof Form.Node n && n.isCall("export")) {
        names = names == null ? new LinkedHashSet<>() : names;
        List<Form> forms = n.children().size() == 1 && n.children().get(0) instanceof Form.Array a ? a.items() : n.children();
        for (Form f : forms) {
          if (f instanceof Form.Name name) {
            names.add(name.text());
          } else if (f instanceof Form.Literal l && l.value() instanceof String s) {
            names.add(s);
          }
        }
      }
    }
    return Optional.ofNullable(names);
  }

  static List<Symbol> of(Document document) {
    Optional<Set<String>> explicit = explicit(document.tree());
    return document.symbols().stream().filter(s -> explicit.map(names -> names.contains(s.name())).orElseGet(() -> isMember(s))).toList();
  }

  /** What an import of the document depends on: the names that it offers, and where it imports from itself. */
  public static List<String> namesAndImports(Document document) {
    var all = new ArrayList<String>();
    names("", of(document), all);
    for (Tree.Top top : document.tree().tops()) {
      if (top.form() instanceof Form.Node n && n.isCall("import")) {
        all.add(document.text(top.span(n)));
      }
    }
    return all;
  }

  private static void names(String prefix, List<Symbol> symbols, List<String> into) {
    for (Symbol s : symbols) {
      if (!s.isClassMember()) {
        String name = prefix.isEmpty() ? s.name() : prefix + s.name();
        into.add(name);
        if (!s.children().isEmpty()) {
          names(name + "/", s.children(), into);
        }
      }
    }
  }
}
