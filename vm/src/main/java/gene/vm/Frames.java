// Looking at the frames of a fiber that stands still: variables, receiver, evaluation in a frame. For the VM's own thread.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Disassembler;
import gene.data.Cell;
import gene.data.NanBox;
import gene.data.Namespace;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

public final class Frames {
  private final Vm vm;
  private final Fiber fiber;

  private Frames(Vm vm, Fiber fiber) {
    this.vm = vm;
    this.fiber = fiber;
  }

  /** The frames stay valid until the fiber runs again. */
  public static Frames of(Fiber fiber) {
    return new Frames(fiber.vm, fiber);
  }

  /** The fiber that runs; null when none does. */
  public static Fiber running(Vm vm) {
    return vm.current;
  }

  public boolean isOf(Fiber other) {
    return fiber == other;
  }

  /** A variable of a frame, with its boxed value. */
  public record Variable(String name, Object value, boolean constant) {}

  /** `__module_name__` of the module whose code the fiber is running. */
  public static String moduleName(Fiber fiber) {
    for (Namespace ns = fiber.fn.ns; ns != null; ns = ns.parent()) {
      if (ns.get("__module_name__") instanceof String name) {
        return name;
      }
    }
    return fiber.vm.program;
  }

  /** The instructions of the function that the fiber is running. */
  public static List<String> listing(Fiber fiber) {
    Code code = fiber.fn.state.code;
    return IntStream.range(0, code.length()).mapToObj(pc -> Disassembler.instruction(code, pc)).toList();
  }

  /** The number of frames; level 0 is the running one. */
  public int count() {
    return fiber.depth + 1;
  }

  public Code code(int level) {
    return fiber.function(level).state.code;
  }

  /** How stack traces call the frame. */
  public String name(int level) {
    return fiber.function(level).traceName();
  }

  /** The instruction the frame has reached; for a caller, its call. */
  public int pc(int level) {
    return Math.max(0, fiber.pc(level));
  }

  /** Whether the frame belongs to the library: code written in Gene, or a built-in that waits for Gene code. */
  public boolean isLibrary(int level) {
    return isLibrary(code(level));
  }

  /** Whether a built-in waits there for Gene code that it has called. */
  public boolean isBuiltin(int level) {
    return code(level) == NativeFrame.CODE;
  }

  public static boolean isLibrary(Code code) {
    return code.source().name().equals(Prelude.NAME);
  }

  /** The variables in scope that hold a value, the innermost of each name. */
  public List<Variable> locals(int level) {
    var byName = new LinkedHashMap<String, Code.LocalVar>();
    for (Code.LocalVar v : Evaluation.visible(fiber, level)) {
      byName.merge(v.name(), v, (a, b) -> b.from() >= a.from() ? b : a);
    }
    var all = new ArrayList<Variable>();
    byName.values().forEach(v -> all.add(new Variable(v.name(), value(fiber.base(level) + v.slot()), v.constant())));
    return all;
  }

  private Object value(int at) {
    return fiber.refs[at] instanceof Cell c ? c.value() : fiber.at(at);
  }

  /** Variables of outer functions that the frame's function uses. */
  public List<Variable> captured(int level) {
    Function fn = fiber.function(level);
    var all = new ArrayList<Variable>();
    List<Code.Capture> captures = fn.state.code.captures();
    for (int i = 0; i < captures.size(); i++) {
      if (!fn.captures[i].isAbsent() && !captures.get(i).name().startsWith("(")) {
        all.add(new Variable(captures.get(i).name(), fn.captures[i].value(), captures.get(i).constant()));
      }
    }
    return all;
  }

  public Object self(int level) {
    Function fn = fiber.function(level);
    return fn.state.code.isMethod() ? fiber.at(fiber.base(level)) : fn.self;
  }

  /** The namespace in which the frame's function was defined. */
  public gene.data.Namespace namespace(int level) {
    return fiber.function(level).ns;
  }

  /** The operand stack, bottom first. */
  public List<Object> operands(int level) {
    var all = new ArrayList<Object>();
    for (int i = fiber.base(level) + fiber.function(level).state.slots; i < fiber.top(level); i++) {
      if (NanBox.isPlain(fiber.words[i]) || fiber.words[i] == NanBox.REF) {
        all.add(fiber.at(i));
      }
    }
    return all;
  }

  /** Assigns a local or captured variable; false when the frame has none of that name. */
  public boolean assign(int level, String name, Object value) {
    Code.LocalVar best = null;
    for (Code.LocalVar v : Evaluation.visible(fiber, level)) {
      if (v.name().equals(name) && (best == null || v.from() >= best.from())) {
        best = v;
      }
    }
    if (best != null) {
      int at = fiber.base(level) + best.slot();
      if (fiber.refs[at] instanceof Cell c) {
        vm.store.set(c, value);
      } else {
        if (vm.recorder != null) {
          vm.recorder.willOverwrite(fiber, at, at + 1);
        }
        fiber.set(at, value);
      }
      return true;
    }
    Function fn = fiber.function(level);
    for (int i = 0; i < fn.captures.length; i++) {
      if (fn.state.code.captures().get(i).name().equals(name)) {
        vm.store.set(fn.captures[i], value);
        return true;
      }
    }
    return false;
  }

  /** Where a local or captured variable lies, or a member of the frame's namespaces; empty when there is none of that name. */
  public Optional<Writes.Place> place(int level, String name) {
    Code.LocalVar best = null;
    for (Code.LocalVar v : Evaluation.visible(fiber, level)) {
      if (v.name().equals(name) && (best == null || v.from() >= best.from())) {
        best = v;
      }
    }
    if (best != null) {
      int at = fiber.base(level) + best.slot();
      return Optional.of(fiber.refs[at] instanceof Cell c ? new Writes.Place.InCell(c) : new Writes.Place.Slot(fiber, fiber.depth - level, at));
    }
    Function fn = fiber.function(level);
    for (int i = 0; i < fn.captures.length; i++) {
      if (fn.state.code.captures().get(i).name().equals(name)) {
        return Optional.of(new Writes.Place.InCell(fn.captures[i]));
      }
    }
    Cell member = fn.ns.lookup(name);
    return member == null ? Optional.empty() : Optional.of(new Writes.Place.InCell(member));
  }

  /** The slot of a frame of the fiber that refers to a cell: on the way back the variable may lie in the slot itself. */
  public Optional<Writes.Place.Slot> slotOf(Cell cell) {
    for (int level = 0; level <= fiber.depth; level++) {
      for (int at = fiber.base(level); at < fiber.base(level) + fiber.function(level).state.slots; at++) {
        if (fiber.refs[at] == cell) {
          return Optional.of(new Writes.Place.Slot(fiber, fiber.depth - level, at));
        }
      }
    }
    return Optional.empty();
  }

  /** The boxed value in a slot or in the cell it refers to; Java's null where the frame has not begun or the variable has none. */
  public static Object held(Writes.Place.Slot slot) {
    Fiber f = slot.fiber();
    if (f.depth < slot.depth()) {
      return null;
    } else if (f.refs[slot.index()] instanceof Cell c) {
      return c.isAbsent() ? null : c.value();
    }
    return f.words[slot.index()] == NanBox.ABSENT ? null : f.at(slot.index());
  }

  /** Where a part of a value lies; empty for what has no parts that can be written. */
  public static Optional<Writes.Place> place(Object owner, Object key, Object value) {
    Object of = owner instanceof gene.data.GeneClass c ? c.members() : owner;
    if (of instanceof gene.data.Namespace n && n.cell(String.valueOf(key)) != null) {
      return Optional.of(new Writes.Place.InCell(n.cell(String.valueOf(key))));
    } else if (of instanceof gene.data.Gene g && key instanceof Integer) {
      return Optional.of(new Writes.Place.Part(g.children(), key, value));
    }
    boolean writable = of instanceof gene.data.Container || of instanceof gene.data.Instance;
    return writable ? Optional.of(new Writes.Place.Part(of, key, value)) : Optional.empty();
  }

  /**
   * Evaluates code in the scope of a frame, on a fiber of its own; the stopped fiber does not move.
   *
   * @param exception what `$ex` is; null for what it is there
   */
  public Outcome evaluate(int level, Tree tree, Object exception) {
    if (tree.hasErrors()) {
      return Outcome.failure(new Fault.CompileFault(tree.source(), tree.diagnostics()), null);
    }
    try {
      Code code = vm.evaluation().prepare(fiber, level, tree);
      try {
        return vm.evaluation().inFrame(fiber, level, code).map(fn -> vm.evaluation().aside(fn, exception)).orElseThrow();
      } finally {
        vm.forget(code);
      }
    } catch (gene.data.Raise r) {
      return Outcome.failure(new Fault.UncaughtFault(vm.kernel.exceptions.make(r)), null);
    }
  }

  /** Compiles what is to be evaluated at this place again and again; raises when it does not compile. */
  public Prepared prepare(int level, Tree tree) {
    return new Prepared(vm, fiber, level, vm.evaluation().prepare(fiber, level, tree));
  }

  /**
   * Evaluates what was prepared at the same instruction; empty when a variable that it uses has no value in this frame.
   *
   * @param exception what `$ex` is; null for what it is there
   */
  public Optional<Outcome> evaluate(int level, Prepared prepared, Object exception) {
    return Optional.ofNullable(prepared.run(fiber, level, exception));
  }

  /** The cell of a local or captured variable, which moves into one if it has none; every write to it goes through the store then. */
  public Optional<Cell> findCell(int level, String name) {
    return vm.evaluation().findCell(fiber, level, name);
  }

  /** Lets the running frame go on at another instruction, whose operand stack is empty as the present one's has to be. */
  public void jump(int pc) {
    if (vm.recorder != null) {
      vm.recorder.willChange(fiber);
    }
    fiber.drop(fiber.sp - fiber.base - fiber.fn.state.slots);
    fiber.pc = pc;
  }

  /** The code that functions of the frame's kind have now: another one than the frame's when it was exchanged meanwhile. */
  public Code newestCode(int level) {
    return HotCode.of(vm).newest(code(level));
  }

  /** Whether the frame is the first of a generator or an asynchronous body, which began before anybody asked for it. */
  public boolean isFirst(int level) {
    return level == fiber.depth;
  }

  /** Whether the fiber waits for a future. */
  public boolean isWaiting() {
    return fiber.awaited != null;
  }

  /** Drops what the frame has called, and lets it begin anew, in the code that its function has now, with the values of its parameters. */
  public void restart(int level) {
    if (vm.recorder != null) {
      vm.recorder.note(FiberMoment.whole(fiber));
    }
    Function fn = fiber.function(level);
    Code newest = newestCode(level);
    if (newest != fn.state.code) {
      fn = fn.on(vm.states.get(newest));
    }
    int base = fiber.base(level);
    if (level > 0) {
      int at = (fiber.depth - level) * Fiber.STRIDE;
      fiber.depth -= level;
      fiber.dest = fiber.records[at + Fiber.DEST];
    }
    CodeState state = fn.state.prepare();
    fiber.reserve(base + state.need);
    int given = state.parameters + (state.code.isMethod() ? 1 : 0);
    for (int i = base; i < Math.max(fiber.sp, base + state.slots); i++) {
      if (i >= base + given) {
        fiber.words[i] = NanBox.ABSENT;
        fiber.refs[i] = null;
      } else if (fiber.refs[i] instanceof Cell c) {
        // The prologue makes a new one where the function wants one.
        fiber.set(i, c.word(), c.ref());
      }
    }
    fiber.fn = fn;
    fiber.base = base;
    fiber.sp = base + state.slots;
    fiber.pc = 0;
    vm.recording.reread(fiber);
  }

  /** What stays the same while a person takes it for one thread: the actor whose turn a fiber is, or the fiber. */
  public static Object thread(Fiber f) {
    return f.actor != null ? f.actor : f;
  }

  public Vm vm() {
    return vm;
  }

  public static boolean isTask(Fiber f) {
    return f.future != null;
  }

  /** What the task waits for, or waits for next, raises a cancellation. */
  public static void cancel(Fiber task) {
    ExceptionInstance e = task.vm.exception(gene.data.Raise.coded("CancellationException", "GENE.ASYNC.CANCELLED", "The debugger has cancelled the task"));
    Fiber waiter = task.waiter;
    if (waiter != null && waiter.awaited != null) {
      task.vm.scheduler.wake(waiter, e);
    } else {
      task.vm.recording.willChange(task);
      task.cancelledWith = e;
    }
  }

  /** Who waits for the end of this asynchronous body, and for nothing else that is looked at; null when nobody does. */
  public static Fiber awaiting(Fiber body, List<Fiber> alive) {
    for (Fiber f : alive) {
      if (body.future != null && f.awaited == body.future) {
        return f;
      }
    }
    return null;
  }

  /** The named parts of a value, in order: elements, entries, fields, properties and children; empty for what has none. */
  public static Map<String, Object> parts(Object value) {
    return Inspection.parts(value);
  }
}
