// An array in two lanes: NaN-boxed words, and references only once an element needs one. Changed through Store only.
package gene.data;

import java.util.Arrays;
import java.util.List;

public final class GeneArray extends Container {
  private static final long[] EMPTY = {};

  long[] words;
  // Null while no element has needed the lane; an all-number array never allocates it.
  Object[] refs;
  int size;

  public GeneArray() {
    words = EMPTY;
  }

  public GeneArray(int capacity) {
    words = capacity == 0 ? EMPTY : new long[capacity];
  }

  public static GeneArray of(List<?> values) {
    var array = new GeneArray(values.size());
    for (Object v : values) {
      array.add(v);
    }
    return array;
  }

  /** @param words that nobody else has, as many as `refs` if there are any */
  public static GeneArray of(long[] words, Object[] refs, int size) {
    var array = new GeneArray(0);
    array.words = words;
    array.refs = refs;
    array.size = size;
    return array;
  }

  public static GeneArray of(Object... values) {
    return of(Arrays.asList(values));
  }

  /** @param numbers each of which {@link NanBox#fitsInt} */
  public static GeneArray ofSmallIntegers(long[] numbers) {
    var array = new GeneArray(numbers.length);
    for (long n : numbers) {
      array.words[array.size++] = NanBox.ofInt(n);
    }
    return array;
  }

  public int size() {
    return size;
  }

  public long word(int index) {
    return words[index];
  }

  public Object ref(int index) {
    return refs == null ? null : refs[index];
  }

  /** The boxed element; `0 <= index < size`. */
  public Object get(int index) {
    return NanBox.box(words[index], refs == null ? null : refs[index]);
  }

  public Object[] toObjects() {
    var all = new Object[size];
    for (int i = 0; i < size; i++) {
      all[i] = get(i);
    }
    return all;
  }

  /** A new unsealed array of the elements from (inclusive) to (exclusive). */
  public GeneArray slice(int from, int to) {
    var part = new GeneArray();
    part.size = to - from;
    part.words = Arrays.copyOfRange(words, from, to);
    part.refs = refs == null ? null : Arrays.copyOfRange(refs, from, to);
    return part;
  }

  /** A new unsealed array of copies of the elements. */
  public GeneArray copy() {
    GeneArray copy = slice(0, size);
    for (int i = 0; refs != null && i < size; i++) {
      copy.refs[i] = DataCopy.of(refs[i]);
    }
    return copy;
  }

  @Override
  public String kindName() {
    return "array";
  }

  // For making an array that nobody else has seen yet; afterwards Store is the only writer.
  void add(Object v) {
    long w = NanBox.wordOf(v);
    add(w, w == NanBox.REF ? v : null);
  }

  void add(long word, Object ref) {
    if (size == words.length) {
      grow(size + 1);
    }
    put(size++, word, ref);
  }

  void put(int index, long word, Object ref) {
    words[index] = word;
    if (word == NanBox.REF) {
      if (refs == null) {
        refs = new Object[words.length];
      }
      refs[index] = ref;
    } else if (refs != null) {
      refs[index] = null;
    }
  }

  void grow(int atLeast) {
    int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(atLeast, words.length + (words.length >> 1) + 8L));
    words = Arrays.copyOf(words, capacity);
    if (refs != null) {
      refs = Arrays.copyOf(refs, capacity);
    }
  }
}
