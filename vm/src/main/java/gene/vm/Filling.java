// FILL: builds a datum around the values of its holes, which lie on the stack.
package gene.vm;

import gene.bytecode.Mould;
import gene.data.Container;
import gene.data.DataCopy;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.NanBox;
import gene.data.Store;
import java.util.List;

/** Only what leads to a hole is made; the parts of a Gene value without holes are shared until somebody asks for them. */
final class Filling {
  private final long[] words;
  private final Object[] refs;
  private final int first;

  /** @param first where the value of the first hole lies in the lanes */
  Filling(long[] words, Object[] refs, int first) {
    this.words = words;
    this.refs = refs;
    this.first = first;
  }

  Object datum(Mould m) {
    if (m instanceof Mould.Hole h) {
      int at = first + h.index();
      return NanBox.box(words[at], words[at] == NanBox.REF ? refs[at] : null);
    } else if (m instanceof Mould.Whole w) {
      return DataCopy.of(w.datum());
    } else if (m instanceof Mould.Node n) {
      return gene(n);
    } else if (m instanceof Mould.Items i) {
      GeneArray array = array(i.items());
      return i.sealed() ? Store.seal(array) : array;
    }
    var e = (Mould.Entries) m;
    GeneMap map = map(e);
    return e.sealed() ? Store.seal(map) : map;
  }

  private Gene gene(Mould.Node n) {
    boolean sharedProps = n.props() instanceof Mould.Whole;
    var props = (GeneMap) (n.props() instanceof Mould.Whole w ? w.datum() : datum(n.props()));
    boolean sharedChildren = n.children() instanceof Mould.Whole;
    var children = (GeneArray) (n.children() instanceof Mould.Whole w ? w.datum() : datum(n.children()));
    Gene gene = Gene.sharing(datum(n.type()), props, sharedProps, children, sharedChildren, null);
    return n.sealed() ? Store.seal(gene) : gene;
  }

  private GeneArray array(List<Mould> items) {
    int size = items.size();
    var made = new long[size];
    Object[] others = null;
    for (int i = 0; i < size; i++) {
      Mould m = items.get(i);
      if (m instanceof Mould.Hole h && words[first + h.index()] != NanBox.REF) {
        made[i] = words[first + h.index()];
        continue;
      }
      Object v = datum(m);
      made[i] = v instanceof Container ? NanBox.REF : NanBox.wordOf(v);
      if (made[i] == NanBox.REF) {
        others = others == null ? new Object[size] : others;
        others[i] = v;
      }
    }
    return GeneArray.of(made, others, size);
  }

  private GeneMap map(Mould.Entries e) {
    var values = new Object[e.values().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = datum(e.values().get(i));
    }
    return GeneMap.of(e.keys(), values);
  }
}
