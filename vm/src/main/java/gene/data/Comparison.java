// `==` of two values step by step; it stops wherever a class's own `==` has to decide, and goes on with the answer.
package gene.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * No Java recursion: values may be nested {@link Nesting#LIMIT} deep. Values that contain themselves are equal when no
 * difference can be found: a pair that is already being compared counts as equal. Because hash maps and sets may hold several
 * keys with one hash, a difference below such a key is not the end while another candidate is left.
 */
public final class Comparison {
  /** Two values whose equality the left one's `==` method decides. */
  public record Pair(Instance left, Object right) {}

  // Small values are compared without remembering pairs; cycles and heavily shared parts soon are no longer small.
  private static final int UNRECORDED = 500;
  private static final Object[] NONE = {};

  private final Predicate<Instance> custom;
  private final ArrayList<Frame> stack = new ArrayList<>();
  private final Set<Seen> seen = new HashSet<>();
  private final ArrayList<Seen> seenInOrder = new ArrayList<>();
  private int visits;
  private boolean differs;
  private Pair asked;

  /** @param custom whether the class of an instance has a `==` written in Gene */
  public Comparison(Object a, Object b, Predicate<Instance> custom) {
    this.custom = custom;
    meet(a, b);
  }

  /** The Boolean result, or the {@link Pair} that must be compared in Gene first: pass the outcome to {@link #answer}. */
  public Object advance() {
    while (asked == null) {
      if (differs && !tryNextCandidate()) {
        return false;
      }
      if (asked != null) {
        break;
      }
      if (stack.isEmpty()) {
        return true;
      }
      if (!stack.get(stack.size() - 1).step(this)) {
        stack.remove(stack.size() - 1);
      }
    }
    return asked;
  }

  public void answer(boolean equal) {
    asked = null;
    differs = !equal;
  }

  /** For a comparison that asks nobody. */
  boolean result() {
    return (Boolean) advance();
  }

  /** Compares two leaves at once; for nested values opens a frame. */
  private void meet(Object a, Object b) {
    if (a instanceof Instance i && custom.test(i)) {
      asked = new Pair(i, b);
    } else if (!Equality.isNested(a) || !Equality.isNested(b)) {
      differs = !Equality.equalLeaves(a, b);
    } else if (visits++ < UNRECORDED || record(new Seen(a, b))) {
      Frame frame = frame(a, b);
      if (frame == null) {
        differs = true;
      } else {
        stack.add(frame);
        Nesting.check(stack.size());
      }
    }
  }

  private boolean record(Seen pair) {
    if (!seen.add(pair)) {
      return false;
    }
    seenInOrder.add(pair);
    return true;
  }

  /** Goes back to the innermost key that has another candidate; false when there is none. */
  private boolean tryNextCandidate() {
    while (!stack.isEmpty()) {
      Frame f = stack.get(stack.size() - 1);
      if (f instanceof TableFrame t && t.matching) {
        while (seenInOrder.size() > t.seenBefore) {
          seen.remove(seenInOrder.remove(seenInOrder.size() - 1));
        }
        differs = false;
        t.matchNext(this);
        if (!differs) {
          return true;
        }
        if (t.matching) {
          continue;
        }
      }
      stack.remove(stack.size() - 1);
    }
    return false;
  }

  /** The frame that compares the parts; null when kind or size already differ. */
  private static Frame frame(Object a, Object b) {
    if (a instanceof GeneArray x && b instanceof GeneArray y) {
      return x.size == y.size ? new PartsFrame(NONE, NONE, x, y) : null;
    } else if (a instanceof GeneMap x && b instanceof GeneMap y) {
      Object[] right = valuesInOrderOf(x, y, 0);
      return right == null ? null : new PartsFrame(x.entries.values().toArray(), right, null, null);
    } else if (a instanceof Gene x && b instanceof Gene y) {
      return geneFrame(x, y);
    } else if (a instanceof GeneHashMap x && b instanceof GeneHashMap y) {
      return x.size() == y.size() ? new TableFrame(x.table, y.table) : null;
    } else if (a instanceof GeneHashSet x && b instanceof GeneHashSet y) {
      return x.size() == y.size() ? new TableFrame(x.table, y.table) : null;
    } else if (a instanceof Range x && b instanceof Range y) {
      return new PartsFrame(new Object[] {x.start(), x.end(), x.effectiveStep()},
          new Object[] {y.start(), y.end(), y.effectiveStep()}, null, null);
    } else if (a instanceof Unquote x && b instanceof Unquote y) {
      return x.discard() != y.discard() ? null
          : new PartsFrame(new Object[] {x.datum()}, new Object[] {y.datum()}, null, null);
    } else if (a instanceof Structured x && b instanceof Structured y) {
      return x.tag() == y.tag() && x.partCount() == y.partCount()
          ? new PartsFrame(parts(x), parts(y), null, null) : null;
    }
    return null;
  }

  private static Frame geneFrame(Gene x, Gene y) {
    Object[] right = valuesInOrderOf(x.props(), y.props(), 1);
    if (right == null || x.children().size != y.children().size) {
      return null;
    }
    var left = new Object[right.length];
    left[0] = x.type;
    right[0] = y.type;
    int n = 1;
    for (Object value : x.props().entries.values()) {
      left[n++] = value;
    }
    return new PartsFrame(left, right, x.children(), y.children());
  }

  /** The values of `map` in the order of the keys of `order`, from an index on; null when the keys differ. */
  private static Object[] valuesInOrderOf(GeneMap order, GeneMap map, int first) {
    if (order.size() != map.size()) {
      return null;
    }
    var values = new Object[map.size() + first];
    int n = first;
    for (String key : order.entries.keySet()) {
      Object value = map.entries.get(key);
      if (value == null) {
        return null;
      }
      values[n++] = value;
    }
    return values;
  }

  private static Object[] parts(Structured s) {
    var parts = new Object[s.partCount()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = s.part(i);
    }
    return parts;
  }

  /** A pair of objects that is being or has been compared; itself compared by identity. */
  private static final class Seen {
    private final Object a;
    private final Object b;

    Seen(Object a, Object b) {
      this.a = a;
      this.b = b;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Seen s && s.a == a && s.b == b;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(a) * 31 + System.identityHashCode(b);
    }
  }

  private abstract static class Frame {
    /** Compares the next two parts; false when all were equal. */
    abstract boolean step(Comparison c);
  }

  /** Parts with a fixed partner: first those of the two lists, then the elements of the two arrays. */
  private static final class PartsFrame extends Frame {
    private final Object[] left;
    private final Object[] right;
    private final GeneArray leftRest;
    private final GeneArray rightRest;
    private int index;

    PartsFrame(Object[] left, Object[] right, GeneArray leftRest, GeneArray rightRest) {
      this.left = left;
      this.right = right;
      this.leftRest = leftRest;
      this.rightRest = rightRest;
    }

    @Override
    boolean step(Comparison c) {
      int i = index++;
      if (i < left.length) {
        c.meet(left[i], right[i]);
        return true;
      }
      i -= left.length;
      if (leftRest == null) {
        return false;
      }
      // Read live, since `==` written in Gene may change the arrays meanwhile.
      if (i >= leftRest.size || i >= rightRest.size) {
        c.differs = leftRest.size != rightRest.size;
        return c.differs;
      }
      c.meet(leftRest.get(i), rightRest.get(i));
      return true;
    }
  }

  /** Keys of the left table, each of which looks for its partner among those keys of the right one that have its hash. */
  private static final class TableFrame extends Frame {
    private final Key[] keys;
    private final Object[] values;
    private final KeyTable right;
    private int index = -1;
    private List<Key> candidates;
    private int candidate;
    private int seenBefore;
    // A candidate's key is being compared: a difference leads to the next one.
    private boolean matching;

    TableFrame(KeyTable left, KeyTable right) {
      this.keys = left.keys();
      this.values = left.values();
      this.right = right;
    }

    @Override
    boolean step(Comparison c) {
      if (matching) {
        matching = false;
        int slot = right.slotOf(candidates.get(candidate - 1));
        if (slot < 0) {
          c.differs = true;
        } else {
          c.meet(values[index], right.value(slot));
        }
        return true;
      }
      if (++index == keys.length) {
        return false;
      }
      candidates = right.withHash(keys[index].hash());
      candidate = 0;
      seenBefore = c.seenInOrder.size();
      matchNext(c);
      return true;
    }

    void matchNext(Comparison c) {
      matching = candidate < candidates.size();
      if (matching) {
        c.meet(keys[index].value(), candidates.get(candidate++).value());
      } else {
        c.differs = true;
      }
    }
  }
}
