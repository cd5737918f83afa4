// Golden reports: exceptions, compile errors, warnings, and places that are hard to show.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.cli.Ran.Place;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.source.Span;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
  private static final Paint PLAIN = new Paint(false);

  private final Place place;

  ReportTest(@TempDir Path folder) {
    place = Place.in(folder);
  }

  @Test
  void anExceptionShowsPlaceHintAndStack() {
    place.file("shop.gene", """
        (fn price [n]
          (n * lenght))
        (fn total [item length]
          (var t (price item))
          t)

        (total 2 3)
        """).gene("run", "shop.gene").fails("""
        error: Exception: lenght is not defined
         --> shop.gene:2:8
          |
        2 |   (n * lenght))
          |        ^
        stack trace:
          at price (shop.gene:2:8)
          at total (shop.gene:4:10)
          at <module> (shop.gene:7:1)
        """);
  }

  @Test
  void aCauseFollowsItsException() {
    Ran ran = place.file("c.gene", "(try (throw \"inner\") catch e\n  (throw (new Exception \"outer\" ^cause e)))").gene("run", "c.gene");
    assertEquals("""
        error: Exception: outer
         --> c.gene:2:3
          |
        2 |   (throw (new Exception "outer" ^cause e)))
          |   ^
        stack trace:
          at <module> (c.gene:2:3)
        caused by: Exception: inner
         --> c.gene:1:6
          |
        1 | (try (throw "inner") catch e
          |      ^
        stack trace:
          at <module> (c.gene:1:6)
        """, ran.err());
  }

  @Test
  void aThrownValueIsNotRepeatedAsItsCause() {
    Ran ran = place.gene("eval", "(throw 42)");
    assertTrue(ran.err().startsWith("error: Exception: 42\n"), ran::err);
    assertTrue(!ran.err().contains("caused by"), ran::err);
  }

  @Test
  void unrelatedErrorsAreReportedInOneGo() {
    place.file("three.gene", "(println 1))\n{x}\n(a \"b\n").gene("run", "three.gene").fails(
        place.gene("parse", "-fcompact", "three.gene").err());
    String err = place.gene("run", "three.gene").err();
    assertTrue(err.contains(" --> three.gene:1:12\n"), err);
    assertTrue(err.contains(" --> three.gene:2:2\n"), err);
    assertTrue(err.contains(" --> three.gene:3:4\n"), err);
  }

  @Test
  void noiseIsCutShort() {
    Source source = Source.of("noise", "x");
    var many = Collections.nCopies(23, Diagnostic.error("GENE.PARSE.EOF", new Span(0, 1), "m"));
    String report = Report.of(source, many, PLAIN);
    assertEquals(20, report.lines().filter("error: m"::equals).count());
    assertTrue(report.endsWith("\n\n… and 3 more errors\n"), report);
  }

  @Test
  void aWarningIsOneLine() {
    assertEquals("a.gene:2:1: warning: w", Report.warning(Source.of("a.gene", "1\n2"), Diagnostic.warning("C", new Span(2, 3), "w"), PLAIN));
  }

  @Test
  void theMarginGrowsWithTheLineNumber() {
    Source source = Source.of("a", "\n".repeat(9) + "xy");
    assertEquals(List.of("  --> a:10:2", "   |", "10 | xy", "   |  ^ l"), new Snippet(source, 10, 11).lines("l", PLAIN));
  }

  @Test
  void caretsStandUnderWhatTheEyeSees() {
    assertEquals("  | \t^", caretLine("\txy", 1, 2));
    assertEquals("  |     ^^^^", caretLine("日本語字", 2, 4));
    assertEquals("  |  ^", caretLine("x", 1, 1));
    assertEquals("  | ^^", caretLine("ab\ncd", 0, 5));
    assertEquals("  | ^", caretLine("", 0, 0));
  }

  private static String caretLine(String text, int from, int to) {
    return new Snippet(Source.of("a", text), from, to).lines("", PLAIN).get(3);
  }

  @Test
  void ofALongLineAWindowIsShown() {
    Source source = Source.of("a", "x".repeat(1000) + "!" + "y".repeat(1000));
    List<String> lines = new Snippet(source, 1000, 1001).lines("", PLAIN);
    assertEquals("1 | …" + "x".repeat(60) + "!" + "y".repeat(99) + "…", lines.get(2));
    assertEquals("  | " + " ".repeat(61) + "^", lines.get(3));
  }

  @Test
  void aSourceCannotSteerTheTerminal() {
    assertEquals("1 | \uFFFD[31m", new Snippet(Source.of("a", "\u001B[31m"), 0, 1).lines("", PLAIN).get(2));
  }

  @Test
  void coloursAreForTerminalsWhoseUserDoesNotMind() {
    Terminals all = stream -> true;
    String escape = "\u001B[";
    assertTrue(place.terminals(all).gene("eval", "(throw 1)").err().contains(escape));
    assertTrue(!place.gene("eval", "(throw 1)").err().contains(escape));
    assertTrue(!place.terminals(all).environment("NO_COLOR", "1").gene("eval", "(throw 1)").err().contains(escape));
    assertTrue(!place.terminals(all).environment("TERM", "dumb").gene("eval", "(throw 1)").err().contains(escape));
  }
}
