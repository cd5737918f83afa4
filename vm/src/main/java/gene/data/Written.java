// Keeps what a datum looked like, and tells whether one still is as it was: in kinds, order, seals and places too, unlike `==`.
package gene.data;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

public final class Written {
  private final Object kept;

  private Written(Object kept) {
    this.kept = kept;
  }

  /** @return Java's null when it is nested more than `deepest` levels deep, or contains itself */
  public static Written of(Object datum, int deepest) {
    Object copy = copy(datum, deepest);
    return copy == null ? null : new Written(copy);
  }

  /** A datum that looks the same, for somebody who changes nothing. */
  public Object datum() {
    return copy(kept, Integer.MAX_VALUE);
  }

  public boolean isLike(Object datum) {
    return alike(kept, datum);
  }

  private static Object copy(Object v, int levels) {
    if (levels == 0) {
      return null;
    } else if (v instanceof Gene g) {
      return gene(g, levels - 1);
    } else if (v instanceof GeneArray a) {
      GeneArray copy = array(a, levels - 1);
      return copy == null ? null : Store.closeLike(a, copy);
    } else if (v instanceof GeneMap m) {
      GeneMap copy = map(m, levels - 1);
      return copy == null ? null : Store.closeLike(m, copy);
    } else if (v instanceof GeneHashMap h) {
      return hashMap(h, levels - 1);
    } else if (v instanceof Unquote u) {
      Object datum = copy(u.datum(), levels - 1);
      return datum == null ? null : new Unquote(datum, u.discard());
    }
    return v;
  }

  private static Object gene(Gene g, int levels) {
    Object type = copy(g.type(), levels);
    boolean same = g.sharesProps();
    GeneMap props = same ? g.shownProps() : map(g.shownProps(), levels);
    boolean sameChildren = g.sharesChildren();
    GeneArray children = sameChildren ? g.shownChildren() : array(g.shownChildren(), levels);
    return type == null || props == null || children == null ? null
        : Store.closeLike(g, Gene.sharing(type, props, same, children, sameChildren, g.origin()));
  }

  private static GeneArray array(GeneArray a, int levels) {
    GeneArray copy = a.slice(0, a.size);
    for (int i = 0; copy.refs != null && i < copy.size; i++) {
      if (copy.refs[i] != null) {
        copy.refs[i] = copy(copy.refs[i], levels);
        if (copy.refs[i] == null) {
          return null;
        }
      }
    }
    return copy;
  }

  private static GeneMap map(GeneMap m, int levels) {
    Object[] values = m.entries.values().toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = copy(values[i], levels);
      if (values[i] == null) {
        return null;
      }
    }
    return GeneMap.of(List.copyOf(m.entries.keySet()), values);
  }

  private static Object hashMap(GeneHashMap h, int levels) {
    Key[] keys = h.keys();
    Object[] values = h.values();
    var items = new Object[keys.length * 2];
    for (int i = 0; i < keys.length; i++) {
      items[2 * i] = copy(keys[i].value(), levels);
      items[2 * i + 1] = copy(values[i], levels);
      if (items[2 * i] == null || items[2 * i + 1] == null) {
        return null;
      }
    }
    return Store.closeLike(h, GeneHashMap.of(items));
  }

  private static boolean alike(Object a, Object b) {
    if (a instanceof Container c && isSyntax(c)) {
      return b != null && a.getClass() == b.getClass() && alike(c, (Container) b);
    } else if (a instanceof Unquote u) {
      return b instanceof Unquote other && u.discard() == other.discard() && alike(u.datum(), other.datum());
    }
    return a == b || a.equals(b);
  }

  /** Other containers are values like numbers: themselves, whatever they hold. */
  private static boolean isSyntax(Container c) {
    return c instanceof Gene || c instanceof GeneArray || c instanceof GeneMap || c instanceof GeneHashMap;
  }

  private static boolean alike(Container a, Container b) {
    if (a.sealed != b.sealed) {
      return false;
    } else if (a instanceof Gene x) {
      var y = (Gene) b;
      boolean sameParts = x.isSameCopy(y) || alikeMaps(x.shownProps(), y.shownProps()) && alikeArrays(x.shownChildren(), y.shownChildren());
      return sameParts && x.origin() == y.origin() && alike(x.type, y.type);
    } else if (a instanceof GeneArray x) {
      return alikeArrays(x, (GeneArray) b);
    } else if (a instanceof GeneMap x) {
      return alikeMaps(x, (GeneMap) b);
    }
    var x = (GeneHashMap) a;
    var y = (GeneHashMap) b;
    Key[] keys = x.keys();
    Object[] values = x.values();
    Key[] otherKeys = y.keys();
    Object[] otherValues = y.values();
    boolean same = keys.length == otherKeys.length;
    for (int i = 0; same && i < keys.length; i++) {
      same = alike(keys[i].value(), otherKeys[i].value()) && alike(values[i], otherValues[i]);
    }
    return same;
  }

  private static boolean alikeArrays(GeneArray x, GeneArray y) {
    if (x == y) {
      return true;
    }
    boolean same = x.size == y.size;
    for (int i = 0; same && i < x.size; i++) {
      same = x.words[i] == y.words[i] && (x.words[i] != NanBox.REF || alike(x.refs[i], y.refs[i]));
    }
    return same;
  }

  private static boolean alikeMaps(GeneMap x, GeneMap y) {
    if (x == y) {
      return true;
    } else if (x.size() != y.size()) {
      return false;
    }
    Iterator<Map.Entry<String, Object>> others = y.entries.entrySet().iterator();
    for (Map.Entry<String, Object> e : x.entries.entrySet()) {
      Map.Entry<String, Object> other = others.next();
      if (!e.getKey().equals(other.getKey()) || !alike(e.getValue(), other.getValue())) {
        return false;
      }
    }
    return true;
  }
}
