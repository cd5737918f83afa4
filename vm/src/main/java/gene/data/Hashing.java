// The hash of a value step by step; it stops wherever a class's own `hash` has to run, and goes on with the answer.
package gene.data;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Equal values get equal hashes, whatever the order of map entries and however a cyclic value is unrolled. To be quick and to
 * end for every value, only the upper {@link #LEVELS} levels count, and at each of them {@link #WIDTH} nested parts; what lies
 * deeper counts by its kind and size.
 */
public final class Hashing {
  private static final int LEVELS = 4;
  private static final int WIDTH = 32;

  // Asks nobody, and so has no state: any thread may walk with it.
  private static final Hashing PLAIN = new Hashing(Special.NIL, i -> false);

  private final Object value;
  private final Predicate<Instance> hashable;
  private final Map<Instance, Long> answers = new IdentityHashMap<>();
  private final Set<Instance> missing = Collections.newSetFromMap(new IdentityHashMap<>());
  private Instance asked;

  /** @param hashable whether the class of an instance has a method `hash` */
  public Hashing(Object value, Predicate<Instance> hashable) {
    this.value = value;
    this.hashable = hashable;
  }

  /** The {@link Key}, or the Instance whose `hash` must be called first: pass its result to {@link #answer}. */
  public Object advance() {
    // The first walk finds the instances that have to be asked; once all have answered, the second one has the hash.
    if (missing.isEmpty()) {
      int hash = hash(value, LEVELS);
      if (missing.isEmpty()) {
        return new Key(value, hash);
      }
    }
    asked = missing.iterator().next();
    return asked;
  }

  public void answer(Object hash) {
    if (!(hash instanceof Long n)) {
      throw Raise.type("HashMap key .hash must return Int").withHint("it returned " + Kinds.plainName(hash));
    }
    answers.put(asked, n);
    missing.remove(asked);
  }

  static int hashOf(Object value) {
    return PLAIN.hash(value, LEVELS);
  }

  private int hash(Object v, int levels) {
    if (v instanceof String || v instanceof Long) {
      return v.hashCode();
    } else if (v instanceof Double d) {
      // 0.0 and -0.0 are equal.
      return d == 0 ? 0x5F10A7 : Double.hashCode(d) ^ 0x5F10A7;
    } else if (v instanceof Structured s) {
      return levels == 0 ? System.identityHashCode(s.tag()) : structuredHash(s, levels - 1);
    } else if (Equality.isNested(v)) {
      return levels == 0 ? outline(v) : outline(v) * 31 + contents(v, levels - 1);
    } else if (v instanceof Instance i && hashable.test(i)) {
      Long answer = answers.get(i);
      if (answer == null) {
        missing.add(i);
        return 0;
      }
      return Long.hashCode(answer);
    } else if (Equality.isIdentity(v) || v instanceof Opaque && !isDate(v)) {
      throw Raise.type("Key is not hashable for HashMap: " + Kinds.plainName(v));
    } else if (v instanceof Special s) {
      // An enum's own hash code is another one in each process, and so would be the order of collisions.
      return 0x9E3779B9 * (s.ordinal() + 1);
    } else if (v instanceof Symbol s) {
      return s.name().hashCode() * 31 + 7;
    }
    return v.hashCode();
  }

  private static boolean isDate(Object v) {
    return v instanceof DateValue || v instanceof DateTimeValue || v instanceof TimeValue;
  }

  /** Kind and size. */
  private static int outline(Object v) {
    if (v instanceof GeneArray a) {
      return 11 + a.size;
    } else if (v instanceof GeneMap m) {
      return 13 + 3 * m.size();
    } else if (v instanceof GeneHashMap h) {
      return 17 + 5 * h.size();
    } else if (v instanceof GeneHashSet s) {
      return 19 + 7 * s.size();
    } else if (v instanceof Gene g) {
      return 23 + 11 * g.children().size + g.props().size();
    }
    return v instanceof Range ? 29 : 37;
  }

  private int contents(Object v, int levels) {
    if (v instanceof GeneArray a) {
      return sequence(a, levels);
    } else if (v instanceof GeneMap m) {
      return entries(m, levels);
    } else if (v instanceof GeneHashMap h) {
      return keys(h.table);
    } else if (v instanceof GeneHashSet s) {
      return keys(s.table);
    } else if (v instanceof Gene g) {
      return (hash(g.type, levels) * 31 + entries(g.props(), levels)) * 31 + sequence(g.children(), levels);
    } else if (v instanceof Range r) {
      return (hash(r.start(), levels) * 31 + hash(r.end(), levels)) * 31 + hash(r.effectiveStep(), levels);
    }
    return hash(((Unquote) v).datum(), levels);
  }

  private int structuredHash(Structured s, int levels) {
    int h = System.identityHashCode(s.tag());
    for (int i = 0; i < s.partCount(); i++) {
      h = h * 31 + hash(s.part(i), levels);
    }
    return h;
  }

  private int sequence(GeneArray array, int levels) {
    int h = 1;
    int nested = 0;
    for (int i = 0; i < array.size; i++) {
      Object element = array.get(i);
      boolean shallow = Equality.isNested(element) && nested++ >= WIDTH;
      h = h * 31 + hash(element, shallow ? 0 : levels);
    }
    return h;
  }

  /** The same for every order of the entries. */
  private int entries(GeneMap map, int levels) {
    boolean shallow = map.entries.values().stream().filter(Equality::isNested).count() > WIDTH;
    int h = 0;
    for (Map.Entry<String, Object> e : map.entries.entrySet()) {
      h += e.getKey().hashCode() * 31 ^ hash(e.getValue(), shallow ? 0 : levels);
    }
    return h;
  }

  /** Keys have their hashes already; they tell maps apart well enough without the values. */
  private static int keys(KeyTable table) {
    int h = 0;
    for (Key key : table.keys()) {
      h += key.hash();
    }
    return h;
  }
}
