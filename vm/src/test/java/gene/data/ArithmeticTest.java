// The operators on boxed values and the texts of their faults.
package gene.data;

import static gene.data.Samples.bytes;
import static gene.data.Samples.symbol;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.function.BinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ArithmeticTest {
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private static void raises(String kind, String message, Executable action) {
    var fault = assertThrows(Raise.class, action);
    assertEquals(message, fault.getMessage());
    assertEquals(kind, fault.kind());
  }

  private static void exactOrOverflow(BigInteger exact, String operation, BinaryOperator<Object> op, long a, long b) {
    if (exact.compareTo(MIN) < 0 || exact.compareTo(MAX) > 0) {
      raises("RuntimeException", "Integer overflow in " + operation, () -> op.apply(a, b));
    } else {
      assertEquals(exact.longValue(), op.apply(a, b));
    }
  }

  @Property
  void integersAreExactOrRaise(@ForAll long a, @ForAll long b) {
    BigInteger x = BigInteger.valueOf(a);
    BigInteger y = BigInteger.valueOf(b);
    exactOrOverflow(x.add(y), "addition", Arithmetic::add, a, b);
    exactOrOverflow(x.subtract(y), "subtraction", Arithmetic::subtract, a, b);
    exactOrOverflow(x.multiply(y), "multiplication", Arithmetic::multiply, a, b);
  }

  @Property
  void powersAreExactOrRaise(@ForAll @IntRange(min = -40, max = 40) int base,
      @ForAll @IntRange(min = 0, max = 80) int exponent) {
    exactOrOverflow(BigInteger.valueOf(base).pow(exponent), "power", Arithmetic::power, base, exponent);
  }

  @Test
  void limitsOfIntegers() {
    exactOrOverflow(MIN, "power", Arithmetic::power, -2, 63);
    exactOrOverflow(MIN.multiply(MIN), "multiplication", Arithmetic::multiply, Long.MIN_VALUE, Long.MIN_VALUE);
    exactOrOverflow(MIN.negate(), "multiplication", Arithmetic::multiply, Long.MIN_VALUE, -1);
    assertEquals(1L, Arithmetic.power(1L, Long.MAX_VALUE));
    assertEquals(-1L, Arithmetic.power(-1L, Long.MAX_VALUE));
    assertEquals(0L, Arithmetic.power(0L, Long.MAX_VALUE));
    assertEquals(0L, Arithmetic.remainder(Long.MIN_VALUE, -1L));
    raises("RuntimeException", "Integer overflow in negation", () -> Arithmetic.negate(Long.MIN_VALUE));
    raises("RuntimeException", "Integer overflow in power", () -> Arithmetic.power(3L, Long.MAX_VALUE));
  }

  @Test
  void floatsAndMixtures() {
    assertEquals(1.5, Arithmetic.add(1L, 0.5));
    assertEquals(-0.5, Arithmetic.subtract(0.5, 1L));
    assertEquals(3.0, Arithmetic.multiply(2L, 1.5));
    assertEquals(5.0, Arithmetic.divide(10L, 2L));
    assertEquals(-1.5, Arithmetic.negate(1.5));
    assertEquals(0.5, Arithmetic.power(2L, -1L));
    assertEquals(2.0, Arithmetic.power(4L, 0.5));
    assertEquals(Double.POSITIVE_INFINITY, Arithmetic.divide(1L, 0L));
    assertEquals(Double.NEGATIVE_INFINITY, Arithmetic.divide(-1L, 0L));
    assertEquals(Double.NaN, Arithmetic.divide(0L, 0L));
  }

  @Test
  void remaindersTakeTheSignOfTheLeftOperand() {
    assertEquals(-1L, Arithmetic.remainder(-7L, 3L));
    assertEquals(1L, Arithmetic.remainder(7L, -3L));
    assertEquals(1.5, Arithmetic.remainder(7.5, 2L));
    assertEquals(-1.5, Arithmetic.remainder(-7.5, 2L));
    assertEquals(Double.NaN, Arithmetic.remainder(7L, 0.0));
    raises("RuntimeException", "Modulo by zero", () -> Arithmetic.remainder(7L, 0L));
  }

  @Test
  void otherOperandsAreNamed() {
    raises("TypeException", "Cannot add Int and String", () -> Arithmetic.add(1L, "a"));
    raises("TypeException", "Cannot add Nil and Int", () -> Arithmetic.add(Special.NIL, 1L));
    raises("TypeException", "Cannot subtract String from Int", () -> Arithmetic.subtract(1L, "a"));
    raises("TypeException", "Cannot multiply Char and Float", () -> Arithmetic.multiply(new Char('c'), 1.0));
    raises("TypeException", "Cannot divide Int by Bool", () -> Arithmetic.divide(1L, true));
    raises("TypeException", "Cannot modulo Void by Int", () -> Arithmetic.remainder(Special.VOID, 1L));
    raises("TypeException", "Cannot raise Symbol to the power of Int", () -> Arithmetic.power(symbol("a"), 1L));
    raises("TypeException", "Cannot negate Array", () -> Arithmetic.negate(Samples.array()));
    raises("TypeException", "Cannot add Point and Int", () -> Arithmetic.add(Samples.point(), 1L));
  }

  @Test
  void twoIntsAreBitwise() {
    assertEquals(2L, Arithmetic.and(6L, 3L));
    assertEquals(7L, Arithmetic.or(6L, 3L));
    assertEquals(5L, Arithmetic.xor(6L, 3L));
    assertEquals(-2L, Arithmetic.not(1L));
  }

  @Test
  void otherOperandsAreLogical() {
    assertEquals(Special.NIL, Arithmetic.and(Special.NIL, 1L));
    assertEquals(2L, Arithmetic.and(true, 2L));
    assertEquals("x", Arithmetic.or(false, "x"));
    assertEquals("y", Arithmetic.or("y", "x"));
    assertEquals(false, Arithmetic.xor(true, 2L));
    assertEquals(true, Arithmetic.xor(Special.VOID, 2L));
    assertEquals(true, Arithmetic.not(Special.VOID));
    assertEquals(false, Arithmetic.not("x"));
  }

  @Test
  void bytesAreBitwise() {
    assertEquals(bytes(0x0f, 0), Arithmetic.and(bytes(0xff, 0x0f), bytes(0x0f, 0xf0)));
    assertEquals(bytes(0xff), Arithmetic.or(bytes(0xf0), bytes(0x0f)));
    assertEquals(bytes(0xf0), Arithmetic.xor(bytes(0xff), bytes(0x0f)));
    assertEquals(bytes(0x00, 0xf0), Arithmetic.not(bytes(0xff, 0x0f)));
    raises("ArgumentException", "Bytes operands must have the same size: 1 and 2",
        () -> Arithmetic.or(bytes(1), bytes(1, 2)));
  }

  @Test
  void shifts() {
    assertEquals(6L, Arithmetic.shiftLeft(3L, 1L));
    assertEquals(Long.MIN_VALUE, Arithmetic.shiftLeft(1L, 63L));
    assertEquals(-2L, Arithmetic.shiftRight(-3L, 1L));
    raises("ArgumentException", "Invalid shift amount", () -> Arithmetic.shiftLeft(1L, 64L));
    raises("ArgumentException", "Invalid shift amount", () -> Arithmetic.shiftRight(1L, -1L));
    raises("TypeException", "Cannot shift String by Int", () -> Arithmetic.shiftLeft("a", 1L));
    raises("TypeException", "Cannot shift Int by Float", () -> Arithmetic.shiftRight(1L, 1.0));
  }

  @Property
  void bytesShiftAsOneLongNumber(@ForAll long pattern, @ForAll @IntRange(min = 0, max = 70) int amount) {
    Bytes value = bigEndian(pattern);
    assertEquals(bigEndian(amount > 63 ? 0 : pattern << amount), Arithmetic.shiftLeft(value, (long) amount));
    assertEquals(bigEndian(amount > 63 ? 0 : pattern >>> amount), Arithmetic.shiftRight(value, (long) amount));
  }

  private static Bytes bigEndian(long pattern) {
    return new Bytes(java.nio.ByteBuffer.allocate(8).putLong(pattern).array());
  }

  @Test
  void hugeAndNegativeShiftsOfBytes() {
    assertEquals(bytes(0, 0), Arithmetic.shiftLeft(bytes(1, 2), Long.MAX_VALUE));
    assertEquals(bytes(0, 0), Arithmetic.shiftRight(bytes(1, 2), Long.MAX_VALUE));
    raises("ArgumentException", "Invalid shift amount", () -> Arithmetic.shiftLeft(bytes(1), -1L));
  }

  @Test
  void concatenation() {
    assertEquals("ab", Arithmetic.concat("a", "b"));
    raises("TypeException", "++ expects String arguments", () -> Arithmetic.concat("a", 1L));
    raises("TypeException", "++ expects String arguments", () -> Arithmetic.concat(new Char('a'), "b"));
  }
}
