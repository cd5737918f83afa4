// A fiber as it stands while another one runs: registers, fields and the upper part or the whole of its stack.
package gene.vm;

import gene.data.Moment;
import java.util.Arrays;

final class FiberMoment implements Moment {
  private final Fiber fiber;
  /** Where the words begin that are kept: 0 for the whole stack with its frames. */
  private final int from;
  private final FiberFields fields = new FiberFields();
  private long[] words;
  private Object[] refs;
  private Function[] callers;
  private int[] records;
  private Function fn;
  private int pc;
  private int base;
  private int dest;
  private int depth;

  private FiberMoment(Fiber fiber, int from) {
    this.fiber = fiber;
    this.from = from;
    keep();
  }

  static FiberMoment whole(Fiber f) {
    return new FiberMoment(f, 0);
  }

  /** Only the operands of its running frame, when no frame is going to change. */
  static FiberMoment operands(Fiber f) {
    return new FiberMoment(f, f.fn == null ? 0 : Math.min(f.sp, f.base + f.fn.state.slots));
  }

  private void keep() {
    Fiber f = fiber;
    fields.read(f);
    words = Arrays.copyOfRange(f.words, from, Math.max(from, f.sp));
    refs = Arrays.copyOfRange(f.refs, from, Math.max(from, f.sp));
    callers = Arrays.copyOf(f.callers, from == 0 ? f.depth : 0);
    records = Arrays.copyOf(f.records, callers.length * Fiber.STRIDE);
    fn = f.fn;
    pc = f.pc;
    base = f.base;
    dest = f.dest;
    depth = f.depth;
  }

  @Override
  public void exchange() {
    var now = new FiberMoment(fiber, from);
    Fiber f = fiber;
    fields.write(f);
    Arrays.fill(f.refs, from, Math.max(from, f.sp), null);
    f.reserve(from + words.length + (fn == null ? 0 : fn.state.need));
    System.arraycopy(words, 0, f.words, from, words.length);
    System.arraycopy(refs, 0, f.refs, from, refs.length);
    f.reserveRecords(Math.max(0, depth));
    System.arraycopy(callers, 0, f.callers, 0, callers.length);
    System.arraycopy(records, 0, f.records, 0, records.length);
    f.fn = fn;
    f.pc = pc;
    f.base = base;
    f.dest = dest;
    f.depth = depth;
    f.sp = from + words.length;
    take(now);
  }

  interface Registers {
    void are(Fiber fiber, Function fn, int base, int depth);
  }

  void registers(Registers hear) {
    hear.are(fiber, fn, base, depth);
  }

  private void take(FiberMoment now) {
    fields.copy(now.fields);
    words = now.words;
    refs = now.refs;
    callers = now.callers;
    records = now.records;
    fn = now.fn;
    pc = now.pc;
    base = now.base;
    dest = now.dest;
    depth = now.depth;
  }
}
