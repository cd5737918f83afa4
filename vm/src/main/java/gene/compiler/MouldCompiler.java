// Gene values that are made of parts: the values of the parts that have to be computed, and one instruction that builds all around them.
package gene.compiler;

import gene.analysis.Node;
import gene.bytecode.Datum;
import gene.bytecode.Mould;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Regex;
import gene.data.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** `(a ^k %x [1 %y] (b 1))` is `x`, `y` and the mould `(a ^k <0> [1 <1>] (b 1))`. */
final class MouldCompiler {
  /** So many values at a time lie on the stack; what is inside of a datum and would need more is made first, as a value. */
  private static final int MOST = 40;

  private final NodeCompiler nodes;
  private final Emitter e;
  private int holes;

  MouldCompiler(NodeCompiler nodes, Emitter e) {
    this.nodes = nodes;
    this.e = e;
  }

  /** Pushes the Gene value. */
  void gene(Node.GeneLit n, Supplier<String> text) {
    Mould mould = node(n);
    if (mould instanceof Mould.Whole w) {
      e.constant(Op.LOAD_DATA, new Datum(w.datum(), text.get()));
    } else {
      e.emit(Op.FILL, new Site.Template(mould, holes), 1 - holes);
    }
  }

  private Mould of(Node n) {
    if (n instanceof Node.Const c && !(c.value() instanceof Regex)) {
      return new Mould.Whole(c.value());
    } else if (n instanceof Node.Quoted q) {
      return new Mould.Whole(nodes.template(q.datum()));
    } else if (holes >= MOST) {
      return hole(() -> nodes.value(n));
    } else if (n instanceof Node.GeneLit g) {
      return node(g);
    } else if (n instanceof Node.ArrayLit a && a.items().stream().noneMatch(Node.Item::spread)) {
      return items(a.items(), a.sealed());
    } else if (n instanceof Node.MapLit m && m.entries().stream().noneMatch(en -> en.key() == null)) {
      return entries(m.entries(), m.sealed());
    }
    return hole(() -> nodes.value(n));
  }

  private Mould hole(Runnable push) {
    push.run();
    return new Mould.Hole(holes++);
  }

  private Mould node(Node.GeneLit n) {
    List<Node.Entry> keywords = n.parts().keywords();
    List<Node.Item> positional = n.parts().positional();
    Mould type = of(n.type());
    Mould props = keywords.stream().anyMatch(k -> k.key() == null) ? hole(() -> nodes.entries(keywords)) : entries(keywords, false);
    Mould children = positional.stream().anyMatch(Node.Item::spread) ? hole(() -> nodes.items(positional)) : items(positional, false);
    if (type instanceof Mould.Whole t && props instanceof Mould.Whole p && children instanceof Mould.Whole c) {
      var gene = new Gene(t.datum(), (GeneMap) p.datum(), (GeneArray) c.datum(), null);
      return new Mould.Whole(n.sealed() ? Store.seal(gene) : gene);
    }
    return new Mould.Node(type, props, children, n.sealed());
  }

  private Mould items(List<Node.Item> items, boolean sealed) {
    List<Mould> all = new ArrayList<>();
    for (Node.Item i : items) {
      all.add(of(i.value()));
    }
    if (!areWhole(all)) {
      return new Mould.Items(all, sealed);
    }
    GeneArray array = GeneArray.of(data(all));
    return new Mould.Whole(sealed ? Store.seal(array) : array);
  }

  private Mould entries(List<Node.Entry> entries, boolean sealed) {
    List<String> keys = new ArrayList<>();
    List<Mould> all = new ArrayList<>();
    for (Node.Entry en : entries) {
      keys.add(en.key());
      all.add(of(en.value()));
    }
    if (!areWhole(all)) {
      return new Mould.Entries(keys, all, sealed);
    }
    GeneMap map = GeneMap.of(keys, data(all).toArray());
    return new Mould.Whole(sealed ? Store.seal(map) : map);
  }

  private static boolean areWhole(List<Mould> all) {
    return all.stream().allMatch(Mould.Whole.class::isInstance);
  }

  private static List<Object> data(List<Mould> all) {
    List<Object> data = new ArrayList<>();
    all.forEach(m -> data.add(((Mould.Whole) m).datum()));
    return data;
  }
}
