// Fixtures: programs with the places of their findings, or of one variable, between `[|` and `|]`.
package gene.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Diagnostic;
import gene.source.MarkedText;
import gene.source.Source;
import gene.source.Span;
import gene.syntax.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

final class Checked {
  private static final BuiltinTable BUILTINS = new BuiltinTable(List.of(
      new Builtin("", "println", Builtin.Kind.FUNCTION, "[values...] -> Nil", ""),
      new Builtin("", "length", Builtin.Kind.FUNCTION, "[xs] -> Int", ""),
      new Builtin("", "Exception", Builtin.Kind.CLASS, "", ""),
      new Builtin("math", "sin", Builtin.Kind.FUNCTION, "[x] -> Float", "")));

  private Checked() {}

  static Analysis analyse(String text, Map<String, String> environment) {
    return Analysis.of(Reader.read(Source.of("test.gene", text)), BUILTINS, environment);
  }

  static Analysis analyse(String text) {
    return analyse(text, Map.of());
  }

  /** Compares the findings with the marks, one each, in order.
   *  @param expected severity, code without `GENE.`, a colon, and words of the message */
  static Analysis finds(String marked, String... expected) {
    MarkedText m = MarkedText.of(marked);
    Analysis a = analyse(m.text());
    assertEquals(m.ranges(), a.diagnostics().stream().map(Diagnostic::span).toList(), () -> marked + "\n" + a.diagnostics());
    assertEquals(expected.length, m.ranges().size(), "a mark for each finding: " + marked);
    for (int i = 0; i < expected.length; i++) {
      Diagnostic d = a.diagnostics().get(i);
      String[] parts = expected[i].split(": ", 2);
      assertEquals(parts[0], d.severity().toString().toLowerCase() + " " + d.code().substring("GENE.".length()), marked);
      assertTrue(d.message().contains(parts[1]), () -> d.message() + " in " + marked);
    }
    return a;
  }

  static Analysis fine(String text) {
    return finds(text);
  }

  /** The text after the first fix of its only finding. */
  static String mended(String text) {
    List<Diagnostic> found = analyse(text).diagnostics();
    assertEquals(1, found.size(), () -> text + "\n" + found);
    Diagnostic.Edit edit = found.get(0).fixes().get(0).edits().get(0);
    return text.substring(0, edit.span().start()) + edit.text() + text.substring(edit.span().end());
  }

  /** The marks are the declaration and all uses of one variable; from each of them it is found. */
  static Binding same(String marked) {
    MarkedText m = MarkedText.of(marked);
    Analysis a = analyse(m.text());
    Binding b = a.bindingAt(m.ranges().get(0).start()).orElseThrow(() -> new AssertionError("no variable at the first mark: " + marked));
    assertEquals(m.ranges(), places(a, b), marked);
    for (Span s : m.ranges()) {
      assertEquals(b, a.bindingAt(s.start()).orElse(null), marked);
      assertEquals(b, a.bindingAt(s.end()).orElse(null), marked);
    }
    return b;
  }

  private static List<Span> places(Analysis a, Binding b) {
    var all = new ArrayList<Span>();
    Stream.concat(a.span(b).stream(), b.references().stream().map(a::span)).sorted(Comparator.comparingInt(Span::start)).forEach(all::add);
    return all;
  }

  /** The names visible at the cursor, innermost first. */
  static String visible(String marked) {
    MarkedText m = MarkedText.of(marked);
    return String.join(" ", analyse(m.text()).visibleAt(m.cursor()).stream().map(Binding::name).toList());
  }

  /** The variable declared at the mark. */
  static Binding declared(String marked) {
    MarkedText m = MarkedText.of(marked);
    Analysis a = analyse(m.text());
    return a.bindings().stream().filter(b -> a.span(b).filter(m.range()::equals).isPresent()).findFirst()
        .orElseThrow(() -> new AssertionError("no declaration at the mark: " + marked));
  }

  /** The names that the function of this name captures, in order. */
  static String captures(String function, String text) {
    FunctionInfo f = analyse(text).bindings().stream().filter(b -> b.name().equals(function)).findFirst().orElseThrow().function();
    return String.join(" ", f.captures().stream().map(Binding::name).toList());
  }
}
