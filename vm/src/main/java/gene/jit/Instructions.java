// What each instruction becomes. What is not here is performed by the interpreter's own code, in place.
package gene.jit;

import static gene.vm.JitUnit.ABSENT;
import static gene.vm.JitUnit.ANY;
import static gene.vm.JitUnit.DEAD;
import static gene.vm.JitUnit.FLOAT;
import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.PLAIN;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.NanBox;
import gene.vm.JitUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Label;

final class Instructions {
  /** With a pc: the exit is not due to a guess. As in the VM's runtime. */
  static final int NO_GUARD = 1 << 30;
  /** With a pc: what the code was made from has changed, or nobody had been here yet. As in the VM's runtime. */
  static final int OUTDATED = 1 << 29;
  /** With a pc: the callee has no compiled code at present. As in the VM's runtime. */
  static final int REFUSED = 1 << 28;
  static final int FLAGS = NO_GUARD | OUTDATED | REFUSED;

  /** What only moves values, and says itself what becomes of what is known of them. */
  private static final Set<Op> COPIES = EnumSet.of(Op.LOAD_LOCAL, Op.LOAD_SELF, Op.STORE_LOCAL, Op.INIT_LOCAL, Op.DUP, Op.DUP2, Op.POP, Op.JUMP);

  /** What does with its own operands only: what lies below them stays what it was. */
  private static final Set<Op> MODEST = EnumSet.of(Op.LOAD_CONST, Op.LOAD_NAME, Op.LOAD_CAPTURE, Op.LOAD_CELL, Op.STORE_CAPTURE, Op.STORE_CELL, Op.GET_MEMBER,
      Op.SET_MEMBER, Op.GET_INDEX, Op.ADD, Op.SUBTRACT, Op.MULTIPLY, Op.DIVIDE, Op.REMAINDER, Op.LESS, Op.LESS_EQUAL, Op.GREATER, Op.GREATER_EQUAL, Op.EQUAL,
      Op.NOT_EQUAL, Op.NEGATE, Op.NOT, Op.CHECK_TYPE, Op.CALL, Op.CALL_METHOD, Op.CALL_VALUE, Op.NEW);

  private final Translator t;
  private final Code code;
  private final int slots;
  private final Operators operators;
  private final Logic logic;
  private final Pieces pieces;
  private final Iterations loops;
  private final Calls calls;
  private final Members members;
  private final Elements elements;
  private final Performed performed;
  private final Map<Integer, Optional<JitUnit.Place>> places = new HashMap<>();
  private final Patterns patterns;
  private final Construction construction;

  Instructions(Translator t) {
    this.t = t;
    this.code = t.code;
    this.slots = t.slots;
    this.performed = new Performed(t);
    this.operators = new Operators(t, performed);
    this.logic = new Logic(t, performed);
    this.pieces = new Pieces(t, performed);
    this.loops = new Iterations(t, performed);
    this.elements = new Elements(t, performed, operators);
    this.construction = new Construction(t);
    this.calls = new Calls(t, performed, elements, construction);
    this.patterns = new Patterns(t, performed);
    this.members = new Members(t, performed);
  }

  /** @param k the kinds before the instruction; a copy */
  void translate(int pc, byte[] k) {
    Asm asm = t.asm;
    int operand = code.operand(pc);
    int top = k.length - 1;
    if (!COPIES.contains(code.op(pc))) {
      t.after.forgetFrom(MODEST.contains(code.op(pc)) ? k.length - performed.takes(pc, k) : slots);
      t.use.written(pc).forEach(t.after::forget);
    }
    switch (code.op(pc)) {
      case LOAD_CONST -> next(pc, loadConstant(asm, operand, grow(k), top + 1));
      case LOAD_LOCAL -> loadLocal(pc, k, operand);
      case LOAD_CELL -> {
        needs(k[operand]);
        next(pc, loadShared(k, Facts.cell(operand), () -> {
          asm.aload(asm.reference(operand));
          asm.cast(Asm.CELL);
        }));
      }
      case LOAD_CAPTURE -> {
        next(pc, loadCapture(pc, k, operand));
      }
      case LOAD_NAME -> loadName(pc, k, operand);
      case LOAD_SELF -> next(pc, loadSelf(k));
      case STORE_LOCAL, INIT_LOCAL -> store(pc, k, operand);
      case STORE_CELL -> {
        needs(k[operand]);
        next(pc, storeCell(k, Facts.cell(operand), () -> {
          asm.aload(asm.reference(operand));
          asm.cast(Asm.CELL);
        }));
      }
      case STORE_CAPTURE -> next(pc, storeCell(k, Facts.capture(operand), () -> t.pushCapture(operand)));
      case DUP -> {
        byte[] out = grow(k);
        out[top + 1] = k[top];
        asm.copy(top, k[top], top + 1);
        t.after.copy(top, top + 1, -1);
        next(pc, out);
      }
      case DUP2 -> {
        byte[] out = Arrays.copyOf(k, k.length + 2);
        for (int i = 0; i < 2; i++) {
          out[top + 1 + i] = k[top - 1 + i];
          asm.copy(top - 1 + i, k[top - 1 + i], top + 1 + i);
          t.after.copy(top - 1 + i, top + 1 + i, -1);
        }
        next(pc, out);
      }
      case SWAP -> {
        // Through the position above, which the operand stack has room for.
        asm.copy(top, k[top], top + 1);
        asm.copy(top - 1, k[top - 1], top);
        asm.copy(top + 1, k[top], top - 1);
        byte[] out = k.clone();
        out[top] = k[top - 1];
        out[top - 1] = k[top];
        next(pc, out);
      }
      case POP -> {
        t.after.forget(top);
        next(pc, drop(k, 1));
      }
      case JUMP -> t.flow(operand, k);
      case LOOP -> {
        t.poll(t.plainExit());
        t.flow(operand, k);
      }
      case JUMP_IF_FALSE, JUMP_IF_TRUE -> {
        boolean onFalse = code.op(pc) == Op.JUMP_IF_FALSE;
        byte[] out = drop(k, 1);
        if (k[top] == VALUE || k[top] == ANY) {
          asm.lload(asm.word(top));
          asm.call(Asm.BOX, "isFalsy", "(J)Z");
          t.branch(onFalse ? IFNE : IFEQ, operand, pc + 1, out);
        } else {
          // Numbers are true.
          t.flow(onFalse ? pc + 1 : operand, out);
        }
      }
      case JUMP_AND -> {
        if (k[top] == VALUE) {
          asm.lload(asm.word(top));
          asm.call(Asm.BOX, "isFalsy", "(J)Z");
          t.branch(IFNE, operand, pc + 1, k);
        } else {
          t.flow(pc + 1, k);
        }
      }
      case JUMP_OR -> {
        asm.pushWord(top, k[top]);
        asm.pushReference(top, k[top]);
        asm.runtime("takesOr", "(JLjava/lang/Object;)Z");
        t.branch(IFNE, operand, pc + 1, k);
      }
      case JUMP_IF_GIVEN -> given(pc, k, (Site.Given) code.site(operand));
      case JUMP_IF_END -> {
        if (k[top] != VALUE) {
          t.flow(pc + 1, k);
        } else {
          ends(pc, k, operand);
        }
      }
      case ITERATE -> loops.start(pc, k);
      case NEXT -> loops.next(pc, k);
      case RETURN -> returns(pc, k, top);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL, NEGATE ->
          operators.translate(pc, k);
      case AND, OR, XOR, NOT, SHIFT_LEFT, SHIFT_RIGHT, CONCAT -> logic.translate(pc, k);
      case MAKE_TEXT -> pieces.translate(pc, k);
      case CALL, CALL_VALUE, CALL_METHOD, CALL_SUPER, NEW, TAIL_CALL, TAIL_CALL_VALUE -> calls.translate(pc, k);
      case GET_INDEX, GET_DYNAMIC, SET_DYNAMIC -> elements.translate(pc, k);
      case GET_MEMBER, SET_MEMBER -> members.translate(pc, k);
      case TEST_CALLEE -> patterns.callee(pc, k);
      case NEW_CELL, WRAP_CELL -> construction.cell(pc, k);
      case MATCH_VARIANT -> {
        if (!patterns.matches(pc, k)) {
          performed.translate(pc, k);
        }
      }
      case MAKE_FUNCTION -> {
        if (!construction.closure(pc, k)) {
          performed.translate(pc, k);
        }
      }
      default -> performed.translate(pc, k);
    }
  }

  private void next(int pc, byte[] out) {
    t.flow(pc + 1, out);
  }

  static byte[] grow(byte[] k) {
    byte[] out = Arrays.copyOf(k, k.length + 1);
    out[k.length] = VALUE;
    return out;
  }

  static byte[] drop(byte[] k, int count) {
    return Arrays.copyOf(k, k.length - count);
  }

  static void needs(byte kind) {
    if (kind == DEAD) {
      throw new Declined("a variable is read out of its scope");
    }
  }

  private byte[] loadConstant(Asm asm, int index, byte[] out, int to) {
    long word = t.unit.constantWord(index);
    if (NanBox.isInt(word)) {
      asm.constant(NanBox.intOf(word));
      asm.lstore(asm.word(to));
      out[to] = INT;
    } else if (NanBox.isDouble(word)) {
      asm.mv.visitLdcInsn(NanBox.doubleOf(word));
      asm.dstore(asm.real(to));
      out[to] = FLOAT;
    } else {
      asm.constant(word);
      asm.lstore(asm.word(to));
      if (word == NanBox.REF) {
        t.constants.push(code.constant(index), "java/lang/Object");
      } else {
        asm.op(ACONST_NULL);
        t.after.plain(to, true);
      }
      asm.astore(asm.reference(to));
    }
    return out;
  }

  private void loadLocal(int pc, byte[] k, int slot) {
    Asm asm = t.asm;
    needs(k[slot]);
    if (k[slot] == ABSENT) {
      asm.jump(GOTO, t.plainExit());
      return;
    }
    if (k[slot] == ANY) {
      asm.lload(asm.word(slot));
      asm.runtime("isValue", "(J)Z");
      asm.jump(IFEQ, t.plainExit());
    }
    byte[] out = grow(k);
    out[k.length] = k[slot] == ANY ? VALUE : k[slot];
    asm.copy(slot, k[slot], k.length);
    t.after.copy(slot, k.length, slot);
    next(pc, out);
  }

  private void loadName(int pc, byte[] k, int site) {
    Optional<JitUnit.Place> place = places.computeIfAbsent(pc, p -> t.unit.place(site));
    if (place.isEmpty()) {
      performed.translate(pc, k);
      return;
    }
    t.guardName(place.get());
    t.constants.push(place.get().cell(), Asm.CELL);
    next(pc, loadCell(k));
  }

  private byte[] loadCapture(int pc, byte[] k, int index) {
    Object held = t.seen[pc] == 0 && t.before.content(Facts.capture(index)) == null ? t.unit.captured(index) : null;
    if (held == null) {
      return loadShared(k, Facts.capture(index), () -> t.pushCapture(index));
    }
    Asm asm = t.asm;
    t.guardCaptured(index, held);
    asm.constant(NanBox.REF);
    asm.lstore(asm.word(k.length));
    t.constants.push(held, "java/lang/Object");
    asm.astore(asm.reference(k.length));
    return grow(k);
  }

  private byte[] loadShared(byte[] k, int place, Runnable pushCell) {
    Facts.Content known = t.before.content(place);
    if (known != null) {
      byte[] out = grow(k);
      out[k.length] = known.kind();
      t.takeHeld(known, k.length);
      return out;
    }
    pushCell.run();
    return loadCell(k);
  }

  /** The cell is on the JVM's stack. */
  private byte[] loadCell(byte[] k) {
    Asm asm = t.asm;
    asm.astore(asm.ref);
    asm.aload(asm.ref);
    asm.cast(Asm.CELL);
    asm.method(Asm.CELL, "word", "()J");
    asm.lstore(asm.x);
    asm.lload(asm.x);
    asm.runtime("isValue", "(J)Z");
    asm.jump(IFEQ, t.plainExit());
    asm.lload(asm.x);
    asm.lstore(asm.word(k.length));
    asm.aload(asm.ref);
    asm.cast(Asm.CELL);
    asm.method(Asm.CELL, "ref", "()Ljava/lang/Object;");
    asm.astore(asm.reference(k.length));
    return grow(k);
  }

  private byte[] storeCell(byte[] k, int place, Runnable pushCell) {
    Asm asm = t.asm;
    int top = k.length - 1;
    boolean quietly = t.storesQuietly();
    boolean number = quietly && t.guardNumber(top, k[top]);
    if (!quietly) {
      t.constants.push(t.unit.store(), Asm.STORE);
    }
    pushCell.run();
    if (number) {
      t.pushNumber(top, k[top]);
      asm.op(ACONST_NULL);
    } else {
      asm.pushWord(top, k[top]);
      asm.pushReference(top, k[top]);
    }
    String type = "(L" + Asm.CELL + ";JLjava/lang/Object;)V";
    if (quietly) {
      asm.call(Asm.STORE, "quietlySet", type);
    } else {
      asm.method(Asm.STORE, "set", type);
    }
    if (number) {
      t.hold(place, top, k[top]);
    } else {
      t.after.forgetContent(place);
    }
    return drop(k, 1);
  }

  private byte[] loadSelf(byte[] k) {
    Asm asm = t.asm;
    byte[] out = grow(k);
    if (code.isMethod()) {
      needs(k[0]);
      out[k.length] = k[0] == ANY ? VALUE : k[0];
      asm.copy(0, k[0], k.length);
      t.after.copy(0, k.length, 0);
      return out;
    }
    t.after.forget(k.length);
    asm.aload(asm.fn);
    asm.mv.visitFieldInsn(GETFIELD, Asm.FUNCTION, "self", "Ljava/lang/Object;");
    asm.astore(asm.ref);
    asm.unbox(k.length);
    return out;
  }

  private void store(int pc, byte[] k, int slot) {
    Asm asm = t.asm;
    int top = k.length - 1;
    if (code.op(pc) == Op.STORE_LOCAL && k[slot] == ANY) {
      asm.lload(asm.word(slot));
      asm.constant(NanBox.CELL);
      asm.op(LCMP);
      asm.jump(IFEQ, t.plainExit());
    }
    byte[] out = drop(k, 1);
    byte number = k[top] != VALUE || t.seen[pc] != 0 || t.before.isPlain(top) ? VALUE : operators.wantsOfVariable(pc, slot);
    t.after.forget(slot);
    if (number == VALUE) {
      asm.copy(top, k[top], slot);
      t.after.copy(top, slot, -1);
      out[slot] = k[top];
    } else {
      // Unpacked once, and not in each turn of the loop that it is used in.
      t.takeNumber(asm.word(top), slot, number);
      out[slot] = number;
    }
    t.after.forget(top);
    next(pc, out);
  }

  private void given(int pc, byte[] k, Site.Given g) {
    needs(k[g.slot()]);
    if (k[g.slot()] == ABSENT) {
      next(pc, k);
    } else if (k[g.slot()] != ANY) {
      t.flow(g.target(), k);
    } else {
      Asm asm = t.asm;
      asm.lload(asm.word(g.slot()));
      asm.constant(NanBox.ABSENT);
      asm.op(LCMP);
      t.branch(IFNE, g.target(), pc + 1, k);
    }
  }

  private void ends(int pc, byte[] k, int target) {
    Asm asm = t.asm;
    int top = k.length - 1;
    var goesOn = new Label();
    asm.lload(asm.word(top));
    asm.constant(NanBox.NOT_FOUND);
    asm.op(LCMP);
    asm.jump(IFNE, goesOn);
    t.jump(target, drop(k, 1));
    asm.mv.visitLabel(goesOn);
    next(pc, k);
  }

  private void returns(int pc, byte[] k, int top) {
    Asm asm = t.asm;
    if (t.unit.isLoop()) {
      asm.jump(GOTO, t.plainExit());
      return;
    }
    if (t.notesReturns) {
      noteReturn(pc);
    }
    byte kind = k[top] == VALUE && t.before.isPlain(top) ? PLAIN : k[top];
    // Where variants are told apart, none fits no more often than the checker lets it.
    boolean guesses = t.seen[pc] == 0 && (kind == VALUE || kind == PLAIN && patterns.isBehind(pc));
    byte guess = guesses ? t.guessOfReturn(kind) : VALUE;
    if (guess == DEAD) {
      // Another pass will know.
      return;
    } else if (guess == VALUE) {
      t.returns(kind);
    } else if (kind == PLAIN) {
      asm.jump(GOTO, t.exit());
      return;
    } else {
      t.takeNumber(asm.word(top), top, guess);
      k[top] = guess;
    }
    switch (t.result) {
      case FLOAT -> {
        asm.dload(asm.real(top));
        asm.op(DRETURN);
      }
      case INT, PLAIN -> {
        asm.lload(asm.word(top));
        asm.op(LRETURN);
      }
      default -> {
        var plain = new Label();
        asm.pushWord(top, k[top]);
        asm.lstore(asm.x);
        asm.lload(asm.x);
        asm.constant(NanBox.REF);
        asm.op(LCMP);
        asm.jump(IFNE, plain);
        asm.pushReference(top, k[top]);
        asm.op(ARETURN);
        asm.mv.visitLabel(plain);
        asm.aload(asm.fiber);
        asm.lload(asm.x);
        asm.mv.visitFieldInsn(PUTFIELD, Asm.FIBER, "resultWord", "J");
        asm.op(ACONST_NULL);
        asm.op(ARETURN);
      }
    }
  }

  private void noteReturn(int pc) {
    Asm asm = t.asm;
    var unasked = new Label();
    asm.aload(asm.fiber);
    asm.runtime("polled", "(" + Asm.F + ")Z");
    asm.jump(IFEQ, unasked);
    asm.aload(asm.fiber);
    asm.aload(asm.fn);
    asm.number(pc);
    asm.runtime("returning", "(" + Asm.F + Asm.FN + "I)V");
    asm.mv.visitLabel(unasked);
  }
}
