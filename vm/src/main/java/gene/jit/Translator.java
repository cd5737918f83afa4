// Finds the kinds of all values by running the translation without output until nothing changes, then writes the class.
package gene.jit;

import static gene.vm.JitUnit.ABSENT;
import static gene.vm.JitUnit.ANY;
import static gene.vm.JitUnit.DEAD;
import static gene.vm.JitUnit.FLOAT;
import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.Cell;
import gene.vm.JitCode;
import gene.vm.JitUnit;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * The state before an instruction is the kind of each slot and operand. Where paths meet, kinds that differ become the kind that
 * holds both, and the paths convert. A value whose kind is not known is guessed where it is used, with a guard whose failure is an
 * exit: the frame is written to the fiber's stack as it was before the instruction, and the interpreter runs the instruction.
 */
final class Translator {
  private static final int HUGE_METHOD = 7900;
  /** The launcher tells HotSpot to inline what is called so, whatever its size; but not what would be inlined into itself. */
  private static final String NAME = "gene/vm/Compiled";
  private static final String RECURSIVE = "gene/vm/Recursive";

  final JitUnit unit;
  final Code code;
  final int slots;
  /** What is known of guesses, as it was when the translation began. */
  final byte[] seen;
  private final boolean[] isTarget;
  final SlotUse use;
  private final Scopes scopes;
  private final byte[][] states;
  private final Facts[] known;
  /** What was known before the instruction, and what is after it. */
  Facts before;
  Facts after;
  private final Map<Integer, Boolean> unreached = new HashMap<>();
  private final Map<Integer, Integer> heldPlaces = new HashMap<>();
  byte result = DEAD;
  /** The kind of what is returned without a guess. */
  private byte returned = DEAD;
  /** The kind of what may be guessed. */
  private byte unguessed = DEAD;
  /** The JVM locals that the code uses, counted from the first that depends on nothing but the frame. */
  private final BitSet used = new BitSet();
  private boolean changed;
  private boolean writing;
  /** Whether it works on the fiber's stack: then its start sees to the stacks and asks whether to stop. */
  private boolean usesStack;
  /** One more than that of the highest callee. */
  private int height;
  private boolean callsItself;
  /** Whether stores are heard by somebody, as it was when the translation began. */
  private final boolean heard;
  /** Whether returns leave notes for a profiler, as it was then. */
  final boolean notesReturns;
  Asm asm;
  private Label[] labels;
  Exits exits;
  Constants constants;
  private int pc;

  Translator(JitUnit unit) {
    this.unit = unit;
    this.code = unit.code();
    this.slots = code.slots();
    int length = code.length();
    states = new byte[length][];
    known = new Facts[length];
    seen = new byte[length];
    for (int i = 0; i < length; i++) {
      seen[i] = unit.seen(i);
    }
    isTarget = new boolean[length + 1];
    for (int i = 0; i < length; i++) {
      int target = target(i);
      if (target >= 0) {
        isTarget[target] = true;
      }
    }
    code.handlers().forEach(h -> isTarget[h.handler()] = true);
    heard = unit.store().isHeard();
    notesReturns = unit.notesReturns();
    use = new SlotUse(code);
    scopes = new Scopes(code, use);
  }

  int target(int at) {
    Op op = code.op(at);
    if (op.isJump()) {
      return code.operand(at);
    } else if (op == Op.JUMP_IF_GIVEN) {
      return ((Site.Given) code.site(code.operand(at))).target();
    }
    return op == Op.TEST_CALLEE ? ((Site.Callee) code.site(code.operand(at))).target() : -1;
  }

  /** Of the class. Whether the function calls itself is known when the class is written. */
  String name() {
    return callsItself ? RECURSIVE : NAME;
  }

  /** The instruction that is being translated. */
  int at() {
    return pc;
  }

  boolean isTarget(int at) {
    return isTarget[at];
  }

  JitCode translate() {
    var instructions = new Instructions(this);
    do {
      changed = false;
      used.clear();
      begin(new MethodVisitor(ASM9) {
        @Override
        public void visitVarInsn(int opcode, int local) {
          used.set(local);
        }
      });
      pass(instructions);
      if (unguessed != DEAD && returned == DEAD) {
        returns(unguessed);
      }
    } while (changed);
    writing = true;
    return unit.isLoop() ? writeLoop(instructions) : writeFunction(instructions);
  }

  private void begin(MethodVisitor mv) {
    boolean loop = unit.isLoop();
    // run(fiber, base, depth, fn, …) and loop(this, fiber, fn, base, dest, depth)
    asm = loop ? new Asm(mv, 1, 2, 3, 4, 5, 6) : new Asm(mv, 0, 3, 1, 1, 2, Asm.size(Asm.descriptor(unit.kinds(), result)));
    labels = new Label[code.length()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new Label();
    }
    exits = new Exits(this);
    constants = new Constants(asm, name());
  }

  private void pass(Instructions instructions) {
    byte[] entry = entry();
    pc = -1;
    after = new Facts(slots + code.maxStack() + 2);
    flow(unit.head(), entry);
    for (pc = 0; pc < code.length(); pc++) {
      if (states[pc] != null) {
        asm.mv.visitLabel(labels[pc]);
        before = known[pc];
        after = new Facts(before);
        instructions.translate(pc, states[pc].clone());
      }
    }
    pc = code.length();
    exits.write(states);
  }

  /** The kinds with which the unit starts, all positions that the head has. */
  private byte[] entry() {
    byte[] kinds = unit.kinds();
    if (unit.isLoop()) {
      for (int i = 0; i < kinds.length; i++) {
        if (scopes.isDead(unit.head(), i)) {
          kinds[i] = DEAD;
        }
      }
      return kinds;
    }
    byte[] all = new byte[slots];
    Arrays.fill(all, ABSENT);
    System.arraycopy(kinds, 0, all, 0, kinds.length);
    return all;
  }

  // Flow

  /** Control goes on at `to` with these kinds: converts, and jumps unless it is the next instruction that is written. */
  void flow(int to, byte[] kinds) {
    join(to, kinds);
    byte[] wanted = states[to];
    for (int p = 0; p < wanted.length; p++) {
      asm.convert(p, kinds[p], wanted[p]);
    }
    if (to != pc + 1) {
      asm.jump(GOTO, labels[to]);
    }
  }

  /** The same, from the middle of an instruction's code. */
  void jump(int to, byte[] kinds) {
    int here = pc;
    pc = Integer.MIN_VALUE;
    flow(to, kinds);
    pc = here;
  }

  /** A JVM branch to `to`, else on at `next`; the operands of the condition are on the JVM's stack. */
  void branch(int opcode, int to, int next, byte[] kinds) {
    var taken = new Label();
    asm.jump(opcode, taken);
    jump(next, kinds.clone());
    asm.mv.visitLabel(taken);
    jump(to, kinds.clone());
  }

  private void join(int to, byte[] kinds) {
    byte[] kept = states[to];
    if (kept == null) {
      kept = kinds.clone();
      for (int i = 0; i < kept.length; i++) {
        if (scopes.isDead(to, i)) {
          kept[i] = DEAD;
        }
      }
      states[to] = kept;
      known[to] = new Facts(after);
      grew("a state");
      return;
    }
    if (known[to].meet(after)) {
      grew("a fact");
    }
    if (kept.length != kinds.length) {
      throw new Declined("stack depths differ");
    }
    for (int i = 0; i < kept.length; i++) {
      byte both = scopes.isDead(to, i) ? DEAD : join(kept[i], kinds[i]);
      if (both != kept[i]) {
        kept[i] = both;
        grew("a kind");
      }
    }
  }

  private static byte join(byte a, byte b) {
    if (a == b) {
      return a;
    } else if (a == DEAD || b == DEAD) {
      return DEAD;
    }
    return a == ABSENT || b == ABSENT || a == ANY || b == ANY ? ANY : VALUE;
  }

  void returns(byte kind) {
    byte before = result;
    result = result == DEAD ? kind : join(result, kind);
    if (result != before) {
      grew("the result");
    }
    returned = returned == DEAD ? kind : join(returned, kind);
  }

  /**
   * The kind of number that is guessed to be returned, because all other returns give one: VALUE for no guess, DEAD while that
   * is not known. Called by each return of something else, for it may turn out that there are no others.
   *
   * @param otherwise what the return gives without a guess: VALUE or PLAIN
   */
  byte guessOfReturn(byte otherwise) {
    unguessed = unguessed == DEAD ? otherwise : join(unguessed, otherwise);
    return returned == DEAD || returned == INT || returned == FLOAT ? returned : VALUE;
  }

  private void grew(String what) {
    if (writing) {
      throw new AssertionError(what + " changed after the kinds were found");
    }
    changed = true;
  }

  /** Where a failed guard of the instruction goes. */
  Label exit() {
    return exits.at(pc);
  }

  /** Leaves out an instruction that nobody has reached yet; false when it must be translated. */
  boolean leavesOut(int site) {
    if (!unreached.computeIfAbsent(pc, p -> unit.leavesOut() && unit.isUnreached(site))) {
      return false;
    }
    asm.jump(GOTO, exits.at(pc | Instructions.OUTDATED));
    return true;
  }

  /** Where the instruction leaves to be interpreted although no guess was wrong. */
  Label plainExit() {
    return exits.at(pc | Instructions.NO_GUARD);
  }

  void usesStack() {
    usesStack = true;
    after.forgetObjects();
  }

  /** A call that is linked. */
  void calls(JitUnit.Target target) {
    height = Math.max(height, JitUnit.height(target) + 1);
    callsItself |= target.entry() == null;
    after.forgetObjects();
  }

  /** Whether a store need not tell anybody: leaves for good when somebody wants to hear of them now. */
  boolean storesQuietly() {
    if (!heard) {
      constants.push(unit.store(), Asm.STORE);
      asm.method(Asm.STORE, "isHeard", "()Z");
      asm.jump(IFNE, exits.at(pc | Instructions.OUTDATED));
    }
    return !heard;
  }

  /** Leaves when the position holds an integer that does not fit into a word. Gives whether its word is that of a number. */
  boolean guardNumber(int position, byte kind) {
    if (kind == INT) {
      asm.lload(asm.word(position));
      asm.call(Asm.BOX, "fitsInt", "(J)Z");
      asm.jump(IFEQ, plainExit());
    }
    return kind == INT || kind == FLOAT;
  }

  /** Leaves unless the word in a JVM local is that of such a number, which becomes the position's value. @param kind INT or FLOAT */
  void takeNumber(int word, int to, byte kind) {
    asm.lload(word);
    asm.call(Asm.BOX, kind == INT ? "isInt" : "isDouble", "(J)Z");
    asm.jump(IFEQ, exit());
    asm.lload(word);
    asm.unbox(to, kind);
  }

  void pushNumber(int position, byte kind) {
    if (kind == INT) {
      asm.lload(asm.word(position));
      asm.call(Asm.BOX, "ofInt", "(J)J");
    } else {
      asm.pushWord(position, kind);
    }
  }

  /** From now on the place holds the number that the position has. @param place -1 for one that no facts are kept of */
  void hold(int place, int position, byte kind) {
    after.holds(place, kind);
    Facts.Content kept = after.content(place);
    if (kept != null) {
      int local = held(place);
      if (kind == INT) {
        asm.lload(asm.word(position));
        asm.lstore(local);
      } else {
        asm.dload(asm.real(position));
        asm.dstore(local + 2);
      }
    }
  }

  /** The number that is held for a place becomes the position's. */
  void takeHeld(Facts.Content known, int position) {
    int local = held(known.place());
    if (known.kind() == INT) {
      asm.lload(local);
      asm.lstore(asm.word(position));
    } else {
      asm.dload(local + 2);
      asm.dstore(asm.real(position));
    }
  }

  /** The JVM locals of a place: one for an integer, then one for a float. They are written wherever a fact says that they are. */
  private int held(int place) {
    return asm.word(slots + code.maxStack() + 2) + heldPlaces.computeIfAbsent(place, p -> heldPlaces.size()) * 4;
  }

  /** To the label when somebody wants the program to stop. */
  void poll(Label stops) {
    if (notesReturns) {
      asm.aload(asm.fiber);
      asm.runtime("polled", "(" + Asm.F + ")Z");
    } else {
      constants.call(unit.poll(), "()Z");
    }
    asm.jump(IFNE, stops);
  }

  /** Classes and functions are what they were. */
  void guardEpoch(int epoch) {
    if (after.isEpoch(epoch)) {
      return;
    }
    after.epoch(epoch);
    constants.push(unit.epoch(), "gene/data/Epoch");
    asm.method("gene/data/Epoch", "value", "()I");
    asm.number(epoch);
    asm.jump(IF_ICMPNE, exits.at(pc | Instructions.OUTDATED));
  }

  /** The name leads where it did. */
  void guardName(JitUnit.Place place) {
    guardEpoch(place.epoch());
    asm.aload(asm.fn);
    asm.mv.visitFieldInsn(GETFIELD, Asm.FUNCTION, "ns", "Lgene/data/Namespace;");
    constants.push(place.from(), "gene/data/Namespace");
    asm.jump(IF_ACMPNE, plainExit());
  }

  void guardClass(int position, Object cls, int epoch) {
    guardSame(position, cls, "gene/data/GeneClass");
    guardEpoch(epoch);
  }

  /** The position holds that very object. */
  void guardSame(int position, Object expected, String type) {
    asm.aload(asm.reference(position));
    constants.push(expected, type);
    asm.jump(IF_ACMPNE, exit());
  }

  /** Pushes the cell of a captured variable. */
  void pushCapture(int index) {
    Cell cell = unit.capture(index);
    if (cell != null) {
      constants.push(cell, Asm.CELL);
      return;
    }
    asm.aload(asm.fn);
    asm.mv.visitFieldInsn(GETFIELD, Asm.FUNCTION, "captures", "[L" + Asm.CELL + ";");
    asm.number(index);
    asm.op(AALOAD);
  }

  /** The captured variable, which all functions of the code share, still holds the object. */
  void guardCaptured(int index, Object held) {
    pushCapture(index);
    asm.method(Asm.CELL, "ref", "()Ljava/lang/Object;");
    constants.push(held, "java/lang/Object");
    asm.jump(IF_ACMPNE, exit());
  }

  // The class

  private JitCode writeFunction(Instructions instructions) {
    byte[] parameters = unit.kinds();
    String descriptor = Asm.descriptor(parameters, result);
    ClassWriter cw = writer();
    MethodVisitor mv = cw.visitMethod(ACC_STATIC, "run", descriptor, null, null);
    mv.visitCode();
    begin(mv);
    asm.initialise(slots + code.maxStack() + 1, used);
    int local = 4;
    for (int p = 0; p < parameters.length; p++) {
      if (parameters[p] == FLOAT) {
        asm.dload(local);
        asm.dstore(asm.real(p));
      } else {
        asm.lload(local);
        asm.lstore(asm.word(p));
      }
      local += 2;
      if (parameters[p] != INT && parameters[p] != FLOAT) {
        asm.aload(local++);
        asm.astore(asm.reference(p));
      }
    }
    boolean looks = usesStack || height > unit.mostHeight(parameters, result);
    if (looks) {
      start();
    }
    pass(instructions);
    end(mv);
    Entering.write(cw, name(), parameters, result, descriptor);
    return define(cw, parameters, descriptor, looks ? JitUnit.UNBOUNDED : height);
  }

  private void start() {
    var enters = new Label();
    var leaves = new Label();
    poll(leaves);
    asm.aload(asm.fiber);
    asm.iload(asm.base);
    asm.iload(asm.depth);
    asm.number(slots + code.maxStack() + 4);
    asm.runtime("isDeep", "(" + Asm.F + "III)Z");
    asm.jump(IFEQ, enters);
    asm.mv.visitLabel(leaves);
    asm.number(Instructions.NO_GUARD);
    asm.mv.visitVarInsn(ISTORE, asm.at);
    asm.jump(GOTO, exits.start(entry()));
    asm.mv.visitLabel(enters);
  }

  private JitCode writeLoop(Instructions instructions) {
    ClassWriter cw = writer();
    MethodVisitor mv = cw.visitMethod(0, "loop", "(" + Asm.F + Asm.FN + "III)Z", null, null);
    mv.visitCode();
    begin(mv);
    asm.initialise(slots + code.maxStack() + 1, used);
    byte[] kinds = entry();
    for (int p = 0; p < kinds.length; p++) {
      Entering.check(asm, p, kinds[p]);
    }
    pass(instructions);
    end(mv);
    return define(cw, kinds, "()V", JitUnit.UNBOUNDED);
  }

  private void end(MethodVisitor mv) {
    var end = new Label();
    mv.visitLabel(end);
    last = end;
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  private Label last;

  private ClassWriter writer() {
    var cw = new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS) {
      @Override
      protected String getCommonSuperClass(String a, String b) {
        return "java/lang/Object";
      }
    };
    cw.visit(V17, ACC_FINAL | ACC_SUPER, name(), null, "gene/vm/JitCode", null);
    MethodVisitor init = cw.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
    init.visitCode();
    init.visitVarInsn(ALOAD, 0);
    init.visitMethodInsn(INVOKESPECIAL, "gene/vm/JitCode", "<init>", "()V", false);
    init.visitInsn(RETURN);
    init.visitMaxs(0, 0);
    init.visitEnd();
    return cw;
  }

  private JitCode define(ClassWriter cw, byte[] parameters, String descriptor, int height) {
    exits.writeMethods(cw);
    constants.write(cw);
    cw.visitEnd();
    byte[] bytes = cw.toByteArray();
    if (last.getOffset() > HUGE_METHOD) {
      throw new Declined("a method too long for HotSpot");
    }
    return unit.define(bytes, constants.data(), parameters, result, MethodType.fromMethodDescriptorString(descriptor, JitUnit.class.getClassLoader()), height);
  }
}
