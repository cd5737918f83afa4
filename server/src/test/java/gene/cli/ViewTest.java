// What `gene view` shows and where its keys lead; the screen itself needs a terminal.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Source;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ViewTest {
  private static final String DATA = """
      # data
      {^name "Ada" ^tags [1
        [2]] ^text "one
      two"}
      (person ^age 36 "x" (y 1))
      {{1 "one" "k" `q}}
      """;

  private final DataView view = new DataView(tree(DATA));

  private static Tree tree(String text) {
    return Reader.read(Source.of("a", text));
  }

  private List<String> rows() {
    return view.items().stream().map(i -> (i.opens() ? "+" : "") + i.label() + ":" + i.text()).toList();
  }

  private void go(int... rows) {
    view.root();
    for (int row : rows) {
      view.move(-1000);
      view.move(row);
      assertTrue(view.into(), () -> "row " + row + " of " + rows());
    }
  }

  @Test
  void theRootHasTheFormsOfTheFile() {
    assertEquals(List.of("+0:{^name \"Ada\" ^tags [1 [2]] ^text \"one two\"}", "+1:(person ^age 36 \"x\" (y 1))", "+2:{{1 \"one\" \"k\" `q}}"), rows());
    assertEquals(List.of(), view.path());
    assertEquals(2, view.line());
  }

  @Test
  void everyContainerCanBeEntered() {
    go(0);
    assertEquals(List.of("^name:\"Ada\"", "+^tags:[1 [2]]", "+^text:\"one two\""), rows());
    go(0, 1, 1);
    assertEquals(List.of("0:2"), rows());
    assertEquals(List.of("0", "^tags", "1"), view.path());
    assertEquals(3, view.line());
    go(0, 2);
    assertEquals(List.of(":one", ":two"), rows());
    assertEquals(3, view.line());
    go(1);
    assertEquals(List.of("(:person", "^age:36", "0:\"x\"", "+1:(y 1)"), rows());
    go(2);
    assertEquals(List.of("1:\"one\"", "+\"k\":`q"), rows());
    go(2, 1);
    assertEquals(List.of("0:q"), rows());
  }

  @Test
  void leafsAndTheRootHaveNoWayOn() {
    go(0);
    view.move(-9);
    assertFalse(view.into());
    assertTrue(view.out());
    assertFalse(view.out());
    view.move(1);
    view.into();
    view.root();
    assertEquals(1, view.chosen(), "the root keeps its row");
  }

  @Test
  void theChosenRowStaysOnTheScreen() {
    var numbers = new DataView(tree("1 ".repeat(100)));
    assertEquals(0, numbers.first(10));
    numbers.move(15);
    assertEquals(6, numbers.first(10));
    numbers.move(-3);
    assertEquals(6, numbers.first(10));
    numbers.move(-100);
    assertEquals(0, numbers.first(10));
    numbers.move(1000);
    assertEquals(99, numbers.chosen());
    assertEquals(90, numbers.first(10));
  }

  @Test
  void aSearchGoesThroughTheFileAndBeginsAgain() {
    assertTrue(view.search("AGE"));
    assertEquals(List.of("1"), view.path());
    assertEquals(1, view.chosen());
    assertTrue(view.search("one"));
    assertEquals(List.of("2"), view.path());
    assertTrue(view.search("one"));
    assertEquals(List.of("0", "^text"), view.path(), "a line of the text");
    assertFalse(view.search("nowhere"));
    assertEquals(List.of("0", "^text"), view.path(), "nothing moves");
  }

  @Test
  void anEmptyFileHasNothingToChoose() {
    var empty = new DataView(tree("# nothing"));
    empty.move(1);
    assertFalse(empty.into());
    assertFalse(empty.search("x"));
    assertEquals(0, empty.line());
    assertEquals(0, empty.first(5));
  }

  @Test
  void readingAgainKeepsThePlaceAsFarAsItIsThere() {
    go(0, 1);
    view.move(1);
    view.reload(tree("{^a 1 ^tags [1 9 8]}"));
    assertEquals(List.of("0", "^tags"), view.path());
    assertEquals(1, view.chosen());
    view.reload(tree("[]"));
    assertEquals(List.of(), view.path());
    assertEquals(0, view.chosen());
  }

  @Test
  void whatWouldSteerTheTerminalIsNotShown() {
    var odd = new DataView(tree("\"\u001B[2J\tx\""));
    assertEquals("\"\uFFFD[2J x\"", odd.items().get(0).text());
  }

  @Test
  void aTerminalIsNeeded() {
    Ran.gene("view", "data.gene").fails("Error: gene view requires an interactive terminal\n");
    Ran.gene("view").fails("Error: Missing file path. Usage: gene view FILE\n");
  }
}
