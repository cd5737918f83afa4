// Calls: named and computed callees, methods, super, new, macro functions, tail calls.
package gene.compiler;

import gene.analysis.Binding;
import gene.analysis.Node;
import gene.bytecode.Op;
import gene.bytecode.Site;
import java.util.List;

final class CallCompiler {
  private final NodeCompiler nodes;
  private final Emitter e;

  CallCompiler(NodeCompiler nodes, Emitter e) {
    this.nodes = nodes;
    this.e = e;
  }

  Void call(Node.Call n, Use use) {
    Node.Arguments args = n.arguments();
    if (!n.mayBeMacro() && !args.hasSpread() && isNamed(n)) {
      named(n, use);
      return null;
    }
    nodes.value(n.callee());
    var data = new Emitter.Label();
    var end = new Emitter.Label();
    boolean computed = !(n.callee() instanceof Node.Local || n.callee() instanceof Node.Name || n.callee() instanceof Node.Global
        || n.callee() instanceof Node.Path);
    if (n.mayBeMacro()) {
      e.jump(Op.TEST_CALLEE, data, target -> new Site.Callee(target, computed));
    }
    boolean left = computedCall(n, use == Use.TAIL);
    if (n.mayBeMacro()) {
      if (!left) {
        e.jump(Op.JUMP, end);
      }
      e.place(data);
      e.emit(Op.CALL_DATA, new Site.Data((gene.data.Gene) nodes.template(n.form())));
      e.place(end);
      nodes.done(use);
    } else if (!left) {
      nodes.done(use);
    } else {
      nodes.control.unreachable(use);
    }
    return null;
  }

  /** The callee lies on the stack; gives whether the call left the frame. */
  private boolean computedCall(Node.Call n, boolean tail) {
    Node.Arguments args = n.arguments();
    if (args.hasSpread()) {
      nodes.items(args.positional());
      nodes.entries(args.keywords());
      e.emit(Op.CALL_SPREAD, site("", args), -2);
      return false;
    }
    push(args);
    Site.Call site = site("", args);
    if (tail && nodes.control.isTailPossible()) {
      e.emit(Op.TAIL_CALL_VALUE, site, -site.total());
      nodes.leave();
      return true;
    }
    e.emit(Op.CALL_VALUE, site, -site.total());
    return false;
  }

  /** The order of evaluation is callee first: a callee that the arguments cannot change may be found last. */
  private boolean isNamed(Node.Call n) {
    if (n.callee() instanceof Node.Local l) {
      Binding b = l.binding();
      boolean fixed = b.function() != null && b.kind() == Binding.Kind.FUNCTION && b.references().stream().noneMatch(Binding.Reference::write);
      return fixed || areSimple(n.arguments());
    }
    return n.callee() instanceof Node.Name && areSimple(n.arguments());
  }

  private static boolean areSimple(Node.Arguments args) {
    return args.positional().stream().allMatch(i -> isSimple(i.value())) && args.keywords().stream().allMatch(k -> isSimple(k.value()));
  }

  /** Whether evaluating it can neither call anything nor be observed. */
  private static boolean isSimple(Node n) {
    return n instanceof Node.Const || n instanceof Node.Local || n instanceof Node.Self || n instanceof Node.Quoted
        || n instanceof Node.Function f && f.target() == null || n instanceof Node.Binary b && isSimple(b.left()) && isSimple(b.right())
        || n instanceof Node.Unary u && isSimple(u.operand());
  }

  private void named(Node.Call n, Use use) {
    push(n.arguments());
    Site.Call site;
    if (n.callee() instanceof Node.Local l) {
      Site.Variable v = e.variable(l.binding());
      site = new Site.Call(v.name(), v.where(), v.index(), n.arguments().positional().size(), keywords(n.arguments()));
    } else {
      site = new Site.Call(((Node.Name) n.callee()).name(), Site.Where.NAME, 0, n.arguments().positional().size(), keywords(n.arguments()));
    }
    if (use == Use.TAIL && nodes.control.isTailPossible()) {
      e.emit(Op.TAIL_CALL, site, 1 - site.total());
      nodes.leave();
    } else {
      e.emit(Op.CALL, site, 1 - site.total());
      nodes.done(use);
    }
  }

  private void push(Node.Arguments args) {
    args.keywords().forEach(k -> nodes.value(k.value()));
    args.positional().forEach(i -> nodes.value(i.value()));
  }

  private static List<String> keywords(Node.Arguments args) {
    return args.keywords().stream().map(Node.Entry::key).toList();
  }

  private static Site.Call site(String name, Node.Arguments args) {
    boolean spread = args.hasSpread();
    return new Site.Call(name, null, 0, spread ? 0 : args.positional().size(), spread ? List.of() : keywords(args));
  }

  Void methodCall(Node.MethodCall n, Use use) {
    Chain chain = Chain.endingWith(n);
    if (chain != null) {
      new ChainCompiler(nodes, e).compile(chain, n.form(), () -> {
        for (Node.MethodCall call : chain.calls()) {
          e.at(call.form());
          apply(call.arguments(), call.name(), Op.CALL_METHOD, Op.CALL_METHOD_SPREAD);
        }
      });
      return nodes.done(use);
    }
    Node.Arguments args = n.arguments();
    nodes.value(n.receiver());
    if (n.name() == null) {
      nodes.value(n.dynamicName());
      nodes.items(args.positional());
      nodes.entries(args.keywords());
      e.emit(Op.CALL_METHOD_DYNAMIC, site("", args), -3);
    } else {
      apply(args, n.name(), Op.CALL_METHOD, Op.CALL_METHOD_SPREAD);
    }
    return nodes.done(use);
  }

  /** The receiver or class lies on the stack. */
  private void apply(Node.Arguments args, String name, Op plain, Op spread) {
    if (args.hasSpread()) {
      nodes.items(args.positional());
      nodes.entries(args.keywords());
      e.emit(spread, site(name, args), -2);
    } else {
      push(args);
      Site.Call site = site(name, args);
      e.emit(plain, site, -site.total());
    }
  }

  Void superCall(Node.SuperCall n, Use use) {
    e.emit(Op.LOAD_SELF);
    apply(n.arguments(), n.name(), Op.CALL_SUPER, Op.CALL_SUPER_SPREAD);
    return nodes.done(use);
  }

  Void construct(Node.New n, Use use) {
    nodes.value(n.cls());
    apply(n.arguments(), "", Op.NEW, Op.NEW_SPREAD);
    return nodes.done(use);
  }
}
