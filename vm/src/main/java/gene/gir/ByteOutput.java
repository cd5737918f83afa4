// Bytes that grow: numbers of variable length, and texts as numbers of a pool.
package gene.gir;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

final class ByteOutput {
  private final Map<String, Integer> pool;
  private byte[] bytes = new byte[256];
  private int size;

  ByteOutput() {
    this(new LinkedHashMap<>());
  }

  private ByteOutput(Map<String, Integer> pool) {
    this.pool = pool;
  }

  /** Further bytes with the same texts. */
  ByteOutput sibling() {
    return new ByteOutput(pool);
  }

  int size() {
    return size;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  void u8(int b) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
    }
    bytes[size++] = (byte) b;
  }

  void bool(boolean b) {
    u8(b ? 1 : 0);
  }

  /** Seven bits in a byte, the lowest first; the highest bit says that more follow. */
  void uint(int n) {
    ulong(n & 0xFFFFFFFFL);
  }

  private void ulong(long n) {
    long rest = n;
    while ((rest & ~0x7FL) != 0) {
      u8((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    u8((int) rest);
  }

  /** The sign in the lowest bit. */
  void sint(int n) {
    uint(n << 1 ^ n >> 31);
  }

  /** Without their number. */
  void sints(int[] numbers) {
    for (int n : numbers) {
      sint(n);
    }
  }

  /** A list of numbers of which none is below the one before, as differences. */
  void ascending(int[] numbers) {
    uint(numbers.length);
    int last = 0;
    for (int n : numbers) {
      uint(n - last);
      last = n;
    }
  }

  void slong(long n) {
    ulong(n << 1 ^ n >> 63);
  }

  void u32(int n) {
    u8(n >>> 24);
    u8(n >>> 16);
    u8(n >>> 8);
    u8(n);
  }

  void u64(long n) {
    u32((int) (n >>> 32));
    u32((int) n);
  }

  void raw(byte[] more) {
    while (size + more.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  /** With its length before it. */
  void block(byte[] more) {
    uint(more.length);
    raw(more);
  }

  /** The number of the text in the pool; 0 for null. */
  void text(String s) {
    if (s == null) {
      uint(0);
      return;
    }
    Integer known = pool.get(s);
    if (known == null) {
      known = pool.size() + 1;
      pool.put(s, known);
    }
    uint(known);
  }

  /** UTF-16 as Java has it, in place: a byte for each unit where that is enough, else two. */
  void characters(String s) {
    boolean wide = isWide(s);
    bool(wide);
    uint(s.length());
    units(s, wide);
  }

  /** The pool: what is known of the length of each text, then all of them. */
  void pool() {
    uint(pool.size());
    for (String s : pool.keySet()) {
      sint(s.length() << 1 | (isWide(s) ? 1 : 0));
    }
    for (String s : pool.keySet()) {
      units(s, isWide(s));
    }
  }

  private static boolean isWide(String s) {
    for (int i = 0; i < s.length(); i++) {
      if (s.charAt(i) > 0xFF) {
        return true;
      }
    }
    return false;
  }

  private void units(String s, boolean wide) {
    for (int i = 0; i < s.length(); i++) {
      if (wide) {
        u8(s.charAt(i) >>> 8);
      }
      u8(s.charAt(i));
    }
  }

  <T> void list(List<T> items, BiConsumer<ByteOutput, T> each) {
    uint(items.size());
    for (T item : items) {
      each.accept(this, item);
    }
  }

  void texts(List<String> items) {
    uint(items.size());
    for (String item : items) {
      text(item);
    }
  }
}
