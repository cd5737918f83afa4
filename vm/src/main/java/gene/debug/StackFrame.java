// A call that has not ended, of a program that stands still. For the VM's thread, until the program is resumed.
package gene.debug;

import gene.bytecode.Code;
import gene.data.Instance;
import gene.data.Raise;
import gene.data.Store;
import gene.source.Source;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import gene.vm.Frames;
import gene.vm.Vm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

public final class StackFrame {
  private final Control control;
  private final Vm vm;
  private final Frames frames;
  private final int level;

  StackFrame(Control control, Vm vm, Frames frames, int level) {
    this.control = control;
    this.vm = vm;
    this.frames = frames;
    this.level = level;
  }

  /** `Class.method`, `name`, `<fn>`, `<module>`. */
  public String name() {
    return frames.name(level);
  }

  public Source source() {
    return frames.code(level).source();
  }

  /** The library's own frames are of interest to few. */
  public boolean isLibrary() {
    return frames.isLibrary(level);
  }

  /** Where the frame stands: the statement it is about to run, or the form it has reached in one. */
  public Span span() {
    Code code = frames.code(level);
    int pc = frames.pc(level);
    for (Code.Statement s : code.statementSpans()) {
      if (s.pc() == pc) {
        return new Span(s.start(), s.end());
      }
    }
    return new Span(code.spanStart(pc), code.spanEnd(pc));
  }

  public List<Scope> scopes() {
    var all = new ArrayList<Scope>();
    all.add(new Scope(Scope.Kind.LOCALS, "Locals", new FrameParts(frames, level, frames.locals(level))));
    List<Frames.Variable> captured = frames.captured(level);
    if (!captured.isEmpty()) {
      all.add(new Scope(Scope.Kind.CAPTURED, "Captured", new FrameParts(frames, level, captured)));
    }
    Object self = frames.self(level);
    if (self instanceof Instance) {
      all.add(new Scope(Scope.Kind.SELF, "Self", Parts.of(self)));
    } else if (frames.code(level).isMethod()) {
      all.add(new Scope(Scope.Kind.SELF, "Self", new NamedParts(Map.of("self", self), "the receiver")));
    }
    all.add(new Scope(Scope.Kind.NAMESPACE, "Namespace", Parts.of(frames.namespace(level))));
    return all;
  }

  /** Runs code in the scope of the frame; a {@link DebugException} says why there is no value. */
  public Variable evaluate(String text) {
    return new Variable(text, control.evaluate(frames, level, Expression.read(text)));
  }

  /** The value of a name, a path or a literal. Anything else could change the program, which a glance must not do. */
  public Variable lookUp(String text) {
    Tree tree = Expression.read(text);
    Form form = tree.tops().get(0).form();
    if (tree.tops().size() > 1 || !(form instanceof Form.Name || form instanceof Form.Path || form instanceof Form.Literal)) {
      throw new DebugException("Only names and paths are looked up without running code");
    }
    return new Variable(text, control.evaluate(frames, level, tree));
  }

  /** Evaluates the text here and gives the value to a part of a scope or of a value; the answer is the part as it is now. */
  public Variable assign(Parts parts, String name, String text) {
    Tree tree = Expression.read(text);
    if (tree.tops().size() > 1) {
      throw new DebugException("One value is needed, and `" + text + "` are several");
    }
    Object value = control.evaluate(frames, level, tree);
    Store store = vm.store();
    try {
      parts.assign(store, name, value);
    } catch (Raise r) {
      throw new DebugException(r.getMessage());
    }
    return new Variable(name, value);
  }
}
