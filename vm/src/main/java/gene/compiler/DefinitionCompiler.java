// Functions, classes, namespaces, enums, and where their names go.
package gene.compiler;

import gene.analysis.Binding;
import gene.analysis.FunctionInfo;
import gene.analysis.Node;
import gene.analysis.Scope;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.Special;
import java.util.List;

final class DefinitionCompiler {
  private final NodeCompiler nodes;
  private final Emitter e;

  DefinitionCompiler(NodeCompiler nodes, Emitter e) {
    this.nodes = nodes;
    this.e = e;
  }

  /** A module's definitions are its members: each variable's cell is the member. */
  void shareDefinitions(Scope scope) {
    for (Binding b : scope.bindings()) {
      boolean definition = switch (b.kind()) {
        case FUNCTION, CLASS, INTERFACE, NAMESPACE, ENUM, TYPE -> b.captured();
        default -> false;
      };
      if (definition) {
        e.emit(Op.SHARE_CELL, e.variable(b));
      }
    }
  }

  /** Binds the value on the stack; it stays there when `keep`. */
  void bind(Node.Target target, boolean keep) {
    if (target.container() != null) {
      nodes.value(target.container());
      e.emit(Op.SWAP);
      setMember(target.step());
      if (!keep) {
        e.emit(Op.POP);
      }
      return;
    }
    if (keep) {
      e.emit(Op.DUP);
    }
    nodes.storeTarget(target, false);
  }

  /** The same for a type or an interface, which is a member of the namespace around it even without a slash. */
  void bindMember(Node.Target target, boolean keep) {
    if (target.binding() != null && e.info.kind() == FunctionInfo.Kind.BODY) {
      e.emit(Op.DUP);
      e.emit(Op.DEFINE_MEMBER, new Site.Name(target.binding().name()));
    }
    bind(target, keep);
  }

  /** Evaluates container, then value, then writes the member. */
  void memberValue(Node.Target target, Runnable value, boolean keep) {
    if (target.container() == null) {
      value.run();
      bind(target, keep);
      return;
    }
    nodes.value(target.container());
    if (target.step().kind() == Node.StepKind.DYNAMIC) {
      nodes.value(target.step().dynamic());
    }
    value.run();
    setMember(target.step());
    if (!keep) {
      e.emit(Op.POP);
    }
  }

  private void setMember(Node.Step step) {
    switch (step.kind()) {
      case INDEX -> e.emit(Op.SET_INDEX, new Site.Member(step.key(), step.index(), false));
      case DYNAMIC -> e.emit(Op.SET_DYNAMIC);
      default -> e.emit(Op.SET_MEMBER, new Site.Member(step.key(), 0, false));
    }
  }

  Void function(Node.Function n, Use use) {
    if (n.target() == null) {
      makeFunction(n.info());
      return nodes.done(use);
    }
    if (n.target().container() != null) {
      container(n.target());
      makeFunction(n.info());
      setMember(n.target().step());
      return nodes.done(use);
    }
    makeFunction(n.info());
    if (n.alsoMember()) {
      e.emit(Op.DUP);
      e.emit(Op.DEFINE_MEMBER, new Site.Name(n.info().name()));
    }
    bind(n.target(), use != Use.EFFECT);
    return use == Use.EFFECT ? null : nodes.done(use);
  }

  /** The container of `(fn ns/name …)` must exist. */
  private void container(Node.Target target) {
    if (target.container() instanceof Node.Name name) {
      e.emit(Op.LOAD_CONTAINER, new Site.Name(name.name()));
    } else {
      nodes.value(target.container());
    }
  }

  private void makeFunction(FunctionInfo info) {
    e.nested(Op.MAKE_FUNCTION, nodes.compiler.function(info, e));
  }

  /** [owner] stays on the stack; its body runs with it as `self`. */
  private void runBody(FunctionInfo body) {
    e.nested(Op.MAKE_BODY, nodes.compiler.function(body, e));
    e.emit(Op.CALL_VALUE, new Site.Call("", null, 0, 0, List.of()), 0);
    e.emit(Op.POP);
  }

  Void classDef(Node.ClassDef n, Use use) {
    boolean member = n.target().container() != null;
    if (member) {
      nodes.value(n.target().container());
    }
    if (n.superclass() == null) {
      e.constant(Special.NIL);
    } else {
      nodes.value(n.superclass());
    }
    e.emit(Op.MAKE_CLASS, new Site.Name(n.name()));
    if (!n.interfaces().isEmpty()) {
      n.interfaces().forEach(nodes::value);
      e.emit(Op.MAKE_ARRAY, n.interfaces().size(), 1 - n.interfaces().size());
      e.emit(Op.SET_INTERFACES);
    }
    for (Node.Entry m : n.metadata()) {
      // The properties of a class form describe it: they are kept as data, not evaluated.
      nodes.data(m.value().form());
      e.constant(Op.SET_METADATA, m.key() == null ? "..." : m.key());
    }
    if (!member && !n.singleton()) {
      // The name is bound before the body runs, so that the body may use it.
      e.emit(Op.DUP);
      nodes.storeTarget(n.target(), false);
    }
    runBody(n.body());
    if (n.singleton()) {
      e.emit(Op.NEW, new Site.Call("", null, 0, 0, List.of()), 0);
    }
    if (member) {
      setMember(n.target().step());
    } else if (n.singleton()) {
      e.emit(Op.DUP);
      nodes.storeTarget(n.target(), false);
    }
    return nodes.done(use);
  }

  Void namespace(Node.NsDef n, Use use) {
    boolean member = n.target().container() != null;
    if (member) {
      nodes.value(n.target().container());
    }
    e.emit(Op.MAKE_NAMESPACE, new Site.Name(n.name()));
    if (member) {
      setMember(n.target().step());
    } else {
      e.emit(Op.DUP);
      nodes.storeTarget(n.target(), false);
    }
    runBody(n.body());
    return nodes.done(use);
  }

  Void member(Node.ClassMember n, Use use) {
    switch (n.kind()) {
      case METHOD -> {
        makeFunction(n.info());
        e.emit(Op.DEFINE_METHOD, new Site.Name(n.name()));
      }
      case CTOR -> {
        makeFunction(n.info());
        e.emit(Op.DEFINE_CTOR);
      }
      case FIELD -> e.emit(Op.DEFINE_FIELD, new Site.Type(n.type() == null ? gene.analysis.TypeExpr.ANY : n.type(), n.name(), Site.Boundary.FIELD));
    }
    if (use != Use.EFFECT) {
      e.constant(Special.NIL);
      nodes.done(use);
    }
    return null;
  }

  Void enumDef(Node.EnumDef n, Use use) {
    var variants = n.variants().stream()
        .map(v -> new Site.EnumVariant(v.name(), v.fields(), List.copyOf(v.types().stream().map(t -> t == null ? (Object) gene.analysis.TypeExpr.ANY : t).toList())))
        .toList();
    e.emit(Op.MAKE_ENUM, new Site.EnumShape(n.name(), variants));
    bind(n.target(), use != Use.EFFECT);
    return use == Use.EFFECT ? null : nodes.done(use);
  }

  Void interfaceDef(Node.InterfaceDef n, Use use) {
    var methods = n.members().stream().filter(Node.InterfaceMember::isMethod).map(Node.InterfaceMember::name).toList();
    var fields = n.members().stream().filter(m -> !m.isMethod()).map(Node.InterfaceMember::name).toList();
    var readonly = n.members().stream().filter(Node.InterfaceMember::readonly).map(Node.InterfaceMember::name).toList();
    e.emit(Op.MAKE_INTERFACE, new Site.Members(n.name(), methods, fields, readonly));
    bindMember(n.target(), use != Use.EFFECT);
    return use == Use.EFFECT ? null : nodes.done(use);
  }

  Void implement(Node.ImplementDef n, Use use) {
    nodes.value(n.iface());
    nodes.value(n.cls());
    e.emit(Op.MAKE_IMPLEMENTATION);
    runBody(n.body());
    e.emit(Op.IMPLEMENT);
    if (use != Use.EFFECT) {
      e.constant(Special.NIL);
      nodes.done(use);
    }
    return null;
  }

  Void interceptor(Node.InterceptorDef n, Use use) {
    n.advice().forEach(a -> nodes.value(a.function()));
    var kinds = n.advice().stream().map(a -> new Site.AdviceKind(a.kind(), a.target(), a.replacesResult())).toList();
    e.emit(Op.MAKE_INTERCEPTOR, new Site.Advice(n.name(), n.forFunctions(), n.targets(), kinds), 1 - kinds.size());
    bind(n.target(), use != Use.EFFECT);
    return use == Use.EFFECT ? null : nodes.done(use);
  }

  void extend(Node.Special n) {
    nodes.value(n.operands().get(0));
    runBody((FunctionInfo) n.data());
    e.emit(Op.POP);
  }
}
