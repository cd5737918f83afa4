// The moulds of data in a GIR file: a byte for the kind, then the components of the record in their order.
package gene.gir;

import gene.bytecode.Mould;
import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.syntax.Forms;

final class MouldFormat {
  private static final int HOLE = 0, WHOLE = 1, NODE = 2, ITEMS = 3, ENTRIES = 4;
  private static final int DEEPEST = 2 * Forms.DEPTH_LIMIT + 100;

  private final ValueFormat values;

  MouldFormat(ValueFormat values) {
    this.values = values;
  }

  void write(ByteOutput out, Mould mould) {
    if (mould instanceof Mould.Hole m) {
      out.u8(HOLE);
      out.uint(m.index());
    } else if (mould instanceof Mould.Whole m) {
      out.u8(WHOLE);
      values.write(out, m.datum());
    } else if (mould instanceof Mould.Node m) {
      out.u8(NODE);
      out.bool(m.sealed());
      write(out, m.type());
      write(out, m.props());
      write(out, m.children());
    } else if (mould instanceof Mould.Items m) {
      out.u8(ITEMS);
      out.bool(m.sealed());
      out.list(m.items(), this::write);
    } else if (mould instanceof Mould.Entries m) {
      out.u8(ENTRIES);
      out.bool(m.sealed());
      out.texts(m.keys());
      out.list(m.values(), this::write);
    }
  }

  /** @param holes how many values there are for holes */
  Mould read(ByteInput in, int holes) {
    return read(in, holes, 0);
  }

  private Mould read(ByteInput in, int holes, int depth) {
    if (depth > DEEPEST) {
      throw new Damage("a datum is nested too deeply");
    }
    int kind = in.u8();
    return switch (kind) {
      case HOLE -> hole(in, holes);
      case WHOLE -> new Mould.Whole(values.read(in));
      case NODE -> node(in, holes, depth);
      case ITEMS -> items(in, holes, depth);
      case ENTRIES -> entries(in, holes, depth);
      default -> throw new Damage("there is no part of a datum of kind " + kind);
    };
  }

  private static Mould hole(ByteInput in, int holes) {
    int index = in.uint();
    if (index >= holes) {
      throw new Damage("a datum has no value for hole " + index);
    }
    return new Mould.Hole(index);
  }

  private Mould items(ByteInput in, int holes, int depth) {
    boolean sealed = in.bool();
    return new Mould.Items(in.list(i -> read(i, holes, depth + 1)), sealed);
  }

  private Mould entries(ByteInput in, int holes, int depth) {
    boolean sealed = in.bool();
    var entries = new Mould.Entries(in.texts(), in.list(i -> read(i, holes, depth + 1)), sealed);
    if (entries.keys().size() != entries.values().size()) {
      throw new Damage("a map has " + entries.keys().size() + " keys and " + entries.values().size() + " values");
    }
    return entries;
  }

  private Mould node(ByteInput in, int holes, int depth) {
    boolean sealed = in.bool();
    var node = new Mould.Node(read(in, holes, depth + 1), read(in, holes, depth + 1), read(in, holes, depth + 1), sealed);
    boolean properties = node.props() instanceof Mould.Hole || node.props() instanceof Mould.Entries
        || node.props() instanceof Mould.Whole w && w.datum() instanceof GeneMap;
    boolean children = node.children() instanceof Mould.Hole || node.children() instanceof Mould.Items
        || node.children() instanceof Mould.Whole w && w.datum() instanceof GeneArray;
    if (!properties || !children) {
      throw new Damage("a Gene value has properties or children of another kind");
    }
    return node;
  }
}
