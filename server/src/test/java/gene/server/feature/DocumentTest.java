// A document after edits knows what a new document of the same text knows.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DocumentTest {
  private static final DocumentUri URI = DocumentUri.of(Fixture.FOLDER.resolve("edited.gene"));
  private static final List<String> PIECES = List.of("(", ")", "[", "]", "\"", "#", "\n", " ", "x", "(fn f [a] a)\n", "(var x 1)\n", "# c\n", "^k", "'", "/", "\n(");

  @Test
  void randomEditsGiveTheTreeOfTheText() {
    var random = new Random(42);
    Document document = Document.of(URI, 0, "(fn f [a] (a + 1))\n\n# text\n(class A\n  (method m [] 1))\n(println (f 2))\n".repeat(4));
    for (int i = 1; i <= 3000; i++) {
      int length = document.source().length();
      int from = random.nextInt(length + 1);
      int removed = Math.min(length - from, random.nextInt(3) == 0 ? random.nextInt(12) : 0);
      document = document.edited(i, from, removed, PIECES.get(random.nextInt(PIECES.size())));
      // Sometimes several edits come before anybody asks, so that they are read as one.
      if (random.nextInt(3) == 0) {
        Document fresh = Document.of(URI, i, document.source().text());
        assertEquals(fresh.tree().tops(), document.tree().tops(), document.source().text());
        assertEquals(fresh.tree().comments(), document.tree().comments());
      }
    }
  }

  @Test
  void untouchedTopLevelFormsAreShared() {
    Document before = Document.of(URI, 1, "(fn f [] 1)\n(fn g [] 2)\n(fn h [] 3)");
    var old = before.tree().tops();
    Document after = before.edited(2, before.source().text().indexOf('2'), 1, "22");
    assertSame(old.get(0), after.tree().tops().get(0));
    assertSame(old.get(2).form(), after.tree().tops().get(2).form());
  }

  @Test
  void changesInARowAreOne() {
    var random = new Random(7);
    for (int round = 0; round < 500; round++) {
      String original = IntStream.range(0, 30).mapToObj(i -> String.valueOf((char) ('a' + i % 26))).reduce("", String::concat);
      String text = original;
      Change all = null;
      for (int i = 0; i < 5; i++) {
        int from = random.nextInt(text.length() + 1);
        int removed = random.nextInt(text.length() - from + 1);
        String inserted = "X".repeat(random.nextInt(5));
        text = text.substring(0, from) + inserted + text.substring(from + removed);
        var next = new Change(from, removed, inserted.length());
        all = all == null ? next : all.then(next);
      }
      String replaced = text.substring(all.from(), all.from() + all.added());
      assertEquals(text, original.substring(0, all.from()) + replaced + original.substring(all.from() + all.removed()));
    }
  }
}
