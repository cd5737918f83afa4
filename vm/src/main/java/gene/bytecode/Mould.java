// The shape of a datum that is made around the values of holes: what has no hole in it is data that each such datum shares or copies.
package gene.bytecode;

import gene.data.Printer;
import java.util.List;

public sealed interface Mould {
  /** The value at the index among the holes' values; they were evaluated in this order. */
  record Hole(int index) implements Mould {}

  /** Data without holes: never changed, and copied where the datum could change. */
  record Whole(Object datum) implements Mould {
    /** Whether it is written in the same way, as code that has been read again is. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Whole w && datum.getClass() == w.datum.getClass() && Printer.code(datum).equals(Printer.code(w.datum));
    }

    @Override
    public int hashCode() {
      return Printer.code(datum).hashCode();
    }

    @Override
    public String toString() {
      return Printer.code(datum);
    }
  }

  /** A Gene value. Its properties are a map: a Whole, Entries, or a Hole for which one is made anew; its children likewise an array. */
  record Node(Mould type, Mould props, Mould children, boolean sealed) implements Mould {}

  record Items(List<Mould> items, boolean sealed) implements Mould {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Entries(List<String> keys, List<Mould> values, boolean sealed) implements Mould {
    public Entries {
      keys = List.copyOf(keys);
      values = List.copyOf(values);
    }
  }
}
