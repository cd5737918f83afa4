// Writes JVM instructions of one method; knows where a frame's positions live in JVM locals.
package gene.jit;

import static gene.vm.JitUnit.ABSENT;
import static gene.vm.JitUnit.ANY;
import static gene.vm.JitUnit.DEAD;
import static gene.vm.JitUnit.FLOAT;
import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.PLAIN;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.data.NanBox;
import java.util.BitSet;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Each position of the Gene frame (slots, then operands) has three locals: a `long` for an integer or a word, a `double`, and the
 * word's reference. Those that the code uses are initialised at the start, so that every label sees the same types.
 */
final class Asm {
  static final String RUNTIME = "gene/vm/JitRuntime";
  static final String OBJECTS = "gene/vm/JitObjects";
  static final String FIBER = "gene/vm/Fiber";
  static final String FUNCTION = "gene/vm/Function";
  static final String BOX = "gene/data/NanBox";
  static final String INSTANCE = "gene/data/Instance";
  static final String STORE = "gene/data/Store";
  static final String CELL = "gene/data/Cell";
  static final String F = "L" + FIBER + ";";
  static final String FN = "L" + FUNCTION + ";";
  private static final int WIDTH = 5;

  final MethodVisitor mv;
  final int fiber;
  final int fn;
  final int base;
  final int dest;
  final int depth;
  /** The pc on the way to a stub. */
  final int at;
  // Scratch locals.
  final int x;
  final int y;
  final int z;
  final int ref;
  private final int positions;

  /** @param first the first free local */
  Asm(MethodVisitor mv, int fiber, int fn, int base, int dest, int depth, int first) {
    this.mv = mv;
    this.fiber = fiber;
    this.fn = fn;
    this.base = base;
    this.dest = dest;
    this.depth = depth;
    this.at = first;
    this.x = first + 1;
    this.y = first + 3;
    this.z = first + 5;
    this.ref = first + 7;
    this.positions = first + 8;
  }

  /** @param used what the code uses */
  void initialise(int count, BitSet used) {
    initialise(at, ICONST_0, ISTORE, used);
    for (int local : new int[] {x, y}) {
      initialise(local, LCONST_0, LSTORE, used);
    }
    initialise(ref, ACONST_NULL, ASTORE, used);
    for (int p = 0; p < count; p++) {
      initialise(word(p), LCONST_0, LSTORE, used);
      initialise(real(p), DCONST_0, DSTORE, used);
      initialise(reference(p), ACONST_NULL, ASTORE, used);
    }
  }

  private void initialise(int local, int constant, int store, BitSet used) {
    if (used.get(local)) {
      op(constant);
      mv.visitVarInsn(store, local);
    }
  }

  int word(int position) {
    return positions + position * WIDTH;
  }

  int real(int position) {
    return positions + position * WIDTH + 2;
  }

  int reference(int position) {
    return positions + position * WIDTH + 4;
  }

  // Single instructions

  void op(int opcode) {
    mv.visitInsn(opcode);
  }

  void lload(int local) {
    mv.visitVarInsn(LLOAD, local);
  }

  void lstore(int local) {
    mv.visitVarInsn(LSTORE, local);
  }

  void dload(int local) {
    mv.visitVarInsn(DLOAD, local);
  }

  void dstore(int local) {
    mv.visitVarInsn(DSTORE, local);
  }

  void aload(int local) {
    mv.visitVarInsn(ALOAD, local);
  }

  void astore(int local) {
    mv.visitVarInsn(ASTORE, local);
  }

  void iload(int local) {
    mv.visitVarInsn(ILOAD, local);
  }

  void number(int n) {
    if (n >= -1 && n <= 5) {
      mv.visitInsn(ICONST_0 + n);
    } else if (n >= Byte.MIN_VALUE && n <= Byte.MAX_VALUE) {
      mv.visitIntInsn(BIPUSH, n);
    } else if (n >= Short.MIN_VALUE && n <= Short.MAX_VALUE) {
      mv.visitIntInsn(SIPUSH, n);
    } else {
      mv.visitLdcInsn(n);
    }
  }

  void constant(long n) {
    mv.visitLdcInsn(n);
  }

  void jump(int opcode, Label to) {
    mv.visitJumpInsn(opcode, to);
  }

  void call(String owner, String name, String type) {
    mv.visitMethodInsn(INVOKESTATIC, owner, name, type, false);
  }

  void runtime(String name, String type) {
    call(RUNTIME, name, type);
  }

  void objects(String name, String type) {
    call(OBJECTS, name, type);
  }

  /** The word in `x` and the reference in the fiber become the position's value. */
  void result(int position) {
    lload(x);
    lstore(word(position));
    aload(fiber);
    field("resultRef", "Ljava/lang/Object;");
    astore(reference(position));
  }

  void method(String owner, String name, String type) {
    mv.visitMethodInsn(INVOKEVIRTUAL, owner, name, type, false);
  }

  void cast(String type) {
    mv.visitTypeInsn(CHECKCAST, type);
  }

  void field(String name, String type) {
    mv.visitFieldInsn(GETFIELD, FIBER, name, type);
  }

  /** Pushes the index of a position on the fiber's stack. */
  void index(int position) {
    iload(base);
    number(position);
    op(IADD);
  }

  // Positions

  void copy(int from, byte kind, int to) {
    switch (kind) {
      case INT -> {
        lload(word(from));
        lstore(word(to));
      }
      case FLOAT -> {
        dload(real(from));
        dstore(real(to));
      }
      case VALUE, ANY -> {
        lload(word(from));
        lstore(word(to));
        aload(reference(from));
        astore(reference(to));
      }
      case ABSENT, DEAD -> { }
      default -> throw new AssertionError(kind);
    }
  }

  void setWord(int position, long word) {
    constant(word);
    lstore(word(position));
    op(ACONST_NULL);
    astore(reference(position));
  }

  /** Changes how the position holds its value. */
  void convert(int position, byte from, byte to) {
    if (from == to || to == DEAD || from == VALUE && to == ANY) {
      return;
    }
    switch (from) {
      case INT -> {
        pushReference(position, from);
        astore(reference(position));
        pushWord(position, from);
        lstore(word(position));
      }
      case FLOAT -> {
        pushWord(position, from);
        lstore(word(position));
        op(ACONST_NULL);
        astore(reference(position));
      }
      case ABSENT -> setWord(position, NanBox.ABSENT);
      default -> throw new AssertionError(from + " to " + to);
    }
  }

  /** Pushes the word of a position, whatever its kind. */
  void pushWord(int position, byte kind) {
    switch (kind) {
      case INT -> {
        lload(word(position));
        runtime("wordOfInt", "(J)J");
      }
      case FLOAT -> {
        dload(real(position));
        call(BOX, "ofDouble", "(D)J");
      }
      case VALUE, ANY -> lload(word(position));
      default -> constant(NanBox.ABSENT);
    }
  }

  void pushReference(int position, byte kind) {
    switch (kind) {
      case INT -> {
        lload(word(position));
        runtime("boxed", "(J)Ljava/lang/Object;");
      }
      case VALUE, ANY -> aload(reference(position));
      default -> op(ACONST_NULL);
    }
  }

  /** Writes a position to the fiber's stack. */
  void put(int position, byte kind) {
    put(position, kind, kind == FLOAT ? real(position) : word(position), reference(position));
  }

  /** The same for a value that lies in `local`, its reference behind the word. */
  void putFrom(int local, int position, byte kind) {
    put(position, kind, local, local + 2);
  }

  private void put(int position, byte kind, int number, int reference) {
    aload(fiber);
    index(position);
    switch (kind) {
      case INT -> {
        lload(number);
        runtime("putInt", "(" + F + "IJ)V");
      }
      case FLOAT -> {
        dload(number);
        runtime("putFloat", "(" + F + "ID)V");
      }
      case VALUE, ANY -> {
        lload(number);
        aload(reference);
        runtime("putWord", "(" + F + "IJLjava/lang/Object;)V");
      }
      default -> {
        number(1);
        runtime("putAbsent", "(" + F + "II)V");
      }
    }
  }

  void putAbsent(int from, int to) {
    aload(fiber);
    index(from);
    number(to - from);
    runtime("putAbsent", "(" + F + "II)V");
  }

  /** The object in `ref` becomes the position's value. */
  void unbox(int position) {
    aload(ref);
    call(BOX, "wordOf", "(Ljava/lang/Object;)J");
    lstore(word(position));
    aload(ref);
    lload(word(position));
    runtime("refOf", "(Ljava/lang/Object;J)Ljava/lang/Object;");
    astore(reference(position));
  }

  /** The word of a number, which is on the JVM's stack, becomes the position's value. @param kind INT or FLOAT */
  void unbox(int position, byte kind) {
    if (kind == INT) {
      call(BOX, "intOf", "(J)J");
      lstore(word(position));
    } else {
      call(BOX, "doubleOf", "(J)D");
      dstore(real(position));
    }
  }

  /** Takes a value from the fiber's stack into a position. */
  void take(int position) {
    aload(fiber);
    index(position);
    runtime("takeWord", "(" + F + "I)J");
    lstore(word(position));
    aload(fiber);
    index(position);
    runtime("takeRef", "(" + F + "I)Ljava/lang/Object;");
    astore(reference(position));
  }

  static String descriptor(byte[] parameters, byte result) {
    var d = new StringBuilder("(" + F + "II" + FN);
    for (byte kind : parameters) {
      d.append(kind == INT ? "J" : kind == FLOAT ? "D" : "JLjava/lang/Object;");
    }
    return d.append(")").append(switch (result) {
      case FLOAT -> "D";
      case INT, PLAIN, DEAD -> "J";
      // Java's null says that the result is the word in the fiber.
      default -> "Ljava/lang/Object;";
    }).toString();
  }

  /** A result that `returned` is the reference of, or else the fiber has the word of, becomes the position's value. */
  void takeReturned(int position, int returned) {
    var plain = new Label();
    var done = new Label();
    aload(returned);
    astore(reference(position));
    aload(returned);
    jump(IFNULL, plain);
    constant(NanBox.REF);
    jump(GOTO, done);
    mv.visitLabel(plain);
    aload(fiber);
    field("resultWord", "J");
    mv.visitLabel(done);
    lstore(word(position));
  }

  static int size(String descriptor) {
    return Type.getArgumentsAndReturnSizes(descriptor) >> 2;
  }
}
