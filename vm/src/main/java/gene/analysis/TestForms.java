// `suite!`, `test!` and `check` where the file imports them from `genex/test`: their bodies become functions of the module.
package gene.analysis;

import gene.data.Special;
import gene.source.Span;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * <pre>
 *   (test! ^^skip "adds" form…)      (gene/prelude/run_test "adds" true (fn [] form…))
 *   (check (a == b) "message")       (gene/prelude/check_== a b "message")
 * </pre>
 * So breakpoints, static checks and coverage reach the bodies, and a failed comparison knows its operands. Called in any other
 * way they are macro functions and a function, which do the same without that.
 */
final class TestForms {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  /** @param name empty when it is computed */
  record Found(boolean suite, String name, boolean skipped, Span span) {}

  private final Analyzer a;
  /** What the names stand for that the file imports. */
  private final Map<String, String> imported = new HashMap<>();
  private final List<Found> found = new ArrayList<>();

  TestForms(Analyzer a) {
    this.a = a;
  }

  List<Found> found() {
    return found;
  }

  void imports(ImportSpec spec) {
    for (ImportSpec.Item item : spec.items()) {
      List<String> path = item.path();
      if (spec.module() == null && path.size() == 3 && path.get(0).equals("genex") && path.get(1).equals("test")) {
        if (item.isWildcard()) {
          List.of("test!", "suite!", "check").forEach(n -> imported.put(n, n));
        } else {
          imported.put(item.as(), path.get(2));
        }
      }
    }
  }

  /** Null when the form is none of these. */
  Node node(Form.Node n, String head) {
    String meaning = imported.get(head);
    if (meaning == null || a.resolve(head) != null) {
      return null;
    }
    return switch (meaning) {
      case "test!", "suite!" -> block(n, meaning.equals("suite!"));
      case "check" -> check(n);
      default -> null;
    };
  }

  private Node block(Form.Node n, boolean suite) {
    boolean onlySkip = n.props().stream().allMatch(p -> p.key().equals("skip"));
    if (n.children().isEmpty() || !onlySkip) {
      return null;
    }
    Form name = n.children().get(0);
    Form skip = n.prop("skip") == null ? new Form.Literal(n.start(), n.start(), false) : n.prop("skip");
    boolean skipped = skip instanceof Form.Literal l && Boolean.TRUE.equals(l.value());
    String text = name instanceof Form.Literal l && l.value() instanceof String s ? s : "";
    found.add(new Found(suite, text, skipped, new Span(a.top.start() + n.start(), a.top.start() + n.end())));
    var body = new ArrayList<Form>();
    body.add(new Form.Array(name.end(), name.end(), List.of(), false));
    body.addAll(n.children().subList(1, n.children().size()));
    // So that nothing is in tail position: a check that fails there would have left the stack.
    body.add(new Form.Literal(n.end(), n.end(), Special.NIL));
    Form function = new Form.Node(name.end(), n.end(), new Form.Name(name.end(), name.end(), "fn"), List.of(), body, false);
    return call(n, suite ? "run_suite" : "run_test", List.of(name, skip, function));
  }

  private Node check(Form.Node n) {
    if (!n.props().isEmpty() || n.children().isEmpty() || n.children().size() > 2 || !(n.children().get(0) instanceof Form.Node c)
        || !c.props().isEmpty() || c.children().size() != 2 || c.sealed()) {
      return null;
    }
    String infix = c.children().get(0) instanceof Form.Name op ? op.text() : "";
    String prefix = c.head() instanceof Form.Name op ? op.text() : "";
    var arguments = new ArrayList<Form>();
    if (COMPARISONS.contains(infix) && !COMPARISONS.contains(prefix)) {
      arguments.add(c.head());
      arguments.add(c.children().get(1));
    } else if (COMPARISONS.contains(prefix) && !COMPARISONS.contains(infix)) {
      arguments.addAll(c.children());
    } else {
      return null;
    }
    if (arguments.stream().anyMatch(f -> f instanceof Form.Name w && w.text().endsWith("..."))) {
      return null;
    }
    arguments.addAll(n.children().subList(1, n.children().size()));
    return call(n, "check_" + (COMPARISONS.contains(infix) ? infix : prefix), arguments);
  }

  private Node call(Form.Node n, String function, List<Form> arguments) {
    int start = n.head().start();
    int end = n.head().end();
    var path = new Form.Path(start, end, List.of(new Form.Segment(start, start, "gene"), new Form.Segment(start, start, "prelude"),
        new Form.Segment(start, end, function)));
    return a.expression(new Form.Node(n.start(), n.end(), path, List.of(), arguments, false));
  }
}
