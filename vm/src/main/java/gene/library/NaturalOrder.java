// The order of `.sort` without comparator.
package gene.library;

import gene.data.GeneArray;
import gene.data.NanBox;
import gene.data.Rendering;
import gene.data.Symbol;
import gene.vm.Texts;
import java.util.Arrays;
import java.util.Comparator;

/** Numbers by value, strings and symbols by code point, a mixture by the texts that `.to_s` gives. */
final class NaturalOrder {
  private NaturalOrder() {}

  /** Gives a new array, or a call request when elements must be asked for their texts. */
  static Object sorted(GeneArray array) {
    long[] numbers = smallIntegers(array);
    if (numbers != null) {
      Arrays.sort(numbers);
      return GeneArray.ofSmallIntegers(numbers);
    }
    Object[] values = array.toObjects();
    if (Arrays.stream(values).allMatch(v -> v instanceof Number)) {
      Arrays.sort(values, NaturalOrder::compareNumbers);
      return GeneArray.of(values);
    } else if (Arrays.stream(values).allMatch(v -> v instanceof String || v instanceof Symbol)) {
      Arrays.sort(values, (x, y) -> compareTexts(x.toString(), y.toString()));
      return GeneArray.of(values);
    }
    return Texts.all(values, Rendering.Form.TO_S, texts -> byTexts(values, texts));
  }

  /** Null when an element is something else. Their order needs no stability: equal ones are the same. */
  private static long[] smallIntegers(GeneArray array) {
    var numbers = new long[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      long word = array.word(i);
      if (!NanBox.isInt(word)) {
        return null;
      }
      numbers[i] = NanBox.intOf(word);
    }
    return numbers;
  }

  private static GeneArray byTexts(Object[] values, String[] texts) {
    var order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(i -> texts[i], NaturalOrder::compareTexts));
    var sorted = new Object[values.length];
    Arrays.setAll(sorted, i -> values[order[i]]);
    return GeneArray.of(sorted);
  }

  private static int compareNumbers(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    } else if (a instanceof Double x && b instanceof Double y) {
      return compareDoubles(x, y);
    } else if (a instanceof Long x) {
      return compareMixed(x, (Double) b);
    }
    return -compareMixed((Long) b, (Double) a);
  }

  /** Zeros are equal; nan comes last. */
  private static int compareDoubles(double x, double y) {
    return x < y ? -1 : x > y ? 1 : x == y ? 0 : Boolean.compare(Double.isNaN(x), Double.isNaN(y));
  }

  /** Exact: a conversion of the integer would make large neighbours equal and the order intransitive. */
  private static int compareMixed(long x, double y) {
    if (Double.isNaN(y) || y >= 0x1p63) {
      return -1;
    } else if (y < -0x1p63) {
      return 1;
    }
    int whole = Long.compare(x, (long) y);
    return whole != 0 ? whole : compareDoubles(0, y - (long) y);
  }

  /** By code point: UTF-16 order puts characters beyond the basic plane too early. */
  static int compareTexts(String a, String b) {
    int limit = Math.min(a.length(), b.length());
    for (int i = 0; i < limit; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean mixed = Character.isSurrogate(x) != Character.isSurrogate(y);
        return mixed ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
