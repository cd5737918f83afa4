// Compiles an edited file so that functions of the running program can go on with the new code: each keeps the places of its captured variables.
package gene.compiler;

import gene.analysis.Analysis;
import gene.analysis.Binding;
import gene.analysis.FunctionInfo;
import gene.bytecode.Code;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A function takes the place of the running one of the same kind, name and number within the same outer function. The code of a
 * module, and of the body of a class or namespace, has run and made its functions, so these keep all their captures as they are; within
 * a function that is exchanged the maker is new as well. A variable that an existing function lacks is looked up by name in the namespaces.
 */
public final class Recompilation {
  /** A variable that existing functions lack. @param ofModule whether a namespace may have it */
  public record Missing(String name, boolean ofModule) {}

  private final UnaryOperator<Code> present;
  private final Map<Code, CaptureLayout> layouts = new IdentityHashMap<>();
  private FunctionInfo module;

  private Recompilation(UnaryOperator<Code> present) {
    this.present = present;
  }

  /** @param code of the edited file's module */
  public record Result(Code code, Recompilation by) {}

  /**
   * @param running the module's code as it was first compiled
   * @param present the code that runs now in the place of one that was compiled first
   */
  public static Result of(Analysis analysis, Compiler.Options options, Code running, UnaryOperator<Code> present) {
    var recompilation = new Recompilation(present);
    recompilation.module = analysis.module();
    Code code = Compiler.compile(analysis, options, recompilation, CaptureLayout.ofModule(running));
    prepare(code);
    return new Result(code, recompilation);
  }

  private static void prepare(Code code) {
    code.prepare();
    for (int i = 0; i < code.codeCount(); i++) {
      prepare(code.code(i));
    }
  }

  CaptureLayout layout(FunctionInfo info, Emitter outer, Code.Kind kind) {
    Code maker = outer.layout.running;
    int number = outer.layout.count(kind + " " + info.name());
    Code running = maker == null ? null : child(maker, kind, info.name(), number);
    if (running == null) {
      return CaptureLayout.available(info, outer);
    }
    boolean stays = maker.kind() == Code.Kind.MODULE || maker.kind() == Code.Kind.BODY;
    return stays ? CaptureLayout.asMade(info, running) : CaptureLayout.kept(info, outer, running);
  }

  private Code child(Code maker, Code.Kind kind, String name, int number) {
    int n = 0;
    for (int i = 0; i < maker.codeCount(); i++) {
      Code c = maker.code(i);
      if (c.kind() == kind && c.name().equals(name) && n++ == number) {
        return present.apply(c);
      }
    }
    return null;
  }

  void made(Code code, CaptureLayout layout) {
    layouts.put(code, layout);
  }

  /** The running code that a new one takes the place of; null when there is none. */
  public Code running(Code code) {
    return layouts.get(code).running;
  }

  /** What the new code needs and functions with the running code do not have. */
  public List<Missing> missing(Code code) {
    return layouts.get(code).missing().stream().map(b -> new Missing(b.name(), isOfModule(b))).toList();
  }

  private boolean isOfModule(Binding b) {
    return b.scope() == module.scope() && b.kind() != Binding.Kind.HIDDEN;
  }
}
