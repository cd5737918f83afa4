// Rewrites of one form that keep its meaning: infix and prefix, if and case, a try around it.
package gene.server.feature;

import gene.analysis.Operator;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

final class RewriteForms {
  /** Those that take any number of operands in prefix form, and give the same then. */
  private static final Set<String> FOLDING = Set.of("+", "-", "*", "/", "%", "++", "&&", "||", "&|&");

  private RewriteForms() {}

  static void in(Selected at, List<Refactoring> into) {
    Optional<Form.Node> node = at.node();
    if (node.isEmpty() || at.isQuoted()) {
      return;
    }
    Form.Node n = node.get();
    toPrefix(at, n).ifPresent(t -> add(at, n, "Change to prefix: `" + shortened(t) + "`", t, into));
    toInfix(at, n).ifPresent(t -> add(at, n, "Change to infix: `" + shortened(t) + "`", t, into));
    toCase(at, n).ifPresent(t -> add(at, n, "Change to `case`", t, into));
    toIf(at, n).ifPresent(t -> add(at, n, "Change to `if`", t, into));
    wrap(at, into);
  }

  private static void add(Selected at, Form form, String title, String text, List<Refactoring> into) {
    into.add(Refactoring.of(title, Refactoring.Kind.REWRITE, at.document(), at.replace(form, text)));
  }

  private static String shortened(String text) {
    return text.length() <= 40 && text.indexOf('\n') < 0 ? text : text.substring(0, Math.min(36, text.lines().findFirst().orElse("").length())) + "…";
  }

  private static String name(Form f) {
    return f instanceof Form.Name n ? n.text() : "";
  }

  private static Optional<String> toPrefix(Selected at, Form.Node n) {
    List<Form> rest = n.children();
    if (n.head() == null || rest.size() < 2 || rest.size() % 2 != 0 || !n.props().isEmpty()) {
      return Optional.empty();
    }
    String operator = name(rest.get(0));
    var operands = new ArrayList<String>(List.of(at.text(n.head())));
    for (int i = 0; i < rest.size(); i += 2) {
      if (!name(rest.get(i)).equals(operator)) {
        return Optional.empty();
      }
      operands.add(at.text(rest.get(i + 1)));
    }
    boolean known = Operator.findInfix(operator).isPresent() && (operands.size() == 2 || FOLDING.contains(operator));
    return known ? Optional.of("(" + operator + " " + String.join(" ", operands) + ")") : Optional.empty();
  }

  private static Optional<String> toInfix(Selected at, Form.Node n) {
    String operator = name(n.head());
    boolean prefix = Operator.findInfix(operator).isPresent() && n.props().isEmpty() && n.children().size() >= 2
        && (n.children().size() == 2 || FOLDING.contains(operator)) && Operator.findInfix(name(n.children().get(0))).isEmpty();
    return prefix ? Optional.of(n.children().stream().map(at::text).collect(Collectors.joining(" " + operator + " ", "(", ")"))) : Optional.empty();
  }

  /** `(if (x == a) … elif (x == b) … else …)` compares one name throughout. */
  private static Optional<String> toCase(Selected at, Form.Node n) {
    if (!n.isCall("if") || n.children().size() < 2) {
      return Optional.empty();
    }
    var text = new StringBuilder();
    String target = null;
    boolean condition = true;
    for (Form f : n.children()) {
      if (condition) {
        boolean compares = f instanceof Form.Node c && c.children().size() == 2 && name(c.children().get(0)).equals("==") && c.props().isEmpty()
            && (c.head() instanceof Form.Name || c.head() instanceof Form.Path);
        if (!compares || target != null && !target.equals(at.text(((Form.Node) f).head()))) {
          return Optional.empty();
        }
        var c = (Form.Node) f;
        target = at.text(c.head());
        text.append("\n").append(at.indentation(at.top().start() + n.start())).append("  when ").append(at.text(c.children().get(1)));
        condition = false;
      } else if (name(f).equals("elif")) {
        condition = true;
      } else if (name(f).equals("else")) {
        text.append("\n").append(at.indentation(at.top().start() + n.start())).append("  else");
      } else if (!name(f).equals("then")) {
        text.append(" ").append(at.text(f));
      }
    }
    return target == null || condition ? Optional.empty() : Optional.of("(case " + target + text + ")");
  }

  /** Values are compared with `==`, which patterns of variants are not. */
  private static Optional<String> toIf(Selected at, Form.Node n) {
    List<Form> rest = n.children();
    boolean simple = n.isCall("case") && rest.size() > 2 && (rest.get(0) instanceof Form.Name || rest.get(0) instanceof Form.Path) && name(rest.get(1)).equals("when");
    if (!simple) {
      return Optional.empty();
    }
    String target = at.text(rest.get(0));
    String margin = "\n" + at.indentation(at.top().start() + n.start());
    var text = new StringBuilder("(if");
    for (int i = 1; i < rest.size(); i++) {
      if (name(rest.get(i)).equals("when")) {
        Form value = i + 1 < rest.size() ? rest.get(++i) : null;
        boolean pattern = value == null || value instanceof Form.Path || value instanceof Form.Node || value instanceof Form.Name name && (name.text().equals("_")
            || Character.isUpperCase(name.text().codePointAt(0)));
        if (pattern) {
          return Optional.empty();
        }
        text.append(i == 2 ? "" : margin + "elif").append(" (").append(target).append(" == ").append(at.text(value)).append(")");
        boolean empty = i + 1 == rest.size() || name(rest.get(i + 1)).equals("when") || name(rest.get(i + 1)).equals("else");
        text.append(empty ? " nil" : "");
      } else if (name(rest.get(i)).equals("else")) {
        text.append(margin).append("else");
      } else {
        text.append(margin).append("  ").append(at.text(rest.get(i)));
      }
    }
    return Optional.of(text + ")");
  }

  private static void wrap(Selected at, List<Refactoring> into) {
    Optional<Form> selected = at.exactly().filter(f -> f instanceof Form.Node && DefinitionForm.of(f).isEmpty());
    selected.ifPresent(f -> {
      String margin = at.indentation(at.top().start() + f.start());
      String inner = at.text(f).replace("\n", "\n  ");
      add(at, f, "Wrap in `try`", "(try\n" + margin + "  " + inner + "\n" + margin + "catch e\n" + margin + "  (throw e))", into);
    });
  }
}
