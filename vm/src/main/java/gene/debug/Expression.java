// A text that is evaluated in many frames: compiled once for each instruction where they stand.
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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class Expression {
  private record Place(Code code, int pc) {}

  private final Tree tree;
  private final Map<Place, Code> compiled = new HashMap<>();

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

  /** The value; a {@link DebugException} when there is none. */
  Object value(Frames frames, int level) {
    var place = new Place(frames.code(level), frames.pc(level));
    try {
      Code code = compiled.get(place);
      Optional<Outcome> outcome = code == null ? Optional.empty() : frames.evaluate(level, code);
      if (outcome.isEmpty()) {
        // New here, or a variable that had a value at the last visit has none now.
        code = frames.prepare(level, tree);
        compiled.put(place, code);
        outcome = frames.evaluate(level, code);
      }
      return value(outcome.orElseThrow());
    } catch (Raise r) {
      throw new DebugException(r.getMessage());
    }
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
