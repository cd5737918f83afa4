// Plain, triple-quoted and interpolated strings (01 §6, 7).
package gene.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;

class StringsTest {
  @Test
  void escapes() {
    assertEquals("\n\t\r\b\f\"\\/#q", Marked.datum("\"\\n\\t\\r\\b\\f\\\"\\\\\\/\\#\\q\""));
    assertEquals("é中😀", Marked.datum("\"\\u00e9\\u4E2d\\ud83d\\ude00\""));
    Marked.faults("\"[|\\u12|]\" \"a[|\\ud83d|]x\" \"[|\\ude00|]\" \"[|\\u00|]g0\"",
        "ESCAPE: invalid escape `\\u12`", "ESCAPE: surrogate", "ESCAPE: surrogate", "ESCAPE: four hexadecimal");
  }

  @Test
  void lineEndsStayInTheValue() {
    assertEquals("a\r\nb", Marked.datum("\"a\r\nb\""));
    assertEquals("a # no comment", Marked.datum("\"a # no comment\""));
    assertEquals("", Marked.datum("\"\""));
  }

  @Test
  void tripleQuotesTrimTheBlanksOfTheFirstAndLastLine() {
    assertEquals("", Marked.datum("\"\"\"\"\"\""));
    assertEquals("say \"hi\" \"\"now", Marked.datum("\"\"\"say \"hi\" \"\"now\"\"\""));
    assertEquals("\n  a\n", Marked.datum("\"\"\" \t \n  a\n \t \"\"\""));
    assertEquals("  x  ", Marked.datum("\"\"\"  x  \"\"\""));
    assertEquals("\r\n", Marked.datum("\"\"\"  \r\n  \"\"\""));
    assertEquals("(#Str \"\\n\" n \"  \")", Marked.data("#\"\"\"  \n#{n}  \"\"\""));
    assertEquals("(#Str \"\\n\" n \"\\n\")", Marked.data("#\"\"\"  \n#{n}\n  \"\"\""));
  }

  @Test
  void interpolatedPartsAlternateWithTexts() {
    assertEquals("(#Str \"a\" b \"\")", Marked.data("#\"a#{b}\""));
    assertEquals("(#Str \"\" a \"\" b \"\")", Marked.data("#\"#{a}#{b}\""));
    assertEquals("(#Str \"\" user/name \"\")", Marked.data("#\"#{ user/name }\""));
    assertEquals("(#Str \"\" (a + b) \"|\" (f ^k 1 x) \"\")", Marked.data("#\"#{a + b}|#{f ^k 1 x}\""));
    assertEquals("(#Str \"\" {^k v} \" \" [1 x] \" \" (n * 2) \"\")", Marked.data("#\"#{^k v} #[1 x] #(n * 2)\""));
    assertEquals("(#Str \"\" {^a 1} \"\" {{1 2}} \"\")", Marked.data("#\"#{{^a 1}}#{{{1 2}}}\""));
    assertEquals("(#Str \"a \" (#Str \"n\" q \"\") \" c\")", Marked.data("#\"a #{#\"n#{q}\"} c\""));
  }

  @Test
  void textsAloneAreAString() {
    assertEquals("#{x} # #y ab", Marked.datum("#\"\\#{x} # #y a#<gone>#b\""));
    assertEquals("a b c", Marked.datum("#\"a #{\"b\"} c\""));
    assertEquals("", Marked.datum("#\"\""));
    assertEquals("#", Marked.datum("#\"#\""));
  }

  @Test
  void piecesCoverTheStringInOrder() {
    Form.Interpolation form = assertInstanceOf(Form.Interpolation.class, Marked.tree("#\"ab#{cd}#(e)\"").tops().get(0).form());
    assertEquals(List.of("2..4", "6..8", "9..9", "10..13", "13..13"),
        form.pieces().stream().map(p -> p.start() + ".." + p.end()).toList());
  }

  @Test
  void faultsInsideInterpolations() {
    Marked.faults("#\"a [|#{}|] b\"", "DATUM: missing datum");
    Marked.faults("(p #\"abc #{foo[|)|] x\" y)", "UNMATCHED: expected `}`");
    Marked.faults("(p #\"#{^a 1 [|b|]}\")", "KEY: key");
    Marked.faults("(p [|#\"|]abc)\n(q)", "STRING: quote");
    Marked.faults("(p [|#\"\"\"|]abc\n\")\n(q)", "STRING: quote");
  }
}
