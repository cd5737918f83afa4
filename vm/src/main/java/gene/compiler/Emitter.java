// Emits the instructions of one function: keeps the operand depth, slots of variables, labels.
package gene.compiler;

import gene.analysis.Binding;
import gene.analysis.FunctionInfo;
import gene.analysis.Scope;
import gene.bytecode.Code;
import gene.bytecode.CodeBuilder;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class Emitter {
  /** A place to jump to, with the operand depth that is expected there. */
  static final class Label {
    private final List<Integer> jumps = new ArrayList<>();
    private int depth = -1;

    void atDepth(int expected) {
      depth = expected;
    }
  }

  final FunctionInfo info;
  final CodeBuilder code;
  final CaptureLayout layout;
  private final Map<Binding, Integer> slots = new HashMap<>();
  private final Map<Binding, Integer> declaredAt = new HashMap<>();
  private final List<FunctionInfo> inlined = new ArrayList<>(0);
  private int nextSlot;
  private int slotCount;
  private int depth;
  private Tree.Top top;

  Emitter(FunctionInfo info, CodeBuilder code, Tree.Top top, CaptureLayout layout) {
    this.info = info;
    this.code = code;
    this.layout = layout;
    this.top = top;
    if (info.isMethod()) {
      newSlot();
    }
  }

  // Places

  void top(Tree.Top t) {
    top = t;
  }

  Tree.Top top() {
    return top;
  }

  int absolute(int relative) {
    return top.start() + relative;
  }

  /** What is emitted next belongs to the declaring name. */
  void at(Binding b) {
    code.at(absolute(b.start()), absolute(b.end()));
  }

  /** What is emitted next belongs to the form. */
  void at(Form form) {
    code.at(absolute(form.start()), absolute(form.end()));
  }

  /** A statement starts here. Where one begins with another, as `do` does, it counts as the inner one. Those of inlined functions stand there. */
  void statement(Form form) {
    if (inlined.isEmpty()) {
      code.statement(absolute(form.start()), absolute(form.end()));
    }
  }

  // Instructions

  int depth() {
    return depth;
  }

  void depth(int d) {
    depth = d;
  }

  void emit(Op op) {
    emit(op, 0);
  }

  void emit(Op op, int operand) {
    code.emit(op, operand);
    depth += op.effect();
  }

  void emit(Op op, Site site) {
    code.emit(op, site);
    depth += op.effect();
  }

  /** For an instruction whose effect the site decides. */
  void emit(Op op, Site site, int effect) {
    code.emit(op, site);
    depth += effect;
  }

  void emit(Op op, int operand, int effect) {
    code.emit(op, operand);
    depth += effect;
  }

  void constant(Object value) {
    code.emitConst(Op.LOAD_CONST, value);
    depth++;
  }

  void constant(Op op, Object value) {
    code.emitConst(op, value);
    depth += op.effect();
  }

  void nested(Op op, Code function) {
    code.emitCode(op, function);
    depth += op.effect();
  }

  void jump(Op op, Label to) {
    to.jumps.add(code.emit(op));
    depth += op.effect();
    to.depth = depth;
  }

  /** A jump inside a site: the site is made when the label is placed. */
  void jump(Op op, Label to, java.util.function.IntFunction<Site> site) {
    int pc = code.emit(op, site.apply(0));
    depth += op.effect();
    to.depth = depth;
    siteJumps.add(new SiteJump(pc, to, site));
  }

  private record SiteJump(int pc, Label to, java.util.function.IntFunction<Site> site) {}

  private final List<SiteJump> siteJumps = new ArrayList<>();

  /** The label is here; control may also fall through to it. */
  void place(Label label) {
    label.jumps.forEach(code::patch);
    for (SiteJump s : siteJumps) {
      if (s.to == label) {
        code.patchSite(s.pc, s.site.apply(code.here()));
      }
    }
    if (label.depth >= 0) {
      depth = label.depth;
    }
  }

  // Slots and variables

  int newSlot() {
    int slot = nextSlot++;
    slotCount = Math.max(slotCount, nextSlot);
    return slot;
  }

  int slotCount() {
    return slotCount;
  }

  int mark() {
    return nextSlot;
  }

  /** Gives the slots above the mark back; variables declared since are out of scope from here on. */
  void release(int mark, Scope scope) {
    if (scope != null) {
      closeRanges(scope);
    }
    nextSlot = mark;
  }

  void closeRanges(Scope scope) {
    for (Binding b : scope.bindings()) {
      Integer from = declaredAt.get(b);
      if (from != null && b.kind() != Binding.Kind.HIDDEN) {
        code.local(new Code.LocalVar(b.name(), slots.get(b), from, code.here(), b.captured(), b.kind() == Binding.Kind.LET));
      }
    }
  }

  /** Gives the scope's variables slots, and those that closures share a fresh cell. */
  void openScope(Scope scope) {
    for (Binding b : scope.bindings()) {
      if (!slots.containsKey(b)) {
        slots.put(b, newSlot());
        if (b.captured()) {
          emit(Op.NEW_CELL, slots.get(b));
        }
      }
    }
  }

  /** Gives the parameter the next slot, where the call puts the argument. */
  int parameter(Binding b) {
    int slot = newSlot();
    if (b != null) {
      slots.put(b, slot);
      declaredAt.put(b, 0);
    }
    return slot;
  }

  int slot(Binding b) {
    Integer slot = slots.get(b);
    if (slot == null) {
      // A variable whose scope has been left out by error recovery or is declared by a pattern that came first.
      slots.put(b, slot = newSlot());
      if (b.captured()) {
        emit(Op.NEW_CELL, slot);
      }
    }
    return slot;
  }

  boolean isOwn(Binding b) {
    FunctionInfo of = b.scope().function();
    return of == info || !inlined.isEmpty() && inlined.contains(of);
  }

  /** What the function does stands in this one too: its variables are variables here. */
  void inline(FunctionInfo function) {
    inlined.add(function);
  }

  void load(Binding b) {
    if (!isOwn(b)) {
      captured(b, Op.LOAD_CAPTURE, Op.LOAD_NAME);
    } else {
      emit(b.captured() ? Op.LOAD_CELL : Op.LOAD_LOCAL, slot(b));
    }
  }

  /** Declares (or, with `assign`, assigns) the variable; pops the value. */
  void store(Binding b, boolean assign) {
    if (!isOwn(b)) {
      captured(b, Op.STORE_CAPTURE, Op.STORE_NAME);
    } else {
      emit(b.captured() ? Op.STORE_CELL : assign ? Op.STORE_LOCAL : Op.INIT_LOCAL, slot(b));
      declaredAt.putIfAbsent(b, code.here());
    }
  }

  private void captured(Binding b, Op op, Op byName) {
    int index = layout.indexOf(b);
    if (index < 0) {
      emit(byName, new Site.Name(b.name()));
    } else {
      emit(op, index);
    }
  }

  void declared(Binding b) {
    declaredAt.putIfAbsent(b, code.here());
  }

  Site.Variable variable(Binding b) {
    if (!isOwn(b)) {
      int index = layout.indexOf(b);
      return new Site.Variable(b.name(), index < 0 ? Site.Where.NAME : Site.Where.CAPTURE, Math.max(index, 0));
    }
    return new Site.Variable(b.name(), b.captured() ? Site.Where.CELL : Site.Where.LOCAL, slot(b));
  }

  /** Whether the function has the variable, as its own or captured. */
  boolean has(Binding b) {
    return isOwn(b) || layout.has(b);
  }

  /** Where a closure made here finds what it captures. */
  List<Code.Capture> captures(List<Binding> inner) {
    return inner.stream().map(b -> CaptureLayout.capture(b, isOwn(b), isOwn(b) ? slot(b) : layout.indexOf(b))).toList();
  }
}
