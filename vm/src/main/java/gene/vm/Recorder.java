// What a recording VM keeps of each instruction: enough to undo it, packed on a tape. See Travel for the way back.
package gene.vm;

import gene.data.Cell;
import gene.data.GeneArray;
import gene.data.Instance;
import gene.data.Moment;
import gene.data.NanBox;
import gene.data.Store;

/**
 * A record holds the registers of the fiber that ran the instruction, as they were before it, and the old content of all places
 * that the instruction wrote, in this order: the slot that it assigned (LOCAL), the operands that it took ("top": the words
 * below `sp`), then parts, one for each further write, in the order of the writes. All numbers of a record lie in the tape's lane
 * of longs, all references in the other; both are read from the end. The last long is the header:
 *
 * <pre>  pc 24 bits | sp 26 bits | number of words of the top 8 bits | flags 6 bits</pre>
 *
 * Below it, where the flags say so: FRAME (function, base and dest, depth), the number of parts, and, of a count of MANY, the real
 * one. What happens between instructions (the scheduler, a debugger's change) makes records too, with the flag EVENT.
 */
final class Recorder implements Store.Recording {
  static final int FRAME = 1;
  static final int FIBER = 2;
  static final int PARTS = 4;
  static final int LOCAL = 8;
  static final int CURSOR = 16;
  static final int EVENT = 32;
  static final int MANY = 255;
  /** In the long with the depth: undoing makes a frame again, whose caller's record is what the registers are then. */
  static final long POPPED = 1L << 32;

  // Parts, by the low 8 bits of their last long; the rest is an index.
  static final int IN_CELL = 1;
  static final int IN_ARRAY = 2;
  static final int APPENDED = 3;
  static final int TO_APPEND = 4;
  static final int IN_INSTANCE = 5;
  static final int WIDENED = 6;
  static final int TO_WIDEN = 7;
  static final int ON_STACK = 8;
  static final int CALLER = 9;
  static final int MOMENT = 10;
  static final int CURSOR_AT = 11;
  static final int BARRIER = 12;

  private final Vm vm;
  final Tape past;
  /** The fiber of the present instruction. */
  Fiber at;
  private boolean open;
  /** A fiber other than the record's that it keeps as a whole: whatever happens to it is undone with that. */
  private Fiber whole;
  /** Whether the change that Store is about to report is on the tape already. */
  boolean written;
  /** What runs Gene code for a debugger: its writes are recorded, but neither its instructions nor its stack. Null while nothing does. */
  Fiber aside;
  private int parts;
  private int flags;
  private int count;

  // The registers before the instruction
  private Fiber fiber;
  private Function fn;
  private int pc;
  private int sp;
  private int base;
  private int dest;
  private int depth;
  private final FiberFields fields = new FiberFields();

  Recorder(Vm vm, long mostBytes) {
    this.vm = vm;
    past = new Tape(mostBytes);
    at = vm.current;
  }

  static long header(int pc, int sp, int count, int flags) {
    return (long) pc << 40 | (long) sp << 14 | (long) count << 6 | flags;
  }

  static int pc(long header) {
    return (int) (header >>> 40);
  }

  static int sp(long header) {
    return (int) (header >>> 14) & 0x3FFFFFF;
  }

  static int count(long header) {
    return (int) (header >>> 6) & 0xFF;
  }

  // Records

  /** The fiber is about to run an instruction that is not among the fast ones. */
  void open(Fiber f, int op, int operand) {
    begin(f, 0);
    if (writesSlot(op)) {
      flags |= LOCAL;
      saveWord(f, f.base + operand);
    }
    saveTop(f, usesWindow(op) ? f.base : f.base + f.fn.state.slots);
    if (op == Opcodes.NEXT || op == Opcodes.NEXT_PAIR) {
      saveCursor(f.refs[f.base + operand]);
    } else if (op == Opcodes.SEAL && f.refs[f.sp - 1] instanceof gene.data.Container c) {
      note(gene.data.Moments.openness(c));
    }
  }

  private void begin(Fiber f, int kind) {
    settle();
    past.begin();
    open = true;
    flags = kind;
    parts = 0;
    whole = null;
    fiber = f;
    fn = f.fn;
    pc = f.pc;
    sp = f.sp;
    base = f.base;
    dest = f.dest;
    depth = f.depth;
    fields.read(f);
  }

  private static boolean writesSlot(int op) {
    return switch (op) {
      case Opcodes.STORE_LOCAL, Opcodes.INIT_LOCAL, Opcodes.NEW_CELL, Opcodes.WRAP_CELL, Opcodes.NEW_TOKEN, Opcodes.SAVE_EX, Quickener.WATCHED_STORE -> true;
      default -> false;
    };
  }

  /** Instructions that write slots which their operand does not name. */
  private static boolean usesWindow(int op) {
    return op == Opcodes.UNPACK || op == Opcodes.MATCH_VARIANT || op == Opcodes.RESUME || op == Opcodes.IMPORT;
  }

  private void saveTop(Fiber f, int from) {
    count = Math.max(0, f.sp - from);
    for (int i = f.sp - count; i < f.sp; i++) {
      saveWord(f, i);
    }
  }

  private void saveWord(Fiber f, int index) {
    long w = f.words[index];
    past.push(w);
    if (NanBox.usesLane(w)) {
      past.pushRef(f.refs[index]);
    }
  }

  boolean isOpen() {
    return open;
  }

  /** Something outside of the instructions is about to change the program's state. */
  private boolean ready() {
    if (at == null) {
      // Before the first instruction: nobody goes back to there.
      return false;
    } else if (!open) {
      begin(at, EVENT);
      saveTop(at, at.fn == null ? at.sp : Math.min(at.sp, at.base + at.fn.state.slots));
    }
    return true;
  }

  /** The instruction has ended, and the fiber goes on. */
  void close(Fiber next) {
    Fiber f = fiber;
    open = false;
    if (fields.differ(f)) {
      part(fields.moment(f));
    }
    boolean frame = f.fn != fn || f.base != base || f.dest != dest || f.depth != depth;
    if ((flags & EVENT) != 0 && parts == 0 && !frame && next == f && f.pc == pc && f.sp == sp) {
      past.abandon();
      return;
    }
    if (count >= MANY) {
      past.push(count);
    }
    if (parts > 0) {
      past.push(parts);
      flags |= PARTS;
    }
    if (frame) {
      past.pushRef(fn);
      past.push((long) base << 32 | dest & 0xFFFFFFFFL);
      past.push(depth);
      flags |= FRAME;
    }
    if (next != f) {
      past.pushRef(f);
      flags |= FIBER;
    }
    past.push(header(pc, sp, Math.min(count, MANY), flags));
    past.end();
    at = next;
  }

  /** Ends the record that is being written, if one is: the program's state is what it says then. */
  void settle() {
    if (open) {
      close(vm.current == null ? fiber : vm.current);
    }
  }

  /** Control comes to the fiber: from another one, from the scheduler, or from the handling of an exception. */
  void entered(Fiber f) {
    if (!open && f != at) {
      begin(at == null ? f : at, EVENT);
      count = 0;
    }
    if (open) {
      close(f);
    }
    at = f;
  }

  // Parts

  private void ends(int kind, int index) {
    past.push((long) index << 8 | kind);
    parts++;
  }

  private void word(long word, Object ref) {
    past.push(word);
    if (NanBox.usesLane(word)) {
      past.pushRef(ref);
    }
  }

  @Override
  public void willSet(Cell cell) {
    if (written || !ready()) {
      return;
    }
    word(cell.word(), cell.ref());
    past.pushRef(cell);
    ends(IN_CELL, 0);
  }

  @Override
  public void willSet(GeneArray array, int index) {
    if (!ready()) {
      return;
    }
    word(array.word(index), array.ref(index));
    past.pushRef(array);
    ends(IN_ARRAY, index);
  }

  @Override
  public void willAppend(GeneArray array) {
    if (!ready()) {
      return;
    }
    past.pushRef(array);
    ends(APPENDED, array.size());
  }

  @Override
  public void willSet(Instance instance, int slot) {
    if (written || !ready()) {
      return;
    }
    word(instance.word(slot), instance.ref(slot));
    past.pushRef(instance);
    ends(IN_INSTANCE, slot);
  }

  @Override
  public void willWiden(Instance instance) {
    if (written || !ready()) {
      return;
    }
    past.pushRef(instance.shape());
    past.pushRef(instance);
    ends(WIDENED, instance.shape().size());
  }

  @Override
  public void note(Moment moment) {
    if (!ready()) {
      return;
    }
    part(moment);
  }

  private void part(Moment moment) {
    past.pushRef(moment);
    ends(MOMENT, 0);
  }

  /** Words of a fiber's stack that are about to be overwritten beyond the operands of the running instruction. */
  void willOverwrite(Fiber f, int from, int to) {
    if (f == aside || !ready()) {
      return;
    }
    if (f != fiber) {
      keepWhole(f);
      return;
    } else if (to <= from) {
      return;
    }
    for (int i = from; i < to; i++) {
      saveWord(f, i);
    }
    past.push(to - from);
    ends(ON_STACK, from);
  }

  /** The fiber's running frame is about to be dropped. */
  void willLeave(Fiber f) {
    if (f.depth == 0 || f == aside) {
      return;
    }
    if (!ready()) {
      return;
    }
    if (f != fiber) {
      keepWhole(f);
      return;
    }
    willOverwrite(f, Math.max(f.dest, 0), f.sp);
    saveCaller(f, f.depth - 1, past);
    ends(CALLER, f.depth - 1);
  }

  static void saveCaller(Fiber f, int level, Tape tape) {
    int record = level * Fiber.STRIDE;
    tape.pushRef(f.callers[level]);
    tape.push((long) f.records[record + Fiber.BASE] << 32 | f.records[record + Fiber.PC] & 0xFFFFFFFFL);
    tape.push(f.records[record + Fiber.DEST]);
  }

  private void keepWhole(Fiber f) {
    if (f != whole) {
      whole = f;
      part(FiberMoment.whole(f));
    }
  }

  /** The fields and operands of a fiber, perhaps not the running one, are about to be changed. */
  void willChange(Fiber f) {
    if (f == aside || !ready()) {
      return;
    }
    if (f != fiber && f != whole) {
      part(aside != null ? FiberMoment.whole(f) : FiberMoment.operands(f));
    }
  }

  private void saveCursor(Object cursor) {
    long index = Iteration.index(cursor);
    if (index >= 0) {
      past.pushRef(cursor);
      past.push(index);
      ends(CURSOR_AT, 0);
    }
  }

  /** An event of another thread is about to be taken up. */
  void arrived(Runnable event) {
    note(new Arrival(event));
  }

  /** It happens once only: when its consequences are undone for good, it has to be taken up anew. */
  record Arrival(Runnable event) implements Moment {
    @Override
    public void exchange() {
      // Its consequences have moments of their own.
    }
  }

  /** An exception is being thrown; a record that has one is where running back stops for exceptions. */
  void raised(ExceptionInstance exception, boolean caught) {
    note(new Raised(exception, caught));
  }

  record Raised(ExceptionInstance exception, boolean caught) implements Moment {
    @Override
    public void exchange() {
      // Nothing changes by the throw alone.
    }
  }

  /** Going back ends here: the effect concerns others than this VM. @param what a sentence that says why */
  void barrier(String what) {
    if (!ready()) {
      return;
    }
    past.pushRef(what);
    ends(BARRIER, 0);
  }
}
