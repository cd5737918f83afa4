// Arithmetic on whole arrays whose elements are all small integers, or all floats: plain loops that HotSpot makes vector code of.
package gene.data;

import java.util.Arrays;

/**
 * An integer's word has its 48 bits below a tag of ones: shifted up by 16 it adds, subtracts and compares like a 64-bit integer, so no
 * element is taken out of its word. Whether a result needs more than 48 bits is asked once for all elements, after the loop; such
 * arrays are left to the caller, who takes elements one by one.
 */
public final class Lanes {
  /** What all elements of an array are. */
  public enum Kind { INTS, FLOATS, OTHER }

  public enum Operation { PLUS, MINUS, TIMES, OVER }

  private static final int TAG = 16;
  private static final long BIAS = 1L << 47;
  private static final long LOW = (1L << 48) - 1;
  /** So many 48-bit numbers have a sum of 63 bits. */
  private static final int BLOCK = 1 << 14;

  private Lanes() {}

  public static Kind kind(GeneArray a) {
    if (a.size == 0) {
      return Kind.OTHER;
    }
    long[] w = a.words;
    int n = a.size;
    return NanBox.isInt(w[0]) ? areInts(w, n) ? Kind.INTS : Kind.OTHER : areFloats(w, n) ? Kind.FLOATS : Kind.OTHER;
  }

  private static boolean areInts(long[] w, int n) {
    long ints = -1;
    for (int i = 0; i < n; i++) {
      ints &= w[i];
    }
    return NanBox.isInt(ints);
  }

  private static boolean areFloats(long[] w, int n) {
    long floats = -1;
    for (int i = 0; i < n; i++) {
      // Negative for every float: its upper bits are below those of all tags.
      floats &= (w[i] >>> 48) - (NanBox.REF >>> 48);
    }
    return floats < 0;
  }

  /** Of integers: exact, a fault when it needs more than 64 bits. */
  public static long sumOfInts(GeneArray a) {
    long total = 0;
    for (int from = 0; from < a.size; from += BLOCK) {
      int to = Math.min(a.size, from + BLOCK);
      total = (Long) Arithmetic.add(total, sumOfBlock(a.words, from, to));
    }
    return total;
  }

  private static long sumOfBlock(long[] w, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += (w[i] ^ BIAS) & LOW;
    }
    return sum - BIAS * (to - from);
  }

  /** Of floats, in four interleaved sums that are added at the end: a processor does four additions at a time. */
  public static double sumOfFloats(GeneArray a) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.size; i += 4) {
      s0 += NanBox.doubleOf(a.words[i]);
      s1 += NanBox.doubleOf(a.words[i + 1]);
      s2 += NanBox.doubleOf(a.words[i + 2]);
      s3 += NanBox.doubleOf(a.words[i + 3]);
    }
    for (; i < a.size; i++) {
      s0 += NanBox.doubleOf(a.words[i]);
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** The position of the first smallest (`sign` -1) or largest (1) element; a nan that comes first stays, later ones do not count. */
  public static int extreme(GeneArray a, Kind kind, int sign) {
    int best = 0;
    if (kind == Kind.INTS) {
      long value = a.words[0] << TAG;
      for (int i = 1; i < a.size; i++) {
        long w = a.words[i] << TAG;
        if (sign < 0 ? w < value : w > value) {
          value = w;
          best = i;
        }
      }
      return best;
    }
    double value = NanBox.doubleOf(a.words[0]);
    for (int i = 1; i < a.size; i++) {
      double d = NanBox.doubleOf(a.words[i]);
      if (sign < 0 ? d < value : d > value) {
        value = d;
        best = i;
      }
    }
    return best;
  }

  /** The bits that the largest of the integers has, without its sign. */
  public static int bits(GeneArray a) {
    long[] w = a.words;
    int n = a.size;
    long all = 0;
    for (int i = 0; i < n; i++) {
      // The bits of what is not negative, and the inverted ones of what is.
      long sign = 0 - (w[i] >>> 47 & 1);
      all |= w[i] ^ sign;
    }
    return Long.SIZE - Long.numberOfLeadingZeros(all & BIAS - 1 | 1);
  }

  /** The products of two arrays of integers, summed; {@link Long#MIN_VALUE} when 64 bits might not be enough. */
  public static long dotOfInts(GeneArray a, GeneArray b) {
    int sizeBits = Integer.SIZE - Integer.numberOfLeadingZeros(a.size);
    if (bits(a) + bits(b) + sizeBits > 62) {
      return Long.MIN_VALUE;
    }
    long[] v = a.words;
    long[] w = b.words;
    int n = a.size;
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += NanBox.intOf(v[i]) * NanBox.intOf(w[i]);
    }
    return sum;
  }

  public static double dotOfFloats(GeneArray a, GeneArray b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.size; i += 4) {
      s0 += NanBox.doubleOf(a.words[i]) * NanBox.doubleOf(b.words[i]);
      s1 += NanBox.doubleOf(a.words[i + 1]) * NanBox.doubleOf(b.words[i + 1]);
      s2 += NanBox.doubleOf(a.words[i + 2]) * NanBox.doubleOf(b.words[i + 2]);
      s3 += NanBox.doubleOf(a.words[i + 3]) * NanBox.doubleOf(b.words[i + 3]);
    }
    for (; i < a.size; i++) {
      s0 += NanBox.doubleOf(a.words[i]) * NanBox.doubleOf(b.words[i]);
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** An array that has the number `size` times: the other operand of an operation with a number. */
  public static GeneArray repeated(long word, int size) {
    var words = new long[size];
    Arrays.fill(words, word);
    return GeneArray.of(words, null, size);
  }

  /** Elements of an array that is being made. */
  public static final class Made {
    private final long[] words;
    private Object[] refs;
    private int size;

    public Made(int capacity) {
      words = new long[capacity];
    }

    public void add(long[] numbers, int n) {
      long wide = 0;
      for (int i = 0; i < n; i++) {
        wide |= numbers[i] ^ numbers[i] << TAG >> TAG;
        words[size + i] = NanBox.INT | numbers[i] & LOW;
      }
      for (int i = 0; wide != 0 && i < n; i++) {
        if (!NanBox.fitsInt(numbers[i])) {
          refs = refs == null ? new Object[words.length] : refs;
          words[size + i] = NanBox.REF;
          refs[size + i] = numbers[i];
        }
      }
      size += n;
    }

    public void add(double[] numbers, int n) {
      for (int i = 0; i < n; i++) {
        words[size + i] = NanBox.ofDouble(numbers[i]);
      }
      size += n;
    }

    /** Adds the elements from `at` on of an array of numbers that are marked with 1; there must be room for all of them. */
    public void keep(GeneArray from, int at, long[] marks, int n) {
      int end = size;
      for (int i = 0; i < n; i++) {
        words[end] = from.words[at + i];
        end += (int) marks[i];
      }
      size = end;
    }

    public GeneArray array() {
      return size < words.length / 2 ? GeneArray.of(words, refs, size).slice(0, size) : GeneArray.of(words, refs, size);
    }
  }

  /** Element by element, for arrays of one size and kind; null when the elements must be taken one by one. */
  public static GeneArray combined(Operation op, GeneArray a, GeneArray b, Kind kind) {
    var result = new long[a.size];
    boolean done = true;
    if (kind == Kind.FLOATS) {
      floats(op, a.words, b.words, result, a.size);
    } else {
      done = switch (op) {
        case PLUS -> sums(a.words, b.words, result, a.size);
        case MINUS -> differences(a.words, b.words, result, a.size);
        case TIMES -> bits(a) + bits(b) < 48 && products(a.words, b.words, result, a.size);
        case OVER -> quotients(a.words, b.words, result, a.size);
      };
    }
    return done ? GeneArray.of(result, null, a.size) : null;
  }

  private static boolean sums(long[] a, long[] b, long[] to, int n) {
    long overflow = 0;
    for (int i = 0; i < n; i++) {
      long x = a[i] << TAG;
      long y = b[i] << TAG;
      long sum = x + y;
      overflow |= (x ^ sum) & (y ^ sum);
      to[i] = NanBox.INT | sum >>> TAG;
    }
    return overflow >= 0;
  }

  private static boolean differences(long[] a, long[] b, long[] to, int n) {
    long overflow = 0;
    for (int i = 0; i < n; i++) {
      long x = a[i] << TAG;
      long y = b[i] << TAG;
      long difference = x - y;
      overflow |= (x ^ y) & (x ^ difference);
      to[i] = NanBox.INT | difference >>> TAG;
    }
    return overflow >= 0;
  }

  private static boolean products(long[] a, long[] b, long[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = NanBox.INT | (((a[i] << TAG) >> TAG) * ((b[i] << TAG) >> TAG)) & LOW;
    }
    return true;
  }

  private static boolean quotients(long[] a, long[] b, long[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = NanBox.ofDouble((double) NanBox.intOf(a[i]) / NanBox.intOf(b[i]));
    }
    return true;
  }

  private static void floats(Operation op, long[] a, long[] b, long[] to, int n) {
    switch (op) {
      case PLUS -> {
        for (int i = 0; i < n; i++) {
          to[i] = NanBox.ofDouble(NanBox.doubleOf(a[i]) + NanBox.doubleOf(b[i]));
        }
      }
      case MINUS -> {
        for (int i = 0; i < n; i++) {
          to[i] = NanBox.ofDouble(NanBox.doubleOf(a[i]) - NanBox.doubleOf(b[i]));
        }
      }
      case TIMES -> {
        for (int i = 0; i < n; i++) {
          to[i] = NanBox.ofDouble(NanBox.doubleOf(a[i]) * NanBox.doubleOf(b[i]));
        }
      }
      case OVER -> {
        for (int i = 0; i < n; i++) {
          to[i] = NanBox.ofDouble(NanBox.doubleOf(a[i]) / NanBox.doubleOf(b[i]));
        }
      }
    }
  }
}
