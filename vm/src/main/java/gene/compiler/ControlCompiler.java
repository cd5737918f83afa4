// Branches, loops, case, return and the small forms.
package gene.compiler;

import gene.analysis.Binding;
import gene.analysis.FunctionInfo;
import gene.analysis.Node;
import gene.analysis.Operator;
import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.Special;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;

final class ControlCompiler {
  private final NodeCompiler nodes;
  private final Emitter e;
  final ExitCompiler exits;
  /** The slot that holds this frame's token, for `return` inside blocks; -1 without such blocks. */
  private int tokenSlot = -1;

  ControlCompiler(NodeCompiler nodes, Emitter e) {
    this.nodes = nodes;
    this.e = e;
    this.exits = new ExitCompiler(nodes, e);
  }

  /** After an instruction that never goes on: the code that follows expects a value or nothing. */
  void unreachable(Use use) {
    if (use == Use.VALUE) {
      e.constant(Special.NIL);
    }
  }

  /** A frame that blocks may leave by `return`, or whose caller evaluated code sees, must stay. */
  boolean isTailPossible() {
    return exits.isEmpty() && !e.info.isMacro() && (e.info.kind() == FunctionInfo.Kind.BLOCK || e.info.home() == null);
  }

  // Branches

  Void branch(Node.If n, Use use) {
    var otherwise = new Emitter.Label();
    var end = new Emitter.Label();
    jumpIfFalse(n.condition(), otherwise);
    int depth = e.depth();
    nodes.compile(n.then(), use);
    int after = use == Use.VALUE ? depth + 1 : depth;
    boolean needsElse = n.otherwise() != null || use != Use.EFFECT;
    if (needsElse) {
      if (use != Use.TAIL) {
        e.depth(after);
        e.jump(Op.JUMP, end);
      }
      e.place(otherwise);
      e.depth(depth);
      if (n.otherwise() == null) {
        e.constant(Special.NIL);
        nodes.done(use);
      } else {
        nodes.compile(n.otherwise(), use);
      }
      e.place(end);
    } else {
      e.place(otherwise);
    }
    e.depth(after);
    return null;
  }

  void jumpIfFalse(Node condition, Emitter.Label to) {
    e.at(condition.form());
    if (condition instanceof Node.Unary u && u.operator() == Operator.NOT && isBoolean(u.operand())) {
      jumpIfTrue(u.operand(), to);
    } else if (condition instanceof Node.Logic l && l.and() && isBoolean(l.left()) && isBoolean(l.right())) {
      jumpIfFalse(l.left(), to);
      jumpIfFalse(l.right(), to);
    } else if (condition instanceof Node.Logic l && !l.and() && isBoolean(l.left()) && isBoolean(l.right())) {
      var then = new Emitter.Label();
      jumpIfTrue(l.left(), then);
      jumpIfFalse(l.right(), to);
      e.place(then);
    } else {
      nodes.value(condition);
      e.at(condition.form());
      e.jump(Op.JUMP_IF_FALSE, to);
    }
  }

  private void jumpIfTrue(Node condition, Emitter.Label to) {
    if (condition instanceof Node.Logic l && !l.and() && isBoolean(l.left()) && isBoolean(l.right())) {
      jumpIfTrue(l.left(), to);
      jumpIfTrue(l.right(), to);
    } else if (condition instanceof Node.Logic l && l.and() && isBoolean(l.left()) && isBoolean(l.right())) {
      var out = new Emitter.Label();
      jumpIfFalse(l.left(), out);
      jumpIfTrue(l.right(), to);
      e.place(out);
    } else {
      nodes.value(condition);
      e.jump(Op.JUMP_IF_TRUE, to);
    }
  }

  /** On Ints `&&`, `||` and `not` work on bits: only for operands that are surely booleans are they mere jumps. */
  private static boolean isBoolean(Node n) {
    if (n instanceof Node.Binary b) {
      return switch (b.operator()) {
        case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL, IS -> true;
        default -> false;
      };
    }
    return n instanceof Node.Chain || n instanceof Node.Const c && c.value() instanceof Boolean
        || n instanceof Node.Logic l && isBoolean(l.left()) && isBoolean(l.right())
        || n instanceof Node.Unary u && u.operator() == Operator.NOT && isBoolean(u.operand());
  }

  // Loops

  Void loop(Node.Loop n, Use use) {
    int mark = e.mark();
    int counter = -1;
    if (n.kind() == Node.LoopKind.REPEAT) {
      counter = e.newSlot();
      nodes.value(n.head());
      e.emit(Op.CHECK_COUNT);
      e.emit(Op.INIT_LOCAL, counter);
    }
    int depth = e.depth();
    var end = new Emitter.Label();
    var next = new Emitter.Label();
    boolean givesValue = n.kind() == Node.LoopKind.LOOP && use != Use.EFFECT;
    int start = e.code.here();
    exits.enterLoop(n.label(), depth, end, next, givesValue);
    if (n.kind() == Node.LoopKind.WHILE) {
      e.statement(n.form());
      jumpIfFalse(n.head(), end);
    } else if (n.kind() == Node.LoopKind.REPEAT) {
      e.emit(Op.LOAD_LOCAL, counter);
      e.constant(0L);
      e.emit(Op.GREATER);
      e.jump(Op.JUMP_IF_FALSE, end);
      e.emit(Op.LOAD_LOCAL, counter);
      e.constant(1L);
      e.emit(Op.SUBTRACT);
      e.emit(Op.INIT_LOCAL, counter);
    }
    nodes.compile(n.body(), Use.EFFECT);
    exits.leaveLoop();
    e.place(next);
    e.depth(depth);
    e.emit(Op.LOOP, start);
    e.place(end);
    e.release(mark, null);
    e.depth(givesValue ? depth + 1 : depth);
    if (givesValue) {
      return nodes.done(use);
    }
    return nilAfter(use);
  }

  private Void nilAfter(Use use) {
    if (use != Use.EFFECT) {
      e.constant(Special.NIL);
      nodes.done(use);
    }
    return null;
  }

  Void forLoop(Node.For n, Use use) {
    int mark = e.mark();
    int iterator = e.newSlot();
    nodes.value(n.collection());
    e.emit(Op.ITERATE);
    e.emit(Op.INIT_LOCAL, iterator);
    int depth = e.depth();
    var end = new Emitter.Label();
    var next = new Emitter.Label();
    int start = e.code.here();
    int inner = e.mark();
    e.openScope(n.scope());
    e.emit(n.key() == null ? Op.NEXT : Op.NEXT_PAIR, iterator);
    e.jump(Op.JUMP_IF_END, end);
    end.atDepth(depth);
    if (n.key() != null) {
      e.emit(Op.SPLIT_PAIR);
      nodes.patterns.bind(n.value());
      e.store(n.key(), false);
    } else {
      nodes.patterns.bind(n.value());
    }
    exits.enterLoop(n.label(), depth, end, next, false);
    nodes.compile(n.body(), Use.EFFECT);
    exits.leaveLoop();
    e.place(next);
    e.depth(depth);
    e.release(inner, n.scope());
    e.emit(Op.LOOP, start);
    e.place(end);
    e.depth(depth);
    // The iterator is garbage now, and the frame may live long.
    e.constant(Special.NIL);
    e.emit(Op.INIT_LOCAL, iterator);
    e.release(mark, null);
    return nilAfter(use);
  }

  Void leaveLoop(Node n, Node.LoopLabel label, Node value, boolean isBreak) {
    if (label == null) {
      if (value != null) {
        nodes.compile(value, Use.EFFECT);
      }
      e.emit(Op.NO_LOOP, new Site.Name(isBreak ? "break" : "continue"));
      return fake();
    }
    int before = e.depth();
    exits.jumpOut(label, value, isBreak);
    e.depth(before);
    return fake();
  }

  /** The node's consumer expects a value, or nothing, where control never comes. */
  private Void fake() {
    return nodes.afterJump();
  }

  // return

  /** A block's `return` leaves the function around it: that frame gets a token which the block captures. */
  void prepareBlocks() {
    FunctionInfo info = e.info;
    if (info.kind() != FunctionInfo.Kind.BLOCK && info.home() != null) {
      tokenSlot = e.slot(info.home());
      if (!info.home().captured()) {
        e.emit(Op.NEW_TOKEN, tokenSlot);
      } else {
        int temporary = e.newSlot();
        e.emit(Op.NEW_TOKEN, temporary);
        e.emit(Op.LOAD_LOCAL, temporary);
        e.emit(Op.STORE_CELL, tokenSlot);
        tokenSlot = temporary;
      }
    }
  }

  Void returnFrom(Node.Return n) {
    int before = e.depth();
    if (e.info.kind() == FunctionInfo.Kind.BLOCK && n.home() != null) {
      nodes.value(n.value());
      leaveHome(n.home());
    } else {
      boolean plain = exits.isEmpty() && e.info.kind() != FunctionInfo.Kind.CTOR && e.info.postconditions().isEmpty()
          && (e.info.returnType() == null || !nodes.compiler.options.typeChecks()) && !e.info.isGenerator();
      if (plain) {
        nodes.compile(n.value(), Use.TAIL);
      } else {
        if (e.info.kind() == FunctionInfo.Kind.CTOR) {
          nodes.compile(n.value(), Use.EFFECT);
          e.emit(Op.LOAD_SELF);
        } else {
          nodes.value(n.value());
        }
        exits.leaveFunction(() -> nodes.compiler.exit(e.info, e, nodes));
      }
    }
    e.depth(before);
    return fake();
  }

  /** Leaves the function around a block, with the value on the stack. */
  private void leaveHome(Binding home) {
    exits.leaveFunction(() -> {
      e.load(home);
      e.emit(Op.RETURN_FROM);
    });
  }

  // case

  Void caseOf(Node.Case n, Use use) {
    int mark = e.mark();
    int target = e.newSlot();
    nodes.value(n.target());
    e.emit(Op.INIT_LOCAL, target);
    int depth = e.depth();
    int after = use == Use.VALUE ? depth + 1 : depth;
    var end = new Emitter.Label();
    for (Node.When w : n.clauses()) {
      var next = new Emitter.Label();
      int inner = e.mark();
      if (w.variant() != null) {
        variant(w, target);
        e.jump(Op.JUMP_IF_FALSE, next);
      } else if (w.value() != null) {
        e.emit(Op.LOAD_LOCAL, target);
        nodes.value(w.value());
        e.emit(Op.EQUAL);
        e.jump(Op.JUMP_IF_FALSE, next);
      }
      nodes.compile(w.body(), use);
      e.release(inner, null);
      e.depth(after);
      if (use != Use.TAIL) {
        e.jump(Op.JUMP, end);
      }
      e.place(next);
      e.depth(depth);
    }
    if (n.otherwise() != null) {
      nodes.compile(n.otherwise(), use);
    } else {
      nilAfter(use);
    }
    e.place(end);
    e.release(mark, null);
    e.depth(after);
    return null;
  }

  private void variant(Node.When w, int target) {
    Node.VariantPattern p = w.variant();
    e.openScope(w.body().scope());
    e.emit(Op.LOAD_LOCAL, target);
    if (p.variant() != null) {
      nodes.value(p.variant());
    }
    var slots = new ArrayList<Integer>();
    var cells = new ArrayList<Boolean>();
    for (var b : p.binders()) {
      slots.add(b == null ? -1 : e.slot(b));
      cells.add(b != null && b.captured());
      if (b != null) {
        e.declared(b);
      }
    }
    boolean onStack = p.variant() != null;
    String text = nodes.written(head(p.form()));
    e.emit(Op.MATCH_VARIANT, new Site.Variant(p.bareName(), onStack, p.list(), slots, cells, text), onStack ? -1 : 0);
  }

  private static Form head(Form f) {
    return f instanceof Form.Node n ? n.head() : f;
  }

  // Another self

  Void with(Node.With n, Use use) {
    int mark = e.mark();
    e.openScope(n.body().scope());
    nodes.value(n.target());
    if (n.name() != null) {
      e.emit(Op.DUP);
      e.store(n.name(), false);
    }
    e.store(n.self(), false);
    nodes.sequence(n.body().nodes(), n.form(), n.tap() ? Use.EFFECT : Use.VALUE);
    if (n.tap()) {
      e.load(n.self());
    }
    e.release(mark, n.body().scope());
    return nodes.done(use);
  }

  // Small forms

  Void special(Node.Special n, Use use) {
    List<Node> operands = n.operands();
    switch (n.kind()) {
      case EVAL -> {
        if (operands.isEmpty()) {
          e.constant(Special.NIL);
        }
        for (int i = 0; i < operands.size(); i++) {
          nodes.value(operands.get(i));
          e.emit(Op.EVAL, new Site.Name(""));
          if (i < operands.size() - 1) {
            e.emit(Op.POP);
          }
        }
      }
      case RENDER -> {
        nodes.value(operands.get(0));
        e.emit(Op.RENDER, new Site.Name(""));
      }
      case HOLE_NAME -> e.emit(Op.LOAD_NAME_OR_SYMBOL, new Site.Name((String) n.data()));
      case SESSION -> e.emit(Op.OPEN_SESSION);
      case CALLER_EVAL -> unary(operands, Op.CALLER_EVAL);
      case PARSE -> unary(operands, Op.PARSE);
      case AWAIT -> {
        var await = (Node.Await) n.data();
        nodes.value(operands.get(0));
        e.emit(Op.AWAIT, new Site.Await(await.all(), await.millis()));
      }
      case YIELD -> yieldValue(n);
      case ASYNC -> exits.async(operands.get(0));
      case TRY_RESULT -> unwrap(operands.get(0), (Binding) n.data());
      case ASSERT -> assertion(n);
      case IF_MAIN -> ifMain(operands.get(0));
      case TIMER_START -> {
        e.emit(Op.TIMER_START);
        e.constant(Special.NIL);
      }
      case TIMER_READ -> e.emit(Op.TIMER_READ);
      case IMPORT -> e.emit(Op.IMPORT, new Site.Import(n.data()));
      case EXPORT -> {
        // A variable whose declaration has not run has no value to export; members are looked up when the form runs.
        for (Node operand : operands) {
          if (operand instanceof Node.Local local) {
            e.emit(Op.LOAD_IF_SET, e.variable(local.binding()));
          } else {
            e.constant(Special.VOID);
          }
        }
        @SuppressWarnings("unchecked") List<String> names = (List<String>) n.data();
        e.emit(Op.EXPORT, new Site.Keys(names), -names.size());
        e.constant(Special.NIL);
      }
      case EXTEND -> {
        nodes.definitions.extend(n);
        e.constant(Special.NIL);
      }
      case NOTHING -> e.constant(Special.NIL);
    }
    return nodes.done(use);
  }

  private void unary(List<Node> operands, Op op) {
    nodes.value(operands.get(0));
    e.emit(op);
  }

  private void yieldValue(Node.Special n) {
    nodes.value(n.operands().get(0));
    if (Boolean.TRUE.equals(n.data())) {
      e.emit(Op.YIELD);
    } else {
      e.emit(Op.POP);
      e.emit(Op.NO_LOOP, new Site.Name("yield"));
      e.constant(Special.NIL);
    }
  }

  /** `Err` and `None` leave the function with that very value, running what is pending. */
  private void unwrap(Node operand, Binding home) {
    nodes.value(operand);
    var out = new Emitter.Label();
    var end = new Emitter.Label();
    e.jump(Op.UNWRAP, out);
    e.jump(Op.JUMP, end);
    e.place(out);
    if (e.info.kind() == FunctionInfo.Kind.BLOCK && home != null) {
      leaveHome(home);
    } else {
      if (e.info.kind() == FunctionInfo.Kind.CTOR) {
        e.emit(Op.POP);
        e.emit(Op.LOAD_SELF);
      }
      exits.leaveFunction(() -> nodes.compiler.exit(e.info, e, nodes));
    }
    e.place(end);
  }

  private void assertion(Node.Special n) {
    var kept = new Emitter.Label();
    jumpIfTrue(n.operands().get(0), kept);
    if (n.operands().size() > 1) {
      nodes.value(n.operands().get(1));
    } else {
      e.constant("Assertion failed");
    }
    e.emit(Op.FAIL, new Site.Name("AssertionException"));
    e.place(kept);
    e.constant(Special.NIL);
  }

  private void ifMain(Node body) {
    var no = new Emitter.Label();
    var end = new Emitter.Label();
    e.emit(Op.LOAD_NAME, new Site.Name("__is_main__"));
    e.jump(Op.JUMP_IF_FALSE, no);
    nodes.value(body);
    e.jump(Op.JUMP, end);
    e.place(no);
    e.depth(e.depth());
    e.constant(Special.NIL);
    e.place(end);
  }
}
