// Rewrites of one form that keep its meaning: infix and prefix, if and case, a try around it.
package gene.server.feature;

import gene.analysis.Operator;
import gene.source.Diagnostic;
import gene.source.Span;
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
    toCase(at, n).ifPresent(e -> into.add(new Refactoring("Change to `case`", Refactoring.Kind.REWRITE, List.of(new Rename.Edits(at.document(), e)), false)));
    toIf(at, n).ifPresent(e -> into.add(new Refactoring("Change to `if`", Refactoring.Kind.REWRITE, List.of(new Rename.Edits(at.document(), e)), false)));
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

  /** `(if (x == a) … elif (x == b) … else …)` compares one name throughout. What stands between the conditions stays as it is, comments too. */
  private static Optional<List<Diagnostic.Edit>> toCase(Selected at, Form.Node n) {
    List<Form> parts = n.children();
    var edits = new ArrayList<Diagnostic.Edit>();
    String target = null;
    Form word = n.isCall("if") && n.props().isEmpty() ? n.head() : null;
    for (int i = 0; i < parts.size(); i++) {
      Form f = parts.get(i);
      if (word != null) {
        Form value = comparedWith(f);
        String left = value == null ? "" : at.text(((Form.Node) f).head());
        if (value == null || isPattern(value) || target != null && !target.equals(left) || hasComment(at, word, f)) {
          return Optional.empty();
        }
        String first = "case " + left + (isOnOneLine(at, n) ? " " : "\n");
        Form end = i + 1 < parts.size() && name(parts.get(i + 1)).equals("then") && !hasComment(at, f, parts.get(i + 1)) ? parts.get(++i) : f;
        edits.add(replace(at, word, end, (target == null ? first : "") + "when " + at.text(value)));
        target = left;
        word = null;
      } else if (name(f).equals("elif")) {
        word = f;
      } else if (name(f).equals("when")) {
        return Optional.empty(); // it would begin a branch
      }
    }
    return target == null || word != null ? Optional.empty() : Optional.of(edits);
  }

  /** Of `(x == value)`; null for anything else. */
  private static Form comparedWith(Form f) {
    boolean compares = f instanceof Form.Node c && c.children().size() == 2 && name(c.children().get(0)).equals("==") && c.props().isEmpty()
        && (c.head() instanceof Form.Name || c.head() instanceof Form.Path);
    return compares ? ((Form.Node) f).children().get(1) : null;
  }

  /** Whether behind `when` it may be matched with a variant: `_`, capital letters, and forms and paths with them. */
  private static boolean isPattern(Form f) {
    if (f instanceof Form.Path p) {
      return p.segments().stream().anyMatch(s -> isCapital(s.text()));
    }
    return f instanceof Form.Name n && (n.text().equals("_") || isCapital(n.text())) || f instanceof Form.Node c && c.head() != null && isPattern(c.head());
  }

  private static boolean isCapital(String name) {
    return !name.isEmpty() && Character.isUpperCase(name.codePointAt(0));
  }

  private static boolean isOnOneLine(Selected at, Form f) {
    return at.text(f).indexOf('\n') < 0;
  }

  private static boolean hasComment(Selected at, Form before, Form after) {
    return !at.document().text(new Span(at.top().start() + before.end(), at.top().start() + after.start())).isBlank();
  }

  private static Diagnostic.Edit replace(Selected at, Form first, Form last, String text) {
    return new Diagnostic.Edit(new Span(at.top().start() + first.start(), at.top().start() + last.end()), text);
  }

  /** Values are compared with `==`, which patterns of variants are not. */
  private static Optional<List<Diagnostic.Edit>> toIf(Selected at, Form.Node n) {
    List<Form> parts = n.children();
    boolean simple = n.isCall("case") && n.props().isEmpty() && parts.size() > 2 && (parts.get(0) instanceof Form.Name || parts.get(0) instanceof Form.Path)
        && name(parts.get(1)).equals("when") && !hasComment(at, n.head(), parts.get(0)) && !hasComment(at, parts.get(0), parts.get(1));
    if (!simple) {
      return Optional.empty();
    }
    String target = at.text(parts.get(0));
    var edits = new ArrayList<Diagnostic.Edit>();
    for (int i = 1; i < parts.size(); i++) {
      String word = name(parts.get(i));
      if (word.equals("when")) {
        Form value = i + 1 < parts.size() ? parts.get(i + 1) : null;
        if (value == null || isPattern(value) || hasComment(at, parts.get(i), value)) {
          return Optional.empty();
        }
        boolean empty = i + 2 == parts.size() || List.of("when", "else").contains(name(parts.get(i + 2)));
        edits.add(replace(at, i == 1 ? n.head() : parts.get(i), value, (i == 1 ? "if" : "elif") + " (" + target + " == " + at.text(value) + ")" + (empty ? " nil" : "")));
        i++;
      } else if (word.equals("then") || word.equals("elif")) {
        return Optional.empty(); // it would be a word of the `if`
      }
    }
    return Optional.of(edits);
  }

  private static void wrap(Selected at, List<Refactoring> into) {
    Optional<Form> selected = at.exactly().filter(f -> f instanceof Form.Node && DefinitionForm.of(f).isEmpty());
    selected.ifPresent(f -> add(at, f, "Wrap in `try`", "(try\n" + at.text(f) + "\ncatch e\n(throw e))", into));
  }
}
