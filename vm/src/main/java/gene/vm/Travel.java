// Going back through a recording, and forward again: each record that is undone becomes one that does it again.
package gene.vm;

import gene.data.Cell;
import gene.data.GeneArray;
import gene.data.Instance;
import gene.data.Moment;
import gene.data.Moments;
import gene.data.NanBox;
import gene.data.Shape;
import java.util.ArrayList;
import java.util.function.Supplier;

/**
 * The future is a tape like the past. Undoing a record exchanges the content of its places and writes what was there to the
 * future: parts first, in the order of their undoing, then the top, the slot and the registers, so that they are read again in
 * the order in which things happened. Doing it again writes a record of the past as the recorder would.
 */
public final class Travel {
  /** Only in the future: the record of a caller that a call makes. */
  private static final int PUSHED = 13;

  private final Vm vm;
  private final Recorder recorder;
  private final Tape past;
  private final Tape future;
  private Tape from;
  private Tape to;
  private int parts;
  private Recorder.Raised raised;

  Travel(Vm vm, Recorder recorder) {
    this.vm = vm;
    this.recorder = recorder;
    past = recorder.past;
    future = new Tape(Long.MAX_VALUE);
  }

  public boolean isPresent() {
    return future.isEmpty();
  }

  Tape future() {
    return future;
  }

  /** How many steps have been recorded up to here, the forgotten ones included. */
  public long position() {
    recorder.settle();
    return past.position();
  }

  public long newest() {
    return position() + future.records();
  }

  /** The earliest position that can be reached. */
  public long oldest() {
    recorder.settle();
    return past.position() - past.records();
  }

  public boolean isForgetful() {
    return past.isForgetful();
  }

  public long bytes() {
    return past.bytes() + future.bytes();
  }

  /** The fiber that runs where the program stands. */
  public Fiber fiber() {
    return recorder.at;
  }

  /** Why the newest record of the past cannot be undone; null when it can, or when there is none. */
  public String barrier() {
    recorder.settle();
    if (past.isEmpty()) {
      return null;
    }
    var r = past.reader();
    r.next();
    long header = r.pop();
    if ((header & Recorder.PARTS) == 0) {
      return null;
    }
    if ((header & Recorder.FIBER) != 0) {
      r.popRef();
    }
    if ((header & Recorder.FRAME) != 0) {
      r.pop();
      r.pop();
      r.popRef();
    }
    r.pop();
    if (Recorder.count(header) == Recorder.MANY) {
      r.pop();
    }
    // A barrier is the last part of its record.
    return (r.pop() & 0xFF) == Recorder.BARRIER ? (String) r.popRef() : null;
  }

  /** Goes back by one instruction, with what happened behind it; false when nothing is known of it, or a barrier stands there. */
  public boolean back() {
    raised = null;
    boolean any = false;
    boolean event = true;
    while (event && canUndo()) {
      event = (past.newestFlags() & Recorder.EVENT) != 0;
      undo();
      any = true;
    }
    return any;
  }

  private boolean canUndo() {
    recorder.settle();
    return !past.isEmpty() && barrier() == null;
  }

  /** The exception that the instruction threw which was undone last; null when it threw none. */
  public ExceptionInstance raised() {
    return raised == null ? null : raised.exception();
  }

  /** Whether a handler took it. */
  public boolean wasCaught() {
    return raised.caught();
  }

  /** Runs work that may write, such as an evaluation in the past, and takes back what it wrote. */
  public <T> T unchanged(Supplier<T> work) {
    recorder.settle();
    Tape.Mark mark = future.mark();
    long before = past.position();
    try {
      return work.get();
    } finally {
      recorder.settle();
      while (past.position() > before && canUndo()) {
        undo();
      }
      future.cutTo(mark);
    }
  }

  private void undo() {
    from = past;
    to = future;
    to.begin();
    parts = 0;
    long header = past.pop();
    boolean switched = (header & Recorder.FIBER) != 0;
    Fiber after = recorder.at;
    Fiber f = switched ? (Fiber) past.popRef() : after;
    boolean frame = (header & Recorder.FRAME) != 0;
    long levels = frame ? past.pop() : f.depth;
    long window = frame ? past.pop() : (long) f.base << 32 | f.dest & 0xFFFFFFFFL;
    Function fn = frame ? (Function) past.popRef() : f.fn;
    int depth = (int) levels;
    int pushed = 0;
    for (int level = depth; level < f.depth; level++, pushed++) {
      Recorder.saveCaller(f, level, to);
      to.push((long) level << 8 | PUSHED);
    }
    int left = (header & Recorder.PARTS) != 0 ? (int) past.pop() : 0;
    int count = Recorder.count(header);
    int top = count == Recorder.MANY ? (int) past.pop() : count;
    for (; left > 0; left--) {
      exchange(f);
    }
    to.push(parts + pushed);
    if ((levels & Recorder.POPPED) != 0) {
      f.reserveRecords(depth);
      f.callers[depth - 1] = f.fn;
      int record = (depth - 1) * Fiber.STRIDE;
      f.records[record + Fiber.PC] = f.pc;
      f.records[record + Fiber.BASE] = f.base;
      f.records[record + Fiber.DEST] = f.dest;
    }
    int sp = Recorder.sp(header);
    int pc = Recorder.pc(header);
    int base = (int) (window >> 32);
    // What the operation left in the place of the top, for the way forward.
    int low = Math.min(sp - top, f.sp);
    int kept = f.sp - low;
    save(f, low, f.sp);
    int oldSp = f.sp;
    int oldPc = f.pc;
    long oldWindow = (long) f.base << 32 | f.dest & 0xFFFFFFFFL;
    int oldDepth = f.depth;
    Function oldFn = f.fn;
    f.reserve(Math.max(sp, base + (fn == null ? 0 : fn.state.need)));
    for (int i = sp; i < oldSp; i++) {
      f.refs[i] = null;
    }
    restore(f, sp - top, sp);
    if ((header & Recorder.LOCAL) != 0) {
      exchangeSlot(f, base + fn.state.operands[pc]);
    }
    if ((header & Recorder.CURSOR) != 0) {
      ((ArrayCursor) f.refs[base + fn.state.operands[pc]]).index--;
    }
    f.sp = sp;
    f.pc = pc;
    f.base = base;
    f.dest = (int) window;
    f.depth = depth;
    f.fn = fn;
    ends(header, frame, oldFn, oldWindow, oldDepth, kept, switched ? after : null, oldPc, oldSp, future);
    past.popped();
    arrive(f);
  }

  private void ends(long header, boolean frame, Function fn, long window, int depth, int kept, Fiber other, int pc, int sp, Tape tape) {
    if (kept >= Recorder.MANY) {
      tape.push(kept);
    }
    if (frame) {
      tape.pushRef(fn);
      tape.push(window);
      tape.push(depth);
    }
    if (other != null) {
      tape.pushRef(other);
    }
    int flags = (int) header & (Recorder.FRAME | Recorder.FIBER | Recorder.LOCAL | Recorder.CURSOR | Recorder.EVENT);
    tape.push(Recorder.header(pc, sp, Math.min(kept, Recorder.MANY), flags));
    tape.end();
  }

  private void arrive(Fiber f) {
    recorder.at = f;
    vm.recording.moved(f, future.isEmpty());
  }

  /** Does again what was undone last; false at the present. */
  public boolean forward() {
    recorder.settle();
    if (future.isEmpty()) {
      return false;
    }
    do {
      redo();
    } while (!future.isEmpty() && (future.newestFlags() & Recorder.EVENT) != 0);
    return true;
  }

  private void redo() {
    from = future;
    to = past;
    to.begin();
    parts = 0;
    Fiber f = recorder.at;
    long header = future.pop();
    boolean switched = (header & Recorder.FIBER) != 0;
    Fiber after = switched ? (Fiber) future.popRef() : f;
    boolean frame = (header & Recorder.FRAME) != 0;
    long levels = frame ? future.pop() : f.depth;
    long window = frame ? future.pop() : (long) f.base << 32 | f.dest & 0xFFFFFFFFL;
    Function fn = frame ? (Function) future.popRef() : f.fn;
    int count = Recorder.count(header);
    int top = count == Recorder.MANY ? (int) future.pop() : count;
    int sp = Recorder.sp(header);
    int pc = Recorder.pc(header);
    int operand = (header & (Recorder.LOCAL | Recorder.CURSOR)) != 0 ? f.base + f.fn.state.operands[f.pc] : 0;
    // The order of the recorder: the slot, the top, the parts, the registers.
    boolean local = (header & Recorder.LOCAL) != 0;
    if (local) {
      saveWord(f, operand);
    }
    int low = Math.min(sp - top, f.sp);
    int kept = f.sp - low;
    save(f, low, f.sp);
    int oldSp = f.sp;
    int oldPc = f.pc;
    long oldWindow = (long) f.base << 32 | f.dest & 0xFFFFFFFFL;
    int oldDepth = f.depth;
    Function oldFn = f.fn;
    f.reserve(Math.max(sp, (int) (window >> 32) + (fn == null ? 0 : fn.state.need)));
    long slotWord = 0;
    Object slotRef = null;
    for (int i = sp; i < oldSp; i++) {
      f.refs[i] = null;
    }
    // On the tape of the future the slot lies above the top.
    if (local) {
      slotWord = future.pop();
      slotRef = NanBox.usesLane(slotWord) ? future.popRef() : null;
    }
    restore(f, sp - top, sp);
    if (local) {
      put(f, operand, slotWord, slotRef);
    }
    if ((header & Recorder.CURSOR) != 0) {
      ((ArrayCursor) f.refs[operand]).index++;
    }
    boolean popped = levels < oldDepth;
    f.sp = sp;
    f.pc = pc;
    f.base = (int) (window >> 32);
    f.dest = (int) window;
    f.fn = fn;
    f.depth = (int) levels;
    if (popped) {
      for (int level = (int) levels; level < oldDepth; level++) {
        Recorder.saveCaller(f, level, past);
        past.push((long) level << 8 | Recorder.CALLER);
        parts++;
      }
    }
    for (int left = (int) future.pop(); left > 0; left--) {
      exchange(f);
    }
    if (kept >= Recorder.MANY) {
      past.push(kept);
    }
    if (parts > 0) {
      past.push(parts);
    }
    if (frame) {
      past.pushRef(oldFn);
      past.push(oldWindow);
      past.push(oldDepth);
    }
    if (switched) {
      past.pushRef(f);
    }
    int flags = (int) header & (Recorder.FRAME | Recorder.FIBER | Recorder.LOCAL | Recorder.CURSOR | Recorder.EVENT) | (parts > 0 ? Recorder.PARTS : 0);
    past.push(Recorder.header(oldPc, oldSp, Math.min(kept, Recorder.MANY), flags));
    past.end();
    future.popped();
    arrive(after);
  }

  /**
   * The future is not going to happen: the program does anew what comes. Events of other threads that were taken up in it are taken
   * up again.
   *
   * @return how many steps are forgotten
   */
  public long fork() {
    recorder.settle();
    long dropped = future.records();
    var arrivals = new ArrayList<Runnable>();
    future.refs(o -> {
      if (o instanceof Recorder.Arrival a) {
        arrivals.add(a.event());
      }
    });
    future.clear();
    arrivals.forEach(vm.scheduler()::post);
    vm.recording.moved(recorder.at, dropped == 0);
    return dropped;
  }

  /** The writes of a place, newest first. @param before only those up to that position; `Long.MAX_VALUE` for all */
  public Writes.History writes(Writes.Place place, int most, long before) {
    recorder.settle();
    return Writes.of(this, recorder, place, most, before);
  }

  // Words of the stack

  private void saveWord(Fiber f, int index) {
    long w = f.words[index];
    to.push(w);
    if (NanBox.usesLane(w)) {
      to.pushRef(f.refs[index]);
    }
  }

  private void save(Fiber f, int low, int high) {
    for (int i = low; i < high; i++) {
      saveWord(f, i);
    }
  }

  private void restore(Fiber f, int low, int high) {
    for (int i = high - 1; i >= low; i--) {
      take(f, i);
    }
  }

  private void take(Fiber f, int index) {
    long w = from.pop();
    put(f, index, w, NanBox.usesLane(w) ? from.popRef() : null);
  }

  private static void put(Fiber f, int index, long word, Object ref) {
    f.words[index] = word;
    f.refs[index] = ref;
  }

  private void exchangeSlot(Fiber f, int index) {
    saveWord(f, index);
    take(f, index);
  }

  // Parts

  /** Takes one part off, and writes the one that reverses it. */
  private void exchange(Fiber f) {
    long last = from.pop();
    int index = (int) (last >>> 8);
    int kind = (int) last & 0xFF;
    switch (kind) {
      case Recorder.IN_CELL -> {
        var cell = (Cell) from.popRef();
        word(cell.word(), cell.ref());
        long w = from.pop();
        Moments.set(cell, w, NanBox.usesLane(w) ? from.popRef() : null);
        done(cell, kind, 0);
      }
      case Recorder.IN_ARRAY -> {
        var array = (GeneArray) from.popRef();
        word(array.word(index), array.ref(index));
        long w = from.pop();
        Moments.set(array, index, w, NanBox.usesLane(w) ? from.popRef() : null);
        done(array, kind, index);
      }
      case Recorder.APPENDED -> {
        var array = (GeneArray) from.popRef();
        word(array.word(index), array.ref(index));
        Moments.dropLast(array);
        done(array, Recorder.TO_APPEND, index);
      }
      case Recorder.TO_APPEND -> {
        var array = (GeneArray) from.popRef();
        long w = from.pop();
        Moments.append(array, w, NanBox.usesLane(w) ? from.popRef() : null);
        done(array, Recorder.APPENDED, index);
      }
      case Recorder.IN_INSTANCE -> {
        var instance = (Instance) from.popRef();
        word(instance.word(index), instance.ref(index));
        long w = from.pop();
        Moments.set(instance, index, w, NanBox.usesLane(w) ? from.popRef() : null);
        done(instance, kind, index);
      }
      case Recorder.WIDENED -> {
        var instance = (Instance) from.popRef();
        word(instance.word(index), instance.ref(index));
        to.pushRef(instance.shape());
        Moments.reshape(instance, (Shape) from.popRef());
        Moments.set(instance, index, NanBox.NIL, null);
        done(instance, Recorder.TO_WIDEN, index);
      }
      case Recorder.TO_WIDEN -> {
        var instance = (Instance) from.popRef();
        to.pushRef(instance.shape());
        Moments.reshape(instance, (Shape) from.popRef());
        long w = from.pop();
        Moments.set(instance, index, w, NanBox.usesLane(w) ? from.popRef() : null);
        done(instance, Recorder.WIDENED, index);
      }
      default -> exchangeMore(f, kind, index);
    }
  }

  private void exchangeMore(Fiber f, int kind, int index) {
    switch (kind) {
      case Recorder.ON_STACK -> {
        int count = (int) from.pop();
        save(f, index, index + count);
        restore(f, index, index + count);
        to.push(count);
        done(null, kind, index);
      }
      case Recorder.CALLER, PUSHED -> {
        // Neither has a part that reverses it: which callers' records a step makes or drops shows in the depths.
        int record = index * Fiber.STRIDE;
        f.reserveRecords(index);
        f.records[record + Fiber.DEST] = (int) from.pop();
        long where = from.pop();
        f.records[record + Fiber.BASE] = (int) (where >> 32);
        f.records[record + Fiber.PC] = (int) where;
        f.callers[index] = (Function) from.popRef();
      }
      case Recorder.MOMENT -> {
        var moment = (Moment) from.popRef();
        moment.exchange();
        if (moment instanceof Recorder.Raised r) {
          raised = r;
        }
        done(moment, kind, 0);
      }
      case Recorder.CURSOR_AT -> {
        Object cursor = from.popRef();
        to.pushRef(cursor);
        to.push(Iteration.index(cursor));
        Iteration.setIndex(cursor, from.pop());
        done(null, kind, 0);
      }
      default -> throw new AssertionError("part " + kind);
    }
  }

  private void word(long word, Object ref) {
    to.push(word);
    if (NanBox.usesLane(word)) {
      to.pushRef(ref);
    }
  }

  private void done(Object owner, int kind, int index) {
    if (owner != null) {
      to.pushRef(owner);
    }
    to.push((long) index << 8 | kind);
    parts++;
  }
}
