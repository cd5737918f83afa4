// `gene parse`: the three formats, and what comes around the forms.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.cli.Ran.Place;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParseCommandTest {
  private final Place place;

  ParseCommandTest(@TempDir Path folder) {
    place = Place.in(folder);
  }

  @Test
  void formsAreShownIndented() {
    place.stdin("(a ^x 1 [1 2] {^k \"v\"})\n").gene("parse").prints("""
        (a ^x 1
          [
            1
            2
          ]
          {
            ^k "v"
          }
        )
        """);
  }

  @Test
  void formsAreShownInOneLine() {
    place.gene("parse", "-f", "compact", "-e", "(a ^x (b ^y 2) 1) c").prints("(a ^x (b ^y 2) 1)\n\nc\n");
    place.gene("parse", "-f:sexp", "-e", "(a ^x (b ^y 2) 1)").prints("(a :x (b ^y 2) 1)\n");
  }

  @Test
  void filesHaveAHeader() {
    place.file("a.gene", "1").file("b.gene", "# nothing\n");
    place.gene("parse", "a.gene").prints("=== Parsing: a.gene ===\n1\n");
    place.gene("parse", "-fcompact", "a.gene").prints("1\n");
    place.gene("parse", "--format=compact", "a.gene", "b.gene").prints("=== Parsing: a.gene ===\n1\n=== Parsing: b.gene ===\n(empty)\n");
  }

  @Test
  void aFormatMustExist() {
    place.gene("parse", "-f", "x", "-e", "1").fails("Error: Invalid format 'x'. Must be: pretty, compact, or sexp\n");
  }

  @Test
  void aSyntaxErrorIsReportedWithoutForms() {
    Ran ran = place.gene("parse", "-e", "1 )");
    assertEquals(1, ran.status());
    assertEquals("", ran.out());
    assertTrue(ran.err().startsWith("error: Unmatched delimiter"), ran::err);
    assertTrue(ran.err().contains("\n --> <code>:1:3\n"), ran::err);
  }

  @Test
  void thereMustBeInput() {
    place.terminals(stream -> true).gene("parse").fails("Error: No input provided. Use -e for code or provide a file.\n");
    place.gene("parse", "nosuch.gene").fails("Error: File not found: nosuch.gene\n");
  }
}
