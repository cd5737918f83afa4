// A scope that lasts for several pieces of code: what a REPL evaluates in.
package gene.vm;

import gene.analysis.Analysis;
import gene.analysis.Binding;
import gene.bytecode.Code;
import gene.compiler.Compiler;
import gene.data.Cell;
import gene.data.Namespace;
import gene.data.Special;
import gene.source.Source;
import gene.syntax.Forms;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

public final class Session {
  private static final int MOST_NESTED = 20;

  /** A piece of code that is ready to run. @param declared the variables that it adds to the session */
  private record Prepared(Function function, Analysis analysis, Map<String, Cell> declared) {}

  private final Vm vm;
  private final Namespace ns;
  /** The frame whose variables are visible, and how many frames lie below it; no fiber when there is none. */
  private final Fiber fiber;
  private final int below;
  private final Map<String, Cell> variables = new LinkedHashMap<>();
  private Object exception = Special.NIL;
  /** What {@link #prepare} has made ready, until it has run. */
  private Prepared pending;

  Session(Vm vm, String name) {
    this(vm, vm.modules.session(Source.of(name, "")));
  }

  Session(Vm vm, Namespace ns) {
    this.vm = vm;
    this.ns = ns;
    this.fiber = null;
    this.below = 0;
  }

  /** Inside the running frame of a fiber, which stays while the session lasts. */
  Session(Vm vm, Fiber fiber) {
    this.vm = vm;
    this.ns = fiber.fn.ns;
    this.fiber = fiber;
    this.below = fiber.depth;
  }

  /** A variable of the session. */
  public void define(String name, Object value) {
    var cell = new Cell();
    vm.store.set(cell, value);
    variables.put(name, cell);
  }

  /** From now on hears of each datum that a macro function called from the top of an evaluation evaluates there. */
  public void onExpansion(Consumer<Object> heard) {
    vm.evaluation().expansions = heard;
  }

  /** What `$ex` is from now on. */
  public void handle(ExceptionInstance caught) {
    exception = caught;
  }

  /** An exception with this message that nobody throws. */
  public ExceptionInstance exception(String message) {
    return vm.kernel.exceptions.make("Exception", message);
  }

  /** Runs the forms; variables they declare at the top stay. */
  public Outcome eval(Source source) {
    return eval(Reader.read(source));
  }

  /** Runs a form that was read already. */
  public Outcome eval(Object datum, Source source) {
    return eval(Tree.of(source, Forms.fromData(datum, source)));
  }

  /** Runs forms that were read already: some of those of a file, say. */
  public Outcome eval(Tree tree) {
    Prepared p = prepared(tree);
    if (p.function() == null) {
      return Outcome.failure(new Fault.CompileFault(tree.source(), p.analysis().errors()), p.analysis());
    }
    Outcome outcome = vm.run(p.function(), p.analysis(), exception);
    keep(p);
    return outcome;
  }

  /** Compiles an input that {@link #begin} runs; gives what is wrong with it. */
  Optional<Fault> prepare(Source source) {
    pending = prepared(Reader.read(source));
    return pending.function() != null ? Optional.empty() : Optional.of(new Fault.CompileFault(source, pending.analysis().errors()));
  }

  /** The function that runs the input made ready last; {@link #end} follows, however it ends. */
  Function begin() {
    return pending.function();
  }

  void end() {
    keep(pending);
  }

  private void keep(Prepared p) {
    p.declared().forEach((name, cell) -> {
      if (!cell.isAbsent()) {
        variables.put(name, cell);
      }
    });
  }

  /** Without a function when it does not compile. */
  private Prepared prepared(Tree tree) {
    var declared = new LinkedHashMap<String, Cell>();
    Analysis analysis = Analysis.ofEvaluation(tree, vm.table(), new Around(declared));
    if (analysis.hasErrors()) {
      return new Prepared(null, analysis, declared);
    }
    Code code = Compiler.compile(analysis, vm.compilerOptions());
    var captures = new Cell[code.captures().size()];
    var seen = new LinkedHashSet<String>();
    for (int i = captures.length - 1; i >= 0; i--) {
      // A name declared again in the same input is captured twice: the later one is the variable from then on.
      String name = code.captures().get(i).name();
      boolean latest = seen.add(name);
      captures[i] = declared.containsKey(name) && latest ? declared.get(name)
          : findVariable(name).orElseGet(() -> declared.computeIfAbsent(name, n -> new Cell()));
    }
    var fn = new Function(vm.state(code), captures, ns, fiber == null ? ns : vm.evaluation().self(fiber, level()));
    fn.owner = fiber == null ? null : fiber.function(level()).owner;
    return new Prepared(fn, analysis, declared);
  }

  private Optional<Cell> findVariable(String name) {
    Cell own = variables.get(name);
    return own != null ? Optional.of(own) : fiber == null ? Optional.empty() : vm.evaluation().findCell(fiber, level(), name);
  }

  /** Of the frame, counted from the running one. */
  private int level() {
    return fiber.depth - below;
  }

  /** What an input sees: the session's own variables before those of the frame. */
  private final class Around implements Analysis.Surroundings {
    private final Map<String, Cell> declared;
    private final Analysis.Surroundings frame = fiber == null ? null : vm.evaluation().around(fiber, level());

    Around(Map<String, Cell> declared) {
      this.declared = declared;
    }

    @Override
    public Optional<Binding.Kind> find(String name) {
      return variables.containsKey(name) ? Optional.of(Binding.Kind.OUTER) : frame == null ? Optional.empty() : frame.find(name);
    }

    @Override
    public boolean keeps(String name, Binding.Kind kind) {
      // A definition replaces what the name stood for, also for the functions that use it; var and let make a new variable.
      if (!isDefinition(kind) || !variables.containsKey(name)) {
        declared.put(name, new Cell());
      }
      return true;
    }

    @Override
    public boolean isSession() {
      return true;
    }

    @Override
    public boolean inMethod() {
      return frame != null && frame.inMethod();
    }
  }

  private static boolean isDefinition(Binding.Kind kind) {
    return switch (kind) {
      case FUNCTION, CLASS, INTERFACE, NAMESPACE, ENUM, TYPE -> true;
      case VAR, LET, PARAM, LOOP, CATCH, HIDDEN, OUTER -> false;
    };
  }

  /** The functions of the namespace and of those in it that have examples, by name: `area`, `geo/area`. */
  public Map<String, Function> functionsWithExamples() {
    var functions = new TreeMap<String, Function>();
    collect(ns, "", functions, 0);
    return functions;
  }

  private void collect(Namespace from, String prefix, Map<String, Function> into, int depth) {
    for (String name : from.members().keySet()) {
      Object value = from.get(name);
      if (value instanceof Function f && f.namespace() == from && f.examples() != null) {
        into.put(prefix + name, f);
      } else if (value instanceof Namespace inner && inner.parent() == from && depth < MOST_NESTED) {
        collect(inner, prefix + name + "/", into, depth + 1);
      }
    }
  }

  /** Variables and members of the session, for completion. */
  public Set<String> visibleNames() {
    var names = new LinkedHashSet<>(variables.keySet());
    if (fiber != null) {
      Evaluation.visible(fiber, level()).forEach(v -> names.add(v.name()));
    }
    names.addAll(ns.members().keySet());
    return names;
  }
}
