// What the rest of a file sees of a top-level form: definitions without the bodies of their functions.
package gene.analysis;

import gene.syntax.Form;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class Headers {
  private static final Set<String> METHODS = Set.of("method", "on_method_missing");

  private Headers() {}

  /** The form with empty bodies of functions and methods; null when nothing of it matters elsewhere. */
  static Form of(Form form) {
    if (!(form instanceof Form.Node n) || !(n.head() instanceof Form.Name head)) {
      return form instanceof Form.Broken || declares(form) ? form : null;
    }
    return switch (head.text()) {
      case "fn" -> function(n, 0);
      case "async" -> !n.children().isEmpty() && Analyzer.isName(n.children().get(0), "fn") ? function(n, 1) : declares(n) ? n : null;
      case "class", "object" -> classOf(n);
      case "var", "let" -> variable(n);
      case "ns", "enum", "type", "interface", "implement", "import", "export", "comptime", "$dep", "interceptor", "fn-interceptor" -> n;
      default -> declares(n) ? n : null;
    };
  }

  private static Form function(Form.Node n, int from) {
    int end = bodyStart(n, from);
    return end < 0 ? n : new Form.Node(n.start(), n.end(), n.head(), List.of(), n.children().subList(0, end), n.sealed());
  }

  /** The name of a function of the module; null for any other form. */
  static String functionName(Form form) {
    return form instanceof Form.Node n && n.isCall("fn") && n.children().size() > 1 && n.children().get(0) instanceof Form.Name name
        && n.children().get(1) instanceof Form.Array ? name.text() : null;
  }

  /** The names that a form mentions, without the marks around them. */
  static void words(Form f, Set<String> into) {
    if (f instanceof Form.Name n) {
      word(n.text(), into);
    } else if (f instanceof Form.Path p) {
      p.segments().forEach(s -> word(s.text(), into));
    } else {
      f.parts().forEach(part -> words(part, into));
    }
  }

  private static void word(String text, Set<String> into) {
    int from = 0;
    int to = text.length();
    while (from < to && ".^@<%:".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && ".:>".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    into.add(text);
    into.add(text.substring(from, to));
    for (String piece : text.indexOf(':') < 0 ? new String[0] : text.split(":")) {
      into.add(piece);
    }
  }

  /** The index of the first child behind parameters, result and effects; -1 where there are no parameters. */
  static int bodyStart(Form.Node n, int from) {
    List<Form> all = n.children();
    int at = from;
    while (at < all.size() && at <= from + 1 && !(all.get(at) instanceof Form.Array)) {
      at++;
    }
    if (at >= all.size() || !(all.get(at) instanceof Form.Array)) {
      return -1;
    }
    at++;
    if (at + 1 < all.size() && Analyzer.isName(all.get(at), "->")) {
      at += 2;
      if (at + 1 < all.size() && Analyzer.isName(all.get(at), "!") && all.get(at + 1) instanceof Form.Array) {
        at += 2;
      }
    }
    return at;
  }

  private static Form classOf(Form.Node n) {
    var children = new ArrayList<Form>();
    for (Form f : n.children()) {
      // A method whose name is missing is malformed in a way that depends on what follows.
      boolean method = f instanceof Form.Node m && m.head() instanceof Form.Name h && METHODS.contains(h.text()) && assignedFields(m).isEmpty()
          && !(h.text().equals("method") && bodyStart(m, 0) == 1);
      children.add(method ? function((Form.Node) f, 0) : f);
    }
    return new Form.Node(n.start(), n.end(), n.head(), n.props(), children, n.sealed());
  }

  private static Form variable(Form.Node n) {
    Form value = n.children().isEmpty() ? null : n.children().get(n.children().size() - 1);
    if (value instanceof Form.Node v && v.isCall("fn")) {
      var children = new ArrayList<>(n.children());
      children.set(children.size() - 1, function(v, 0));
      return new Form.Node(n.start(), n.end(), n.head(), n.props(), children, n.sealed());
    }
    return n;
  }

  /** Whether a statement may make variables of the module. */
  private static boolean declares(Form f) {
    boolean here = f instanceof Form.Name n && (n.text().equals("var") || n.text().equals("let") || n.text().equals("fn") || n.text().equals("class")
        || n.text().equals("enum") || n.text().equals("ns") || n.text().equals("object") || n.text().equals("type"));
    return here || f.parts().stream().anyMatch(Headers::declares);
  }

  /** Fields that the form assigns: of `/x` in `(/x = 1)`. */
  static Set<String> assignedFields(Form f) {
    var found = new HashSet<String>();
    collectFields(f, found);
    return found;
  }

  private static void collectFields(Form f, Set<String> into) {
    if (f instanceof Form.Node n && n.head() instanceof Form.Path p && !n.children().isEmpty() && n.children().get(0) instanceof Form.Name op && op.text().endsWith("=")) {
      into.add(p.text());
    }
    f.parts().forEach(part -> collectFields(part, into));
  }

  /** Whether two states of a top-level form look the same from elsewhere, as far as their text says. */
  static boolean same(Form before, Form after) {
    if (!(before instanceof Form.Node b) || !(after instanceof Form.Node a) || !(b.head() instanceof Form.Name head) || !alike(b.head(), a.head())) {
      return false;
    }
    return switch (head.text()) {
      case "fn", "class" -> alike(of(b), of(a)) && assignedFields(b).equals(assignedFields(a));
      case "var", "let", "async", "object", "ns", "enum", "type", "interface", "implement", "import", "export", "comptime", "$dep", "interceptor",
          "fn-interceptor" -> false;
      default -> !declares(b) && !declares(a);
    };
  }

  /** Whether the forms are equal but for their places. */
  private static boolean alike(Form x, Form y) {
    if (x == y) {
      return true;
    } else if (x == null || y == null || x.getClass() != y.getClass()) {
      return false;
    } else if (x instanceof Form.Name n) {
      return n.text().equals(((Form.Name) y).text());
    } else if (x instanceof Form.Path p) {
      return p.text().equals(((Form.Path) y).text());
    } else if (x instanceof Form.Literal l) {
      return l.value().equals(((Form.Literal) y).value());
    }
    List<Form.Prop> xs = props(x);
    List<Form.Prop> ys = props(y);
    List<Form> parts = x.parts();
    List<Form> others = y.parts();
    boolean same = parts.size() == others.size() && xs.size() == ys.size();
    for (int i = 0; same && i < xs.size(); i++) {
      same = xs.get(i).key().equals(ys.get(i).key());
    }
    for (int i = 0; same && i < parts.size(); i++) {
      same = alike(parts.get(i), others.get(i));
    }
    return same;
  }

  private static List<Form.Prop> props(Form f) {
    return f instanceof Form.Node n ? n.props() : f instanceof Form.MapForm m ? m.props() : List.of();
  }
}
