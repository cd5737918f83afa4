// The text of a Float: the fewest digits that read back as the same double, and of those the nearest.
package gene.data;

import java.math.BigInteger;

/**
 * The digits come from Raffaele Giulietti's Schubfach ("The Schubfach way to render doubles", 2020), without its table of
 * 617 powers: the one power that is needed is computed, which spares memory and start-up time. JDK 17's Double.toString is
 * not always shortest, and later ones insist on two digits.
 */
public final class FloatText {
  private static final long FRACTION = (1L << 52) - 1;
  private static final int SMALLEST_EXPONENT = -1074;
  private static final long LOW_63 = Long.MAX_VALUE;
  // Every integer below this magnitude is a double, and no shorter decimal is nearer to it than another integer.
  private static final double EXACT = 1L << 53;

  private FloatText() {}

  public static String of(double d) {
    if (Double.isNaN(d)) {
      return "nan";
    }
    if (Double.isInfinite(d)) {
      return d > 0 ? "inf" : "-inf";
    }
    if (d == 0) {
      return 1 / d < 0 ? "-0.0" : "0.0";
    }
    if (d == (long) d && Math.abs(d) < EXACT) {
      return (long) d + ".0";
    }
    return shortest(d);
  }

  private static String shortest(double d) {
    long bits = Double.doubleToRawLongBits(d);
    long fraction = bits & FRACTION;
    int biased = (int) (bits >>> 52) & 0x7ff;
    var out = new StringBuilder(26);
    if (bits < 0) {
      out.append('-');
    }
    if (biased == 0) {
      decimal(SMALLEST_EXPONENT, fraction, false, out);
    } else {
      // Below a power of two the neighbours are only half as far away, except at the very bottom.
      decimal(biased - 1075, fraction | FRACTION + 1, fraction == 0 && biased > 1, out);
    }
    return out.toString();
  }

  /**
   * Writes c × 2^q. The candidates of the two lengths that can be shortest are s and s + 1, times 10^k, and their
   * neighbours divisible by ten; one that lies in the interval of numbers that read back as the double is taken.
   */
  private static void decimal(int q, long c, boolean irregular, StringBuilder out) {
    long odd = c & 1;
    long middle = c << 2;
    long left = middle - (irregular ? 1 : 2);
    long right = middle + 2;
    int k = irregular ? floorLog10ThreeQuartersPow2(q) : floorLog10Pow2(q);
    int shift = q + floorLog2Pow10(-k) + 2;
    BigInteger g = scaledPowerOfTen(-k);
    long g1 = g.shiftRight(63).longValue();
    long g0 = g.longValue() & LOW_63;
    long v = roundToOdd(g1, g0, middle << shift);
    long vl = roundToOdd(g1, g0, left << shift);
    long vr = roundToOdd(g1, g0, right << shift);

    long s = v >> 2;
    if (s >= 10) {
      long tenBelow = s / 10 * 10;
      long tenAbove = tenBelow + 10;
      boolean belowFits = vl + odd <= tenBelow << 2;
      boolean aboveFits = (tenAbove << 2) + odd <= vr;
      if (belowFits != aboveFits) {
        write(belowFits ? tenBelow : tenAbove, k, out);
        return;
      }
    }
    long t = s + 1;
    boolean below = vl + odd <= s << 2;
    boolean above = (t << 2) + odd <= vr;
    if (below != above) {
      write(below ? s : t, k, out);
      return;
    }
    long nearer = v - (s + t << 1);
    write(nearer < 0 || nearer == 0 && (s & 1) == 0 ? s : t, k, out);
  }

  /** floor(10^e × 2^-r) + 1 with the r that gives it 126 bits. */
  private static BigInteger scaledPowerOfTen(int e) {
    int up = 125 - floorLog2Pow10(e);
    BigInteger power = BigInteger.TEN.pow(Math.abs(e));
    BigInteger scaled;
    if (e < 0) {
      scaled = BigInteger.ONE.shiftLeft(up).divide(power);
    } else {
      scaled = up >= 0 ? power.shiftLeft(up) : power.shiftRight(-up);
    }
    return scaled.add(BigInteger.ONE);
  }

  /** The product g × cp × 2^-127, with its lowest bit set when anything was cut off. */
  private static long roundToOdd(long g1, long g0, long cp) {
    long x1 = Math.multiplyHigh(g0, cp);
    long y0 = g1 * cp;
    long y1 = Math.multiplyHigh(g1, cp);
    long z = (y0 >>> 1) + x1;
    long w = y1 + (z >>> 63);
    return w | (z & LOW_63) + LOW_63 >>> 63;
  }

  // The factors are the logarithms scaled by powers of two; exact for every exponent of a double.

  private static int floorLog10Pow2(int e) {
    return (int) (e * 661_971_961_083L >> 41);
  }

  private static int floorLog10ThreeQuartersPow2(int e) {
    return (int) (e * 661_971_961_083L - 274_743_187_321L >> 41);
  }

  private static int floorLog2Pow10(int e) {
    return (int) (e * 913_124_641_741L >> 38);
  }

  /** Writes digits × 10^k as the language prints it. */
  private static void write(long digits, int k, StringBuilder out) {
    while (digits % 10 == 0) {
      digits /= 10;
      k++;
    }
    String d = Long.toString(digits);
    int n = d.length();
    // The value is 0.d1d2…dn × 10^point.
    int point = n + k;
    if (point < -6 || point > 17) {
      out.append(d.charAt(0));
      if (n > 1) {
        out.append('.').append(d, 1, n);
      }
      out.append(point > 0 ? "e+" : "e-").append(Math.abs(point - 1));
    } else if (point <= 0) {
      out.append("0.").append("0".repeat(-point)).append(d);
    } else if (point >= n) {
      out.append(d).append("0".repeat(point - n)).append(".0");
    } else {
      out.append(d, 0, point).append('.').append(d, point, n);
    }
  }
}
