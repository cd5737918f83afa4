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
  private final Vm vm;
  private final Namespace ns;
  private final Map<String, Cell> variables = new LinkedHashMap<>();
  private static final int MOST_NESTED = 20;
  private Object exception = Special.NIL;

  Session(Vm vm, String name) {
    this.vm = vm;
    this.ns = vm.modules.session(Source.of(name, ""));
  }

  Session(Vm vm, Namespace ns) {
    this.vm = vm;
    this.ns = ns;
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
    return eval(Tree.of(source, Forms.fromData(datum)));
  }

  /** Runs forms that were read already: some of those of a file, say. */
  public Outcome eval(Tree tree) {
    var declared = new LinkedHashMap<String, Cell>();
    Analysis analysis = Analysis.ofEvaluation(tree, vm.table(), new Analysis.Surroundings() {
      @Override
      public Optional<Binding.Kind> find(String name) {
        return variables.containsKey(name) ? Optional.of(Binding.Kind.OUTER) : Optional.empty();
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
        return false;
      }
    });
    if (analysis.hasErrors()) {
      return Outcome.failure(new Fault.CompileFault(tree.source(), analysis.errors()), analysis);
    }
    Code code = Compiler.compile(analysis, vm.compilerOptions());
    var captures = new Cell[code.captures().size()];
    var seen = new LinkedHashSet<String>();
    for (int i = captures.length - 1; i >= 0; i--) {
      // A name declared again in the same input is captured twice: the later one is the variable from then on.
      String name = code.captures().get(i).name();
      boolean latest = seen.add(name);
      Cell old = variables.get(name);
      captures[i] = declared.containsKey(name) && latest ? declared.get(name) : old != null ? old : declared.computeIfAbsent(name, n -> new Cell());
    }
    var fn = new Function(vm.state(code), captures, ns, ns);
    Outcome outcome = vm.run(fn, analysis, exception);
    declared.forEach((name, cell) -> {
      if (!cell.isAbsent()) {
        variables.put(name, cell);
      }
    });
    return outcome;
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
    names.addAll(ns.members().keySet());
    return names;
  }
}
