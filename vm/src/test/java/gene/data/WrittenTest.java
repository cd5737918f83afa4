// What is kept of a datum tells whether one still looks the same, and copies of data share parts only until somebody looks.
package gene.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Source;
import gene.syntax.Forms;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class WrittenTest {
  private static final int DEEP = 1000;
  private final Store store = new Store();

  private static Gene read(String text) {
    Tree tree = Reader.read(Source.of("test", text));
    return (Gene) Forms.toData(tree.tops().get(0).form(), tree.source(), 0);
  }

  /** As a program makes it: it was read nowhere. */
  private static Object bare(Object v) {
    if (!(v instanceof Gene g)) {
      return v;
    }
    Gene made = Gene.of(g.type(), g.props().entries(), Arrays.stream(g.children().toObjects()).map(WrittenTest::bare).toList());
    return g.isSealed() ? Store.seal(made) : made;
  }

  @Test
  void aCopyLooksTheSameUntouchedAndTouched() {
    Gene original = read("(a ^k {^x [1 2]} (b %c 2.5) #[3] {{1 (d)}})");
    var copy = (Gene) DataCopy.of(original);
    Written kept = Written.of(copy, DEEP);
    assertTrue(kept.isLike(copy));
    assertEquals("(a ^k {^x [1 2]} (b %c 2.5) #[3] {{1 (d)}})", Printer.code(copy));
    assertEquals(3, copy.children().size());
    assertTrue(kept.isLike(copy));
    assertTrue(kept.isLike(DataCopy.of(original)));
    assertEquals(Printer.code(copy), Printer.code(kept.datum()));
  }

  @Test
  void aDifferenceIsSeenAtEachDepth() {
    Written kept = Written.of(bare(read("(a ^k 1 (b 2))")), DEEP);
    assertTrue(kept.isLike(bare(read("(a ^k 1 (b 2))"))));
    for (String other : new String[] {"(z ^k 1 (b 2))", "(a ^k 2 (b 2))", "(a ^j 1 (b 2))", "(a ^k 1 (b 3))", "(a ^k 1 (b 2.0))", "(a ^k 1 #(b 2))", "(a ^k 1 (b 2) 3)", "(a ^k 1 (b \"2\"))"}) {
      assertFalse(kept.isLike(bare(read(other))), other);
    }
    Gene gene = read("(a (b 2))");
    Written before = Written.of(gene, DEEP);
    store.insertChild((Gene) gene.children().get(0), 1, 3L);
    assertFalse(before.isLike(gene));
  }

  @Test
  void whatContainsItselfIsNotKept() {
    Gene gene = read("(a 1)");
    store.insertChild(gene, 1, gene);
    assertNull(Written.of(gene, DEEP));
  }

  @Test
  void copiesChangeApart() {
    Gene original = read("(a ^k 1 (b [1]))");
    var one = (Gene) DataCopy.of(original);
    var other = (Gene) DataCopy.of(original);
    assertNotSame(one.children().get(0), other.children().get(0));
    assertSame(one.children().get(0), one.children().get(0));
    store.append((GeneArray) ((Gene) one.children().get(0)).children().get(0), 2L);
    store.setProp(one, "k", 5L);
    assertEquals("(a ^k 5 (b [1 2]))", Printer.code(one));
    assertEquals("(a ^k 1 (b [1]))", Printer.code(other));
    assertEquals("(a ^k 1 (b [1]))", Printer.code(original));
  }
}
