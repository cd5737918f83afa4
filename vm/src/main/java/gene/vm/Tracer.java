// The instruction trace: a line after each instruction, in the order in which they complete.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.Cell;
import gene.data.NanBox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trap stands before every instruction that counts, so an instruction has completed when the next trap of its frame is reached. A
 * call waits while its callee's instructions are reported. RETURN and TAIL_CALL are reported at once, because their frame is gone
 * afterwards; a tail call of a built-in leaves its value and is reported like any other.
 */
public final class Tracer implements DebugHook {
  private record Pending(int depth, Code code, int pc) {}

  private final TraceSink sink;
  private final Map<Fiber, ArrayDeque<Pending>> waiting = new IdentityHashMap<>();

  public Tracer(TraceSink sink) {
    this.sink = sink;
  }

  @Override
  public boolean traces(Code code) {
    return !code.source().name().equals(Prelude.NAME);
  }

  @Override
  public Fiber trapped(Fiber f) {
    var pending = waiting.computeIfAbsent(f, x -> new ArrayDeque<>());
    while (!pending.isEmpty() && pending.peek().depth > f.depth) {
      pending.pop();
    }
    Code code = f.fn.state.code;
    Op op = code.op(f.pc);
    if (!pending.isEmpty() && pending.peek().depth == f.depth) {
      Pending done = pending.pop();
      // An instruction that had to wait runs again; only a jump can lead to itself.
      if (done.code == code && (done.pc != f.pc || op.operand() == Op.Operand.TARGET)) {
        report(f, done.pc, 0);
      }
    }
    switch (op) {
      case RETURN -> sink.instruction(f, code, f.pc, List.of(), f.depth);
      case THROW, RETHROW -> report(f, f.pc, 1);
      case TAIL_CALL, TAIL_CALL_VALUE -> {
        var site = (Site.Call) code.site(code.operand(f.pc));
        int used = site.total() + (op == Op.TAIL_CALL_VALUE ? 1 : 0);
        if (callee(f, site, used) instanceof Native) {
          pending.push(new Pending(f.depth, code, f.pc));
        } else {
          report(f, f.pc, used);
        }
      }
      default -> pending.push(new Pending(f.depth, code, f.pc));
    }
    return f;
  }

  private void report(Fiber f, int pc, int dropped) {
    sink.instruction(f, f.fn.state.code, pc, operands(f, dropped), f.depth);
  }

  /** The trap at which the fiber stands was seen already, and is about to be seen again. */
  public void repeats(Fiber f) {
    var pending = waiting.get(f);
    if (pending != null && !pending.isEmpty() && pending.peek().depth == f.depth && pending.peek().pc == f.pc) {
      pending.pop();
    }
  }

  /** An instruction that raises has not completed; who wants it reported all the same gets it with the operands that it had. */
  public void raised(Fiber f) {
    var pending = waiting.get(f);
    if (pending != null && !pending.isEmpty() && pending.peek().depth == f.depth && pending.peek().code == f.fn.state.code) {
      report(f, pending.pop().pc, 0);
    }
  }

  /** What a tail call is about to call; Java's null when its name has no value. */
  private static Object callee(Fiber f, Site.Call site, int used) {
    if (site.where() == null) {
      return f.peek(used - 1);
    }
    Object found = switch (site.where()) {
      case LOCAL, CELL -> f.refs[f.base + site.index()];
      case CAPTURE -> f.fn.captures[site.index()];
      case NAME -> f.fn.ns.lookup(site.name()) != null ? f.fn.ns.lookup(site.name()) : f.vm.gene.cell(site.name());
    };
    return found instanceof Cell c ? c.ref() : found;
  }

  private static List<Object> operands(Fiber f, int dropped) {
    var values = new ArrayList<Object>();
    for (int i = f.base + f.fn.state.slots; i < f.sp - dropped; i++) {
      if (NanBox.isPlain(f.words[i]) || f.words[i] == NanBox.REF) {
        values.add(f.at(i));
      }
    }
    return values;
  }

  @Override
  public Fiber safepoint(Fiber f) {
    return f;
  }

  @Override
  public void idle(Fiber f) {
    // Nothing runs: there is nothing to trace.
  }

  @Override
  public void loaded(Code code) {
    // Every code of a traced run is made with its traps in place.
  }

  @Override
  public Fiber thrown(Fiber f, ExceptionInstance exception, boolean caught) {
    return f;
  }

  @Override
  public void unwound(Fiber f) {
    var pending = waiting.get(f);
    while (pending != null && !pending.isEmpty() && pending.peek().depth >= f.depth) {
      pending.pop();
    }
  }

  @Override
  public void writesLocal(Fiber f, int slot, Object value) {
    // The trace shows instructions, not variables.
  }

  @Override
  public void ended(Fiber f) {
    waiting.remove(f);
  }
}
