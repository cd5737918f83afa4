// The canonical layout, rule by rule, and the edits that lead to it.
package gene.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Diagnostic.Edit;
import gene.source.Span;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class FormatterTest {
  /** The layout of the text, which is also that of itself. */
  private static void check(String text, String laidOut) {
    var formatter = Formatter.of(text);
    assertEquals(laidOut, formatter.text());
    assertEquals(laidOut, Formatter.of(laidOut).text(), "not idempotent");
    assertTrue(formatter.keepsMeaning());
    assertTrue(Formatter.of(laidOut).edits().isEmpty());
  }

  private static void stays(String text) {
    check(text, text);
  }

  @Test
  void bodiesStandTwoBlanksDeeperAndClausesOneColumnRightOfTheirBracket() {
    String text = """
        (fn classify [n]
          (var names ["low" "mid"
                      "high"])
          (if (n < 10)
            names/0
           elif (n < 100)
            names/1
           else
            names/2))        # closing brackets may stay on the last line
        (var total
          (do
            (var a 5)
            a
          )                  # … or stand alone, under the line that opened them
        )

        (case n
         when 1 (println "one")
         else   (println "many")
        )
        """;
    stays(text);
    check(text.replaceAll("(?m)^ +", ""), text);
    check(text.replaceAll("(?m)^ *", "\t \t"), text);
  }

  @Test
  void aClauseWordIsAWholeWordInsideABracket() {
    check("(a\nelse\nelsewhere\nwhen)\ncatch\n(b\nfinally# x\n)", "(a\n else\n  elsewhere\n when)\ncatch\n(b\n  finally# x\n)");
    check("else\n(try\n1\ncatch\t*\n2)", "else\n(try\n  1\n catch\t*\n  2)");
  }

  @Test
  void aLineThatOpensManyBracketsIndentsOnce() {
    check("(a (b {^x\n1\n}\n2)\n3)", "(a (b {^x\n  1\n}\n2)\n3)");
    check("((a\nb) (c\nd))", "((a\n  b) (c\n  d))");
  }

  @Test
  void closingBracketsAtTheStartOfALineStandUnderTheLineThatOpenedThem() {
    check("(a\n(b\n) )\n(c\n]\n)", "(a\n  (b\n) )\n(c\n]\n)");
    check("(a\n(b\n(c\n) )\nd)", "(a\n  (b\n    (c\n  ) )\n  d)");
  }

  @Test
  void tooManyClosingBracketsDoNotHurt() {
    check(")))\n(a\nb", ")))\n(a\n  b");
    check("  ) ] }\nx", ") ] }\nx");
  }

  @Test
  void arraysHangBelowTheirFirstItem() {
    check("(var x [1\n2\n\n[3\n4]\n5\n])\nx", "(var x [1\n        2\n\n        [3\n         4]\n  5\n])\nx");
    check("(var x [\n1\n2])", "(var x [\n  1\n  2])");
    check("(f [1] [2\n3])", "(f [1] [2\n  3])");
    check("(f #[é😀\n3])", "(f #[é😀\n     3])");
    check("(😀 [é\n3])", "(😀 [é\n    3])");
    check("(f [ # none\n3])", "(f [ # none\n  3])");
  }

  @Test
  void linesThatAreOnlyCommentsStayWhereTheyAre() {
    check("(a\n# x  \n      ## y\t\nb)", "(a\n# x\n      ## y\n  b)");
    check("(a\n  #< x (  \n ( y\n>#  \nb)", "(a\n  #< x (\n ( y\n>#\n  b)");
    check("#< ( >#  (a\nb)  #< c >#", "#< ( >#  (a\n  b)  #< c >#");
    check("   #!x\n(a\nb)", "   #!x\n(a\n  b)");
    check("(a #\nb #)\n)", "(a #\n  b #)\n)");
  }

  @Test
  void blanksBeforeCommentsStayThoseAtLineEndsGo() {
    check("a    # b \t \n  \n\t\nc \t\n", "a    # b\n\n\nc\n");
  }

  @Test
  void lineEndsBecomeLinefeeds() {
    check("(a\r\nb\r\rc)\r\n", "(a\n  b\n\n  c)\n");
    check("a", "a");
    check("a\n", "a\n");
    check("a\n   ", "a\n");
    check("", "");
    check("\uFEFF  (a\nb)", "\uFEFF(a\n  b)");
  }

  @Test
  void theInsidesOfLiteralsAreNotTouched() {
    stays("(a \"x  \n  y \r\n\t z (\"\n  b)");
    stays("(a \"\"\"  \n\t\"q\" ((  \n  \"\"\"\n  b)");
    stays("(a #\"x #{[1  \n2] # \"(\n} #<\" ># \\\" #(b \"\n\") (\"\n  b)");
    stays("(a #/x  (\n (\\/[/i\n  b)");
    stays("(a\\ \n  b\\\nc\\( '(' '\\'' '\\u0028' x'( )\n  b)");
    stays("(f 0#de~\n  ad~ 01 x)");
    stays("a\\\r\n b");
  }

  @Test
  void codeBehindALiteralOfSeveralLinesCounts() {
    check("(a \"\n\" (b\nc\n)\n)", "(a \"\n\" (b\n    c\n  )\n)");
    check("(a \"\n\")\nb", "(a \"\n\")\nb");
  }

  @Test
  void aTextWithoutAnEndIsLaidOutUpToWhereItIsUnderstood() {
    check("(a\nb\n\"x\n  (\n", "(a\n  b\n  \"x\n  (\n");
    check("(a\n#< x\n  (  \n", "(a\n#< x\n  (\n");
    check("(a '\n(b\nc", "(a '\n  (b\n    c");
  }

  @Test
  void editsChangeBlanksOnly() {
    assertEquals(List.of(edit(3, 3, "  "), edit(4, 5, ""), edit(6, 8, ""), edit(9, 10, "  ")), Formatter.of("(a\nb \n  \n\tc)").edits());
    assertEquals(List.of(), Formatter.of("(a\r\n  b)").edits(), "line ends are the editor's");
  }

  @Test
  void aRangeTakesTheLinesItTouches() {
    String text = "(a\nb\nc\nd)";
    assertEquals(List.of(edit(5, 5, "  ")), Formatter.of(text).edits(5, 6));
    assertEquals(List.of(edit(5, 5, "  ")), Formatter.of(text).edits(6, 7), "the range ends where the line of d begins");
    assertEquals(List.of(edit(3, 3, "  "), edit(5, 5, "  ")), Formatter.of(text).edits(4, 6));
    assertEquals(List.of(edit(5, 5, "  ")), Formatter.of(text).edits(5, 5), "a cursor");
  }

  @Test
  void whileTypingAnEmptyLineGetsItsIndentation() {
    var formatter = Formatter.of("(fn f []\n(if a\n\n)");
    assertEquals(List.of(edit(9, 9, "  "), edit(15, 15, "    ")), formatter.editsWhileTyping(15, true));
    assertEquals(List.of(edit(16, 16, "  ")), formatter.editsWhileTyping(17, false));
    assertEquals(OptionalInt.of(4), formatter.indentation(15));
    assertEquals(OptionalInt.empty(), Formatter.of("\"\nx\"").indentation(2));
    assertEquals(List.of(), Formatter.of("(a \"\n\n\")").editsWhileTyping(5, true));
    assertEquals(List.of(edit(0, 1, "")), Formatter.of(" (a").editsWhileTyping(0, true));
  }

  private static Edit edit(int from, int to, String text) {
    return new Edit(new Span(from, to), text);
  }

  @Test
  void noDepthIsTooMuch() {
    stays("[".repeat(200_000) + "]".repeat(200_000));
    stays("#\"#{".repeat(50_000));
  }
}
