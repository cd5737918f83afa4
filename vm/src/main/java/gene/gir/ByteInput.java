// Reads what ByteOutput wrote, and believes nothing: every length and number is held against what is there.
package gene.gir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

final class ByteInput {
  private final byte[] bytes;
  private final int end;
  private final Texts texts;
  private int at;

  ByteInput(byte[] bytes, int from, int end, Texts texts) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
    this.texts = texts;
  }

  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at == end;
  }

  /** The next bytes as an input of their own; this one goes on after them. */
  ByteInput part(int length) {
    need(length);
    var part = new ByteInput(bytes, at, at + length, texts);
    at += length;
    return part;
  }

  /** The same bytes from where this one is, for another reader. */
  ByteInput again() {
    return new ByteInput(bytes, at, end, texts);
  }

  private void need(int length) {
    if (length < 0 || length > end - at) {
      throw new Damage("it ends too early");
    }
  }

  int u8() {
    need(1);
    return bytes[at++] & 0xFF;
  }

  boolean bool() {
    int b = u8();
    if (b > 1) {
      throw new Damage("a truth value is " + b);
    }
    return b == 1;
  }

  int uint() {
    long n = ulong();
    if (n > 0xFFFFFFFFL) {
      throw new Damage("a number is too large");
    }
    return (int) n;
  }

  private long ulong() {
    long n = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = u8();
      n |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        return n;
      }
    }
    throw new Damage("a number is too long");
  }

  int sint() {
    int n = uint();
    return n >>> 1 ^ -(n & 1);
  }

  /** So many of them. A loop of its own, because this is most of what the start of a large program reads. */
  int[] sints(int count) {
    need(count);
    byte[] from = bytes;
    int p = at;
    var all = new int[count];
    for (int i = 0; i < count; i++) {
      int n = 0;
      int shift = 0;
      int b;
      do {
        if (p >= end || shift > 28) {
          throw new Damage(p >= end ? "it ends too early" : "a number is too long");
        }
        b = from[p++];
        n |= (b & 0x7F) << shift;
        shift += 7;
      } while (b < 0);
      all[i] = n >>> 1 ^ -(n & 1);
    }
    at = p;
    return all;
  }

  /** A list of numbers of which none is below the one before, as differences. */
  int[] ascending() {
    var numbers = new int[count()];
    int last = 0;
    for (int i = 0; i < numbers.length; i++) {
      last += uint();
      numbers[i] = last;
    }
    return numbers;
  }

  long slong() {
    long n = ulong();
    return n >>> 1 ^ -(n & 1);
  }

  int u32() {
    return u8() << 24 | u8() << 16 | u8() << 8 | u8();
  }

  long u64() {
    return (long) u32() << 32 | u32() & 0xFFFFFFFFL;
  }

  byte[] raw(int length) {
    need(length);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** As many bytes as there are, up to a number. */
  byte[] atMost(int length) {
    return raw(Math.max(0, Math.min(length, end - at)));
  }

  /** The number of things that follow, each of at least one byte. */
  int count() {
    int n = uint();
    need(n);
    return n;
  }

  /** Null for the number 0. */
  String text() {
    int n = uint();
    return n == 0 ? null : texts.get(n - 1);
  }

  String someText() {
    String s = text();
    if (s == null) {
      throw new Damage("a text is missing");
    }
    return s;
  }

  String characters() {
    boolean wide = bool();
    int length = uint();
    if (length < 0 || length > (end - at) / (wide ? 2 : 1)) {
      throw new Damage("it ends too early");
    }
    int from = at;
    at += wide ? length * 2 : length;
    return new String(bytes, from, at - from, wide ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
  }

  <T> List<T> list(Function<ByteInput, T> each) {
    int n = count();
    var items = new ArrayList<T>(n);
    for (int i = 0; i < n; i++) {
      items.add(each.apply(this));
    }
    return items;
  }

  List<String> texts() {
    int n = count();
    var items = new ArrayList<String>(n);
    for (int i = 0; i < n; i++) {
      items.add(someText());
    }
    return items;
  }

  <E> E choice(E[] values) {
    int n = u8();
    if (n >= values.length) {
      throw new Damage("a choice is " + n);
    }
    return values[n];
  }

  /** The pool of a file: a text becomes a String when it is first asked for. Functions on several threads may ask. */
  static final class Texts {
    private final byte[] bytes;
    /** Of each text: units, times two, plus one when a unit has two bytes. */
    private final int[] sizes;
    private final int[] starts;
    private final String[] made;

    Texts(byte[] bytes, int from, int end) {
      var in = new ByteInput(bytes, from, end, null);
      this.bytes = bytes;
      this.sizes = in.sints(in.count());
      this.starts = new int[sizes.length];
      this.made = new String[sizes.length];
      int at = in.at;
      for (int i = 0; i < sizes.length; i++) {
        int size = sizes[i];
        starts[i] = at;
        if (size < 0 || size >>> 1 > end - at >>> (size & 1)) {
          throw new Damage("a text ends too early");
        }
        at += size >>> 1 << (size & 1);
      }
      if (at != end) {
        throw new Damage("the texts do not fill their section");
      }
    }

    int size() {
      return starts.length;
    }

    String get(int index) {
      if (index < 0 || index >= starts.length) {
        throw new Damage("there is no text " + index);
      }
      String s = made[index];
      if (s == null) {
        int size = sizes[index];
        boolean wide = (size & 1) != 0;
        s = new String(bytes, starts[index], size >>> 1 << (size & 1), wide ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
        made[index] = s;
      }
      return s;
    }
  }
}
