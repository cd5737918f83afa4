// The arguments of one call of a built-in: a window on the caller's stack, valid only until the built-in returns.
package gene.vm;

import gene.data.GeneMap;
import gene.data.NanBox;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Store;

public final class Args {
  /** What {@link #ret} gives: the result is in {@link #resultWord}. */
  static final Object WORD = new Object();

  private final Vm vm;
  private Fiber fiber;
  private int first;
  private int count;
  private GeneMap keywords;
  private Native callee;
  long resultWord;

  Args(Vm vm) {
    this.vm = vm;
  }

  /** @param first the stack index of the first positional argument; a method's receiver lies just below it */
  void reset(Fiber fiber, Native callee, int first, int count, GeneMap keywords) {
    this.fiber = fiber;
    this.callee = callee;
    this.first = first;
    this.count = count;
    this.keywords = keywords;
  }

  public Vm vm() {
    return vm;
  }

  public Store store() {
    return vm.store();
  }

  /** The fiber that calls; for built-ins of the VM itself. */
  public Fiber fiber() {
    return fiber;
  }

  public Native callee() {
    return callee;
  }

  /** The number of positional arguments; a method's receiver is not one. */
  public int count() {
    return count;
  }

  /** The receiver of a method, boxed. */
  public Object self() {
    return NanBox.box(fiber.words[first - 1], fiber.refs[first - 1]);
  }

  /** The receiver's word: spares the boxing of a number. */
  public long selfWord() {
    return fiber.words[first - 1];
  }

  /** The receiver when it is known to be no number, boolean, character or nil. */
  public Object selfRef() {
    return fiber.refs[first - 1];
  }

  /** The boxed argument; `0 <= index < count()`. */
  public Object get(int index) {
    return NanBox.box(fiber.words[first + index], fiber.refs[first + index]);
  }

  /** The boxed argument, or the given value when it was not passed. */
  public Object get(int index, Object absent) {
    return index < count ? get(index) : absent;
  }

  public long word(int index) {
    return fiber.words[first + index];
  }

  public Object ref(int index) {
    return fiber.refs[first + index];
  }

  public boolean isInt(int index) {
    return index < count && (NanBox.isInt(word(index)) || ref(index) instanceof Long);
  }

  /** The integer argument; {@link #isInt} must hold. */
  public long intAt(int index) {
    long w = word(index);
    return NanBox.isInt(w) ? NanBox.intOf(w) : (Long) ref(index);
  }

  /** All positional arguments, boxed. */
  public Object[] all() {
    var all = new Object[count];
    for (int i = 0; i < count; i++) {
      all[i] = get(i);
    }
    return all;
  }

  /** Null when the call has no keyword arguments. */
  public GeneMap keywords() {
    return keywords;
  }

  /** The boxed keyword argument; Java's null when it was not passed. */
  public Object keyword(String name) {
    return keywords == null ? null : keywords.get(name);
  }

  public boolean isTruthy(int index) {
    return !NanBox.isFalsy(word(index));
  }

  // Results without boxing

  public Object ret(long value) {
    if (!NanBox.fitsInt(value)) {
      return value;
    }
    resultWord = NanBox.ofInt(value);
    return WORD;
  }

  public Object ret(double value) {
    resultWord = NanBox.ofDouble(value);
    return WORD;
  }

  public Object ret(boolean value) {
    resultWord = NanBox.ofBool(value);
    return WORD;
  }

  /** A value that was read from a two-lane store as it is. */
  public Object ret(long word, Object ref) {
    if (word == NanBox.REF) {
      return ref;
    }
    resultWord = word;
    return WORD;
  }

  // Checks

  /** Raises `ArgumentException` unless at least so many arguments were passed. */
  public void require(int atLeast, String message) {
    if (count < atLeast) {
      throw Raise.argument(message);
    }
  }

  /** The argument as a string, or `ArgumentException` with the message. */
  public String string(int index, String message) {
    if (index < count && ref(index) instanceof String s) {
      return s;
    }
    throw Raise.argument(message);
  }

  /** The argument as an integer, or `ArgumentException` with the message. */
  public long integer(int index, String message) {
    if (isInt(index)) {
      return intAt(index);
    }
    throw Raise.argument(message);
  }

  public static boolean isTruthy(Object boxed) {
    return boxed != Special.NIL && boxed != Special.VOID && !Boolean.FALSE.equals(boxed);
  }
}
