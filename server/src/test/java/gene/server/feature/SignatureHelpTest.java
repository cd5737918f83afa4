// Signature help: the label with the active parameter between double angle brackets.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Span;
import org.junit.jupiter.api.Test;

final class SignatureHelpTest {
  private static void check(String marked, String expected) {
    Fixture f = Fixture.of(marked);
    SignatureHelp help = SignatureHelp.at(f.snapshot(), f.main(), f.cursor()).orElseThrow(() -> new AssertionError("nothing to show in " + marked));
    SignatureHelp.Signature s = help.signatures().get(help.active());
    String shown = s.label();
    if (s.active() >= 0) {
      Span p = s.parameters().get(s.active());
      shown = shown.substring(0, p.start()) + "«" + shown.substring(p.start(), p.end()) + "»" + shown.substring(p.end());
    }
    assertEquals(expected, shown);
  }

  @Test
  void positionalArguments() {
    check("(fn f [a: Int b = 2 rest...] 1)\n(f <|>)", "(fn f [«a: Int» b = 2 rest...])");
    check("(fn f [a: Int b = 2 rest...] 1)\n(f 1 <|>)", "(fn f [a: Int «b = 2» rest...])");
    check("(fn f [a: Int b = 2 rest...] 1)\n(f 1 2 3 4<|>)", "(fn f [a: Int b = 2 «rest...»])");
    check("(fn f [a] 1)\n(f 1 <|>)", "(fn f [a])");
  }

  @Test
  void keywordArguments() {
    check("(fn f [a ^size = 1 ^more...] 1)\n(f 1 ^size <|>)", "(fn f [a «^size = 1» ^more...])");
    check("(fn f [a ^size = 1 ^more...] 1)\n(f 1 ^si<|>ze 2)", "(fn f [a «^size = 1» ^more...])");
  }

  @Test
  void methodsConstructorsVariantsAndBuiltins() {
    check("(class A (ctor [x y] 1))\n(new A 1 <|>)", "(ctor [x «y»])");
    check("(class A (method go [n] 1))\n((new A) .go <|>)", "(method go [«n»])");
    check("(enum S (Rect w: Int h: Int))\n(S/Rect 1 <|>)", "(Rect w: Int h: Int)".replace("h: Int", "«h: Int»"));
    check("(var f (fn [a b] 1))\n(f 1 <|>)", "(fn f [a «b»])");
    Fixture f = Fixture.of("(math/sin <|>)");
    assertTrue(SignatureHelp.at(f.snapshot(), f.main(), f.cursor()).orElseThrow().signatures().get(0).label().startsWith("(fn math/sin ["));
  }

  @Test
  void theInnermostCallThatIsKnown() {
    check("(fn f [a b] 1)\n(f 1 (unknown <|>))", "(fn f [a «b»])");
    check("(fn f [a b] 1)\n(fn g [x] 1)\n(f 1 (g <|>))", "(fn g [«x»])");
  }

  @Test
  void inHalfTypedCode() {
    check("(fn f [a b] 1)\n(println (f 1 <|>", "(fn f [a «b»])");
    check("(fn f [a b] 1)\n(fn g [] (f 1 <|>\n\n(var x 2)", "(fn f [a «b»])");
  }

  @Test
  void nothingElsewhere() {
    for (String marked : new String[] {"<|>", "(var x <|>)", "(fn f [a<|>] 1)", "(nowhere <|>)"}) {
      Fixture f = Fixture.of(marked);
      assertTrue(SignatureHelp.at(f.snapshot(), f.main(), f.cursor()).isEmpty(), marked);
    }
  }
}
