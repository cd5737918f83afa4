// `gene eval`: where code comes from, and what is printed of its value.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.cli.Ran.Place;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class EvalCommandTest {
  private final Place place = Place.in(Path.of("").toAbsolutePath());

  @Test
  void theValueIsPrintedUnlessItIsNothing() {
    Ran.gene("eval", "(println (1 + 2))").prints("3\n");
    Ran.gene("eval", "(1 + 2)").prints("3\n");
    Ran.gene("e", "(1 + 2)", "\"a\"").prints("\"a\"\n");
    Ran.gene("eval", "void").prints("");
    Ran.gene("eval", "-p", "nil").prints("nil\n");
    Ran.gene("eval", "--print-last", "(1 + 2) \"a\"").prints("\"a\"\n");
    Ran.gene("eval", "-q", "1").prints("");
    Ran.gene("eval", "-pq", "1").prints("");
  }

  @Test
  void withoutWordsStandardInputIsRun() {
    place.stdin("[1 \"x\" nil]\n").gene("eval", "-p").prints("[1 \"x\" nil]\n");
  }

  @Test
  void thereMustBeCode() {
    String nothing = "Error: No code provided to evaluate\n";
    place.gene("eval").fails(nothing);
    place.gene("eval", " ").fails(nothing);
    place.stdin("\n").gene("eval").fails(nothing);
    place.terminals(stream -> true).gene("eval").fails(nothing);
  }

  @Test
  void anArrayCanBePrintedAsFields() {
    Ran.gene("eval", "--csv", "[1 \"a,b\" \"c\" nil]").prints("1,\"a,b\",c,nil\n");
    Ran.gene("eval", "--csv", "7").prints("7\n");
    Ran.gene("eval", "--gene", "[1 \"a\"]").prints("[1 \"a\"]\n");
  }

  @Test
  void aSyntaxErrorIsReported() {
    Ran ran = Ran.gene("eval", "(foo");
    assertEquals(1, ran.status());
    assertEquals("", ran.out());
    assertTrue(ran.err().startsWith("error: EOF while reading an expression, unclosed `(`\n --> <eval>:1:1\n  |\n1 | (foo\n  | ^\n"), ran::err);
  }

  @Test
  void theProgramChoosesTheStatus() {
    assertEquals(new Ran(3, "", ""), Ran.gene("eval", "-p", "(exit 3)"));
  }
}
