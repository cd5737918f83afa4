// A text that is evaluated in many frames: compiled once for each VM and instruction where they stand. From any thread.
package gene.debug;

import gene.bytecode.Code;
import gene.data.Raise;
import gene.source.Source;
import gene.syntax.Reader;
import gene.syntax.Tree;
import gene.vm.ExceptionInstance;
import gene.vm.Fault;
import gene.vm.Frames;
import gene.vm.Outcome;
import gene.vm.Prepared;
import gene.vm.Vm;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

final class Expression {
  private final Tree tree;
  private final Map<Vm, Map<Code, Prepared[]>> compiled = new IdentityHashMap<>();

  private Expression(Tree tree) {
    this.tree = tree;
  }

  static Expression parse(String text) {
    return new Expression(read(text));
  }

  /** The forms of a text that a person typed. */
  static Tree read(String text) {
    Tree tree = Reader.read(Source.of("<expression>", text));
    if (tree.hasErrors()) {
      throw new DebugException(tree.diagnostics().get(0).message());
    } else if (tree.tops().isEmpty()) {
      throw new DebugException("There is nothing to evaluate");
    }
    return tree;
  }

  /** The value; a {@link DebugException} when there is none. @param exception what `$ex` is; null for what it is there */
  Object value(Frames frames, int level, Object exception) {
    Prepared[] places = compiled(frames.vm()).computeIfAbsent(frames.code(level), code -> new Prepared[code.length()]);
    int pc = frames.pc(level);
    try {
      Optional<Outcome> outcome = places[pc] == null ? Optional.empty() : frames.evaluate(level, places[pc], exception);
      if (outcome.isEmpty()) {
        // New here, or a variable that had a value at the last visit has none now.
        places[pc] = frames.prepare(level, tree);
        outcome = frames.evaluate(level, places[pc], exception);
      }
      return value(outcome.orElseThrow());
    } catch (Raise r) {
      throw new DebugException(r.getMessage());
    }
  }

  /** What one VM has compiled: for whoever runs it. */
  private synchronized Map<Code, Prepared[]> compiled(Vm vm) {
    return compiled.computeIfAbsent(vm, v -> new IdentityHashMap<>());
  }

  /** The value of an evaluation that has ended. */
  static Object value(Outcome outcome) {
    Fault fault = outcome.failure();
    if (fault instanceof Fault.UncaughtFault uncaught) {
      throw new DebugException(describe(uncaught.exception()));
    } else if (fault instanceof Fault.CompileFault compile) {
      throw new DebugException(compile.diagnostics().get(0).message());
    }
    return outcome.value();
  }

  static String describe(ExceptionInstance e) {
    return e.message().isEmpty() ? e.cls().name() : e.cls().name() + ": " + e.message();
  }
}
