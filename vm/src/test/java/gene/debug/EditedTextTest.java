// Where what runs stands in a text that is edited: by line, by character, through many edits and back.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EditedTextTest {
  private static final String TEXT = "(var a 1)\n(var b 2)\n(println a b)\n";

  private static EditedText of(String text) {
    return new EditedText(new Source("/main.gene", "main.gene", text));
  }

  /** What stands now where a word of the running text stood. */
  private static String found(EditedText edited, String word) {
    int at = edited.find(TEXT.indexOf(word));
    return at < 0 ? "deleted" : edited.edited().text().substring(at, Math.min(at + word.length(), edited.edited().length()));
  }

  @Test
  void linesThatWerePushedDownAreFound() {
    EditedText edited = of(TEXT);
    edited.become("# one\n# two\n" + TEXT);
    assertEquals("(println a b)", found(edited, "(println a b)"));
    assertEquals(TEXT.length() + 12, edited.find(TEXT.length()));
  }

  @Test
  void aDeletedLineIsNotTakenForItsNeighbour() {
    EditedText edited = of(TEXT);
    edited.become("(var a 1)\n(println a b)\n");
    assertEquals("deleted", found(edited, "(var b 2)"));
    assertEquals(10, edited.near(TEXT.indexOf("(var b 2)")));
    assertEquals("(println a b)", found(edited, "(println a b)"));
  }

  @Test
  void aLineThatWasChangedInItsPlaceKeepsWhatIsTheSame() {
    EditedText edited = of(TEXT);
    edited.become(TEXT.replace("(var b 2)", "(var b 12345)"));
    assertEquals("(var b ", found(edited, "(var b "));
    assertEquals("(println", found(edited, "(println"));
  }

  @Test
  void whatIsUndoneIsAsItWas() {
    EditedText edited = of(TEXT);
    edited.become("");
    assertEquals("deleted", found(edited, "(var b 2)"));
    assertEquals(0, edited.near(5));
    edited.become(TEXT);
    for (int i = 0; i <= TEXT.length(); i++) {
      assertEquals(i, edited.find(i));
    }
  }

  /** Each line has a number, so that it is known where it must be found. */
  @Test
  void aThousandEditsOfLinesLoseNoneThatIsThere() {
    var random = new Random(7);
    var lines = new ArrayList<String>();
    for (int i = 0; i < 60; i++) {
      lines.add("(work " + i + ")");
    }
    List<String> running = List.copyOf(lines);
    var starts = new ArrayList<Integer>();
    int at = 0;
    for (String line : running) {
      starts.add(at);
      at += line.length() + 1;
    }
    EditedText edited = of(String.join("\n", running));
    for (int edit = 0; edit < 1000; edit++) {
      int where = random.nextInt(lines.size());
      if (random.nextBoolean()) {
        lines.add(where, "(new " + edit + ")");
      } else if (lines.get(where).startsWith("(new")) {
        lines.remove(where);
      } else {
        continue;
      }
      edited.become(String.join("\n", lines));
      for (int i = 0; i < running.size(); i++) {
        int now = edited.find(starts.get(i));
        String line = running.get(i);
        assertTrue(now >= 0 && edited.edited().text().startsWith(line, now), "edit " + edit + " of " + line);
      }
    }
  }
}
