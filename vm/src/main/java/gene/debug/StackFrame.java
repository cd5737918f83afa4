// A call that has not ended, of a program that stands still. For the VM's thread, until the program is resumed.
package gene.debug;

import gene.bytecode.Code;
import gene.data.Instance;
import gene.data.Raise;
import gene.source.Source;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import gene.vm.Frames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

public final class StackFrame {
  private final Control control;
  private final Frames frames;
  private final int level;
  private final boolean awaits;

  StackFrame(Control control, Frames frames, int level, boolean awaits) {
    this.control = control;
    this.frames = frames;
    this.level = level;
    this.awaits = awaits;
  }

  /** `Class.method`, `name`, `<fn>`, `<module>`. */
  public String name() {
    return frames.name(level);
  }

  public Source source() {
    return code().source();
  }

  private Code code() {
    return frames.code(level);
  }

  /** The library's own frames are of interest to few. */
  public boolean isLibrary() {
    return frames.isLibrary(level);
  }

  /** Whether it was not called by the frame above, but awaits the end of it. */
  public boolean awaits() {
    return awaits;
  }

  /** The address of the instruction that it has reached. */
  public String address() {
    return LoadedCode.addressText(control.codes.address(code(), frames.pc(level)));
  }

  /** Where the frame stands: the statement it is about to run, or the form it has reached in one. */
  public Span span() {
    Code code = code();
    int pc = frames.pc(level);
    for (Code.Statement s : code.statementSpans()) {
      if (s.pc() == pc) {
        return new Span(s.start(), s.end());
      }
    }
    return new Span(code.spanStart(pc), code.spanEnd(pc));
  }

  /** The recorded writes of a variable or path, newest first. @param before only those up to that position */
  public PastWrites writes(String path, int most, long before) {
    return PastWrites.of(control, frames, level, path, most, before);
  }

  public List<Scope> scopes() {
    var all = new ArrayList<Scope>();
    Stop why = control.why(frames, level);
    if (why != null && !control.returned().isEmpty()) {
      all.add(new Scope(Scope.Kind.RETURNED, "Returned", values(control.returned(), "what a call has given")));
    }
    if (why != null && why.exception() != null) {
      all.add(new Scope(Scope.Kind.EXCEPTION, "Exception", values(List.of(new Variable("$ex", why.exception())), "the exception")));
    }
    Set<String> parameters = code().params().stream().map(Code.Param::name).collect(Collectors.toSet());
    List<Frames.Variable> variables = frames.locals(level).stream().filter(v -> !v.name().startsWith("(")).toList();
    List<Frames.Variable> arguments = variables.stream().filter(v -> parameters.contains(v.name())).toList();
    all.add(new Scope(Scope.Kind.LOCALS, "Locals", new FrameParts(frames, level, variables)));
    List<Frames.Variable> captured = frames.captured(level);
    if (!captured.isEmpty()) {
      all.add(new Scope(Scope.Kind.CAPTURED, "Captured", new FrameParts(frames, level, captured)));
    }
    Object self = frames.self(level);
    if (self instanceof Instance) {
      all.add(new Scope(Scope.Kind.SELF, "Self", Parts.of(self)));
    } else if (code().isMethod()) {
      all.add(new Scope(Scope.Kind.SELF, "Self", new NamedParts(Map.of("self", self), "the receiver")));
    }
    if (!arguments.isEmpty()) {
      all.add(new Scope(Scope.Kind.ARGUMENTS, "Arguments", new FrameParts(frames, level, arguments)));
    }
    List<Object> operands = frames.operands(level);
    if (!operands.isEmpty()) {
      all.add(new Scope(Scope.Kind.OPERANDS, "Operand Stack", new ListParts(operands)));
    }
    all.add(new Scope(Scope.Kind.NAMESPACE, "Namespace", Parts.of(frames.namespace(level))));
    return all;
  }

  private Object value(Tree tree) {
    Stop why = control.why(frames, level);
    return control.aside.value(frames, level, tree, why == null ? null : why.exception());
  }

  private static Parts values(List<Variable> variables, String what) {
    var values = new LinkedHashMap<String, Object>();
    variables.forEach(v -> values.put(v.name(), v.value()));
    return new NamedParts(values, what);
  }

  /** Runs code in the scope of the frame; a {@link DebugException} says why there is no value. */
  public Variable evaluate(String text) {
    return new Variable(text, value(Expression.read(text)));
  }

  /** The value of a name, a path or a literal. Anything else could change the program, which a glance must not do. */
  public Variable lookUp(String text) {
    Tree tree = Expression.read(text);
    Form form = tree.tops().get(0).form();
    if (tree.tops().size() > 1 || !(form instanceof Form.Name || form instanceof Form.Path || form instanceof Form.Literal)) {
      throw new DebugException("Only names and paths are looked up without running code");
    }
    return new Variable(text, value(tree));
  }

  /** Evaluates the text here and gives the value to a part of a scope or of a value; the answer is the part as it is now. */
  public Variable assign(Parts parts, String name, String text) {
    Object value = value(single(text));
    control.past.edits();
    try {
      parts.assign(control.vm.store(), name, value);
    } catch (Raise r) {
      throw new DebugException(r.getMessage());
    }
    return new Variable(name, value);
  }

  /** Gives another value to what an expression names: a variable or a path. */
  public Variable assign(String expression, String text) {
    Form form = single(expression).tops().get(0).form();
    if (!(form instanceof Form.Name || form instanceof Form.Path)) {
      throw new DebugException("`" + expression.strip() + "` is neither a variable nor a path, and cannot be set");
    }
    single(text);
    control.past.edits();
    return new Variable(expression, evaluate("(" + expression + " = " + text + ")").value());
  }

  private static Tree single(String text) {
    Tree tree = Expression.read(text);
    if (tree.tops().size() > 1) {
      throw new DebugException("One value is needed, and `" + text + "` are several");
    }
    return tree;
  }

  /** What could be typed at a column (from 0) of a text that is to be evaluated here. */
  public List<Completion> completions(String text, int column) {
    return Completions.at(this, frames, level, text, column);
  }

  /** The place of a variable or path, to watch its writes; a {@link DebugException} says why it cannot be watched. */
  public DataPlace place(String expression) {
    String text = expression.strip();
    int slash = text.lastIndexOf('/');
    if (slash <= 0) {
      return named(text, text, new FrameParts(frames, level, frames.locals(level)).places(text), Parts.of(frames.namespace(level)));
    }
    return place(Parts.of(lookUp(text.substring(0, slash)).value()), text.substring(slash + 1), text);
  }

  private DataPlace named(String name, String description, List<Place> places, Parts otherwise) {
    return places.isEmpty() ? place(otherwise, name, description) : control.data.place(name, description, places);
  }

  /** The place of a part of a scope or value. */
  public DataPlace place(Parts parts, String name, String description) {
    String key = parts.isNamed("^" + name) ? "^" + name : name;
    List<Place> places = parts.places(key);
    if (places.isEmpty()) {
      throw new DebugException("`" + description + "` cannot be watched: it is no variable, field, key or element");
    }
    return control.data.place(name, description, places);
  }

  /** Begins the frame anew; the answer is the stop that this is, of which no listener hears. */
  public Stop restart() {
    return control.restart(frames, level);
  }

  /** The calls of the statement at which the running frame stands, and which a step can go into. */
  public List<StepTarget> stepTargets() {
    var all = new ArrayList<StepTarget>();
    if (level != 0) {
      return all;
    }
    Code code = code();
    int pc = frames.pc(0);
    for (int at = pc; at < CodePlaces.endOfStatement(code, pc); at++) {
      if (CodePlaces.isCall(code, at)) {
        all.add(new StepTarget(at, CallText.of(code, at), code.source(), code.spanStart(at), code.spanEnd(at)));
      }
    }
    return all;
  }

  /** The statements of a line at which the running frame could go on. */
  public List<StepTarget> jumpTargets(String sourceId, int line) {
    return level == 0 ? Jumps.targets(frames, sourceId, line, control.codes.texts) : List.of();
  }
}
