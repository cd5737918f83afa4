// Chains of collection methods: one loop over the array where nobody can tell the difference, and else the calls as they are written.
package gene.compiler;

import gene.analysis.Binding;
import gene.analysis.FunctionInfo;
import gene.analysis.Node;
import gene.analysis.TypeExpr;
import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.Special;
import gene.syntax.Form;
import java.util.List;

/**
 * <pre>
 *   ((a .map F) .filter G)     t = a; if CAN_FUSE t: result = (LOOP t); if it is not not_found: done
 *                              ((t .map F) .filter G)
 *   LOOP [t]                   made = []; for x in t: y = body of F with x; if body of G with y: made .add y
 *                              any exception: not_found
 * </pre>
 * The loop has no effects before its end: when a callback raises, the calls are made from the beginning and raise what is to be raised.
 */
final class ChainCompiler {
  private static final TypeExpr INT = TypeExpr.of(new Form.Name(0, 0, "Int")).orElseThrow();

  private final NodeCompiler nodes;
  private final Emitter e;

  ChainCompiler(NodeCompiler nodes, Emitter e) {
    this.nodes = nodes;
    this.e = e;
  }

  /** @param calls makes the calls of the chain over the array that lies on the stack */
  void compile(Chain chain, Form form, Runnable calls) {
    int mark = e.mark();
    int array = e.newSlot();
    nodes.value(chain.source());
    e.emit(Op.INIT_LOCAL, array);
    int depth = e.depth();
    var apart = new Emitter.Label();
    var end = new Emitter.Label();
    List<Binding> captures = chain.captures();
    List<Site.Variable> variables = captures.stream().map(e::variable).toList();
    e.emit(Op.LOAD_LOCAL, array);
    // The code of the loop is the next one of this function; those of the callbacks follow.
    int first = e.code.codeCount();
    int callbacks = (int) chain.callbacks().stream().filter(c -> c != null).count();
    e.emit(Op.CAN_FUSE, new Site.Fusion(first, 1 + callbacks, variables));
    e.jump(Op.JUMP_IF_FALSE, apart);
    e.nested(Op.MAKE_FUNCTION, loop(chain, form, captures));
    e.emit(Op.LOAD_LOCAL, array);
    e.emit(Op.CALL_VALUE, new Site.Call("", null, 0, 1, List.of()), -1);
    e.jump(Op.JUMP_IF_END, apart);
    apart.atDepth(depth);
    e.jump(Op.JUMP, end);
    e.place(apart);
    e.emit(Op.LOAD_LOCAL, array);
    calls.run();
    e.place(end);
    // The array may be garbage now, and the frame may live long.
    e.constant(Special.NIL);
    e.emit(Op.INIT_LOCAL, array);
    e.release(mark, null);
  }

  private Code loop(Chain chain, Form form, List<Binding> captures) {
    // It has no text of its own: what is edited is the function around it, or a callback.
    Form place = new Form.Broken(form.start(), form.start(), List.of());
    FunctionInfo info = FunctionInfo.made(Code.FUSED, place, e.top(), e.info, "array", captures);
    return nodes.compiler.function(info, e, (i, inner, within) -> new Loop(chain, inner, within).compile());
  }

  /** Emits the loop's function. */
  private static final class Loop {
    private final Chain chain;
    private final Emitter e;
    private final NodeCompiler nodes;
    private final String last;
    private final int made;

    Loop(Chain chain, Emitter e, NodeCompiler nodes) {
      this.chain = chain;
      this.e = e;
      this.nodes = nodes;
      this.last = chain.calls().get(chain.calls().size() - 1).name();
      this.made = e.newSlot() + 1;
      e.newSlot();
      chain.callbacks().stream().filter(c -> c != null).forEach(e::inline);
    }

    /** The array is in slot 0. */
    void compile() {
      begin();
      int iterator = e.newSlot();
      int element = e.newSlot();
      e.emit(Op.LOAD_LOCAL, 0);
      e.emit(Op.ITERATE);
      e.emit(Op.INIT_LOCAL, iterator);
      int start = e.code.here();
      var end = new Emitter.Label();
      var next = new Emitter.Label();
      e.emit(Op.NEXT, iterator);
      e.jump(Op.JUMP_IF_END, end);
      end.atDepth(0);
      e.emit(Op.INIT_LOCAL, element);
      for (int i = 0; i < chain.calls().size(); i++) {
        call(chain.calls().get(i).name(), chain.callbacks().get(i), element, next);
      }
      boolean collects = last.equals("map") || last.equals("filter");
      if (collects) {
        e.emit(Op.LOAD_LOCAL, made);
        e.emit(Op.LOAD_LOCAL, element);
        // The library's own method, which compiled code does without a call.
        e.emit(Op.CALL_METHOD, new Site.Call("add", null, 0, 1, List.of()), -1);
        e.emit(Op.POP);
      }
      e.place(next);
      e.depth(0);
      e.emit(Op.LOOP, start);
      e.place(end);
      e.depth(0);
      e.emit(Op.LOAD_LOCAL, made);
      e.emit(Op.RETURN);
      int handler = e.code.here();
      e.depth(1);
      e.emit(Op.POP);
      e.constant(Special.NOT_FOUND);
      e.emit(Op.RETURN);
      e.code.handler(0, handler, handler, 0);
    }

    private void begin() {
      switch (last) {
        case "map", "filter" -> e.emit(Op.MAKE_ARRAY, 0, 1);
        case "reduce" -> nodes.value(chain.initial());
        default -> e.constant(0L);
      }
      e.emit(Op.INIT_LOCAL, made);
    }

    private void call(String name, FunctionInfo callback, int element, Emitter.Label next) {
      switch (name) {
        case "map" -> {
          apply(callback, element);
          e.emit(Op.INIT_LOCAL, element);
        }
        case "filter" -> {
          apply(callback, element);
          e.jump(Op.JUMP_IF_FALSE, next);
        }
        case "reduce" -> {
          apply(callback, made, element);
          e.emit(Op.INIT_LOCAL, made);
        }
        case "sum" -> {
          // Floats are added in another order by `.sum`, which gives another result.
          e.emit(Op.LOAD_LOCAL, made);
          e.emit(Op.LOAD_LOCAL, element);
          e.emit(Op.CHECK_TYPE, new Site.Type(INT, "variable", Site.Boundary.VARIABLE));
          e.emit(Op.ADD);
          e.emit(Op.INIT_LOCAL, made);
        }
        default -> {
          e.emit(Op.LOAD_LOCAL, made);
          e.constant(1L);
          e.emit(Op.ADD);
          e.emit(Op.INIT_LOCAL, made);
        }
      }
    }

    /** Pushes what the callback gives for the values of the slots. */
    private void apply(FunctionInfo callback, int... arguments) {
      int mark = e.mark();
      e.openScope(callback.scope());
      for (int i = 0; i < arguments.length; i++) {
        Binding parameter = callback.params().get(i).binding();
        if (parameter != null) {
          e.emit(Op.LOAD_LOCAL, arguments[i]);
          e.store(parameter, false);
        }
      }
      List<Node> body = callback.body().nodes();
      for (int i = 0; i < body.size(); i++) {
        nodes.compile(body.get(i), i == body.size() - 1 ? Use.VALUE : Use.EFFECT);
      }
      e.release(mark, null);
    }
  }
}
