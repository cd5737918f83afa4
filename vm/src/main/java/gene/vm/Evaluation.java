// Code made at run time: `eval`, `$caller_eval`, expressions of a debugger.
package gene.vm;

import gene.analysis.Analysis;
import gene.analysis.Binding;
import gene.bytecode.Code;
import gene.compiler.Compiler;
import gene.data.Cell;
import gene.data.ComplexSymbol;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneHashMap;
import gene.data.GeneMap;
import gene.data.NanBox;
import gene.data.Printer;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Symbol;
import gene.data.Unquote;
import gene.source.Diagnostic;
import gene.source.Origin;
import gene.source.Source;
import gene.syntax.Forms;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The code is a function of its own that captures the variables it names from the frame it runs in. A variable which lies in a
 * slot moves into a cell at that moment: the slot then refers to the cell, and so do later reads and writes.
 */
final class Evaluation {
  private final Vm vm;
  private final Definitions definitions;
  /** Hears of each datum that a macro function evaluates in the scope of code which calls it from the top; null when nobody does. */
  Consumer<Object> expansions;

  Evaluation(Vm vm, Definitions definitions) {
    this.vm = vm;
    this.definitions = definitions;
  }

  /** EVAL: the datum on top of the stack runs in the running frame's scope. */
  Fiber eval(Fiber f) {
    return run(f, f.peek(0), 0);
  }


  /** CALLER_EVAL: in the scope of the caller of the innermost running macro function. */
  Fiber callerEval(Fiber f) {
    for (int level = 0; level < f.depth; level++) {
      if (f.function(level).state.code.isMacro()) {
        if (level + 1 == f.depth && expansions != null) {
          expansions.accept(f.peek(0));
        }
        return run(f, f.peek(0), level + 1);
      }
    }
    throw Raise.general("$caller_eval can only be used within macros or macro-like functions");
  }

  static boolean isTemplate(Object v) {
    return v instanceof Gene || v instanceof GeneArray || v instanceof GeneMap || v instanceof GeneHashMap || v instanceof Unquote;
  }

  private Fiber run(Fiber f, Object datum, int level) {
    boolean code = isTemplate(datum) || datum instanceof Symbol || datum instanceof ComplexSymbol;
    if (!code) {
      f.pc++;
      return f;
    }
    roomToRun(f);
    if (datum instanceof Symbol s) {
      known(f, level, s.name());
    }
    enter(f, function(analyse(tree(datum), around(f, level), false), f, level));
    return f;
  }

  static void roomToRun(Fiber f) {
    if (f.depth > Fiber.MOST_FRAMES_BELOW_EVALUATION) {
      throw Fiber.overflow();
    }
  }

  /** What has been read is said to stand where it was read. */
  private static Tree tree(Object datum) {
    Source source = Forms.findOrigin(datum).map(Origin::source).orElseGet(() -> Source.of("<eval>", Printer.code(datum)));
    return Tree.of(source, Forms.fromData(datum, source));
  }

  /** The code that fills a template where it can name what is around it. */
  Code filling(Object template, Analysis.Surroundings around) {
    return Compiler.compile(analyse(tree(template), around, true), vm.compilerOptions());
  }

  /** Runs the function in the place of the value on top of the stack. */
  static void enter(Fiber f, Function fn) {
    int dest = f.sp - 1;
    f.drop(1);
    f.reserve(dest + fn.state.need);
    f.enter(fn, dest, dest, 0, f.pc + 1);
  }

  private Analysis analyse(Tree tree, Analysis.Surroundings around, boolean template) {
    Analysis analysis = template ? Analysis.ofTemplate(tree, vm.table(), around) : Analysis.ofEvaluation(tree, vm.table(), around);
    if (analysis.hasErrors()) {
      Diagnostic d = analysis.errors().get(0);
      throw Raise.general(d.message());
    }
    return analysis;
  }

  /** A symbol that is evaluated must denote something. */
  private void known(Fiber f, int level, String name) {
    boolean special = name.startsWith("$") || name.startsWith("@") || name.equals("self") || name.equals("_");
    if (!special && around(f, level).find(name).isEmpty() && f.function(level).ns.lookup(name) == null && vm.gene.cell(name) == null) {
      throw Raise.general("Unknown symbol: " + name + " is not defined");
    }
  }

  /** Source text compiled for the place where a frame stands, as a debugger evaluates it; raises when it does not compile. */
  Code prepare(Fiber f, int level, Tree tree) {
    return Compiler.compile(analyse(tree, around(f, level), false), vm.compilerOptions());
  }

  private Function function(Analysis analysis, Fiber f, int level) {
    return inFrame(f, level, Compiler.compile(analysis, vm.compilerOptions())).orElseThrow();
  }

  /** The code with the variables of a frame: a function to call without arguments; empty when the frame lacks one of them. */
  Optional<Function> inFrame(Fiber f, int level, Code code) {
    return inFrame(f, level, vm.passingState(code));
  }

  Optional<Function> inFrame(Fiber f, int level, CodeState state) {
    Code code = state.code;
    var captures = new Cell[code.captures().size()];
    for (int i = 0; i < captures.length; i++) {
      Optional<Cell> cell = findCell(f, level, code.captures().get(i).name());
      if (cell.isEmpty()) {
        return Optional.empty();
      }
      captures[i] = cell.get();
    }
    Function frame = f.function(level);
    var fn = new Function(state, captures, frame.ns, self(f, level));
    fn.owner = frame.owner;
    return Optional.of(fn);
  }

  /** Runs a function while the present fiber stands still; the scheduler's other fibers do not run. */
  Outcome aside(Function function, Object exception) {
    return aside(new Fiber(vm, "evaluation"), function, exception);
  }

  /** @param exception what `$ex` is; null for what it is now */
  Outcome aside(Fiber fiber, Function function, Object exception) {
    fiber.exception = exception != null ? exception : vm.current == null ? Special.NIL : vm.current.presentException();
    fiber.start(function);
    vm.recording.aside(fiber, () -> vm.execute(fiber));
    if (fiber.failure == null && fiber.state != Fiber.State.DONE) {
      vm.scheduler.forget(fiber);
      return Outcome.failure(new Fault.UncaughtFault(vm.kernel.exceptions.make("Exception", "an evaluation cannot wait for a future")), null);
    } else if (fiber.failure != null) {
      return Outcome.failure(new Fault.UncaughtFault(fiber.failure), null);
    }
    return Outcome.success(fiber.result, null);
  }

  Object self(Fiber f, int level) {
    Function frame = f.function(level);
    return frame.state.code.isMethod() ? f.at(f.base(level)) : frame.self;
  }

  /** The variables of a frame. */
  Analysis.Surroundings around(Fiber f, int level) {
    return new Analysis.Surroundings() {
      @Override
      public Optional<Binding.Kind> find(String name) {
        Code.LocalVar v = findLocal(f, level, name);
        if (v != null) {
          return Optional.of(v.constant() ? Binding.Kind.LET : Binding.Kind.OUTER);
        }
        int captured = captureIndex(f.function(level), name);
        if (captured < 0) {
          return Optional.empty();
        }
        boolean constant = f.function(level).state.code.captures().get(captured).constant();
        return Optional.of(constant ? Binding.Kind.LET : Binding.Kind.OUTER);
      }

      @Override
      public boolean keeps(String name, Binding.Kind kind) {
        return false;
      }

      @Override
      public boolean inMethod() {
        return f.function(level).state.code.isMethod();
      }
    };
  }

  static int captureIndex(Function fn, String name) {
    List<Code.Capture> all = fn.state.code.captures();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name().equals(name) && !fn.captures[i].isAbsent()) {
        return i;
      }
    }
    return -1;
  }

  /** The innermost variable of the name whose declaration the frame has passed; null when there is none. */
  static Code.LocalVar findLocal(Fiber f, int level, String name) {
    int pc = f.pc(level);
    int base = f.base(level);
    Code.LocalVar best = null;
    for (Code.LocalVar v : f.function(level).state.code.locals()) {
      boolean better = v.name().equals(name) && (best == null || v.from() >= best.from());
      if (better && isVisible(f, base, v, pc)) {
        best = v;
      }
    }
    return best;
  }

  private static boolean isVisible(Fiber f, int base, Code.LocalVar v, int pc) {
    int at = base + v.slot();
    return v.from() <= pc && pc < v.to() && f.words[at] != NanBox.ABSENT && !(f.refs[at] instanceof Cell c && c.isAbsent());
  }

  /** The variables of a frame that are in scope and hold a value. */
  static List<Code.LocalVar> visible(Fiber f, int level) {
    int pc = f.pc(level);
    int base = f.base(level);
    var all = new ArrayList<Code.LocalVar>();
    for (Code.LocalVar v : f.function(level).state.code.locals()) {
      if (isVisible(f, base, v, pc)) {
        all.add(v);
      }
    }
    return all;
  }

  /** Where a frame has the variables that the code captures: slots; of outer functions' ones -1 and the place among its captures. */
  int[] places(Fiber f, int level, Code code) {
    return code.captures().stream().mapToInt(c -> {
      Code.LocalVar v = findLocal(f, level, c.name());
      return v != null ? v.slot() : -1 - captureIndex(f.function(level), c.name());
    }).toArray();
  }

  Optional<Cell> findCell(Fiber f, int level, String name) {
    Code.LocalVar v = findLocal(f, level, name);
    if (v != null) {
      return Optional.of(definitions.cell(f, f.base(level) + v.slot()));
    }
    Function fn = f.function(level);
    int i = captureIndex(fn, name);
    return i < 0 ? Optional.empty() : Optional.of(fn.captures[i]);
  }
}
