// What tests tell of variables in the branches that they guard (language reference 05, section 7).
package gene.analysis;

import gene.data.Special;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class Narrowing {
  /** A variable's type where the present code runs; the list grows at its front. */
  record Fact(Binding binding, Type type, Fact rest) {}

  private final TypeChecker c;
  private Fact facts;
  private final Set<Binding> assigned = new HashSet<>();

  Narrowing(TypeChecker c) {
    this.c = c;
  }

  Fact mark() {
    return facts;
  }

  /** Forgets what was learnt since the mark, and what has been assigned in between. */
  void reset(Fact mark) {
    facts = mark;
    if (facts != null && !assigned.isEmpty()) {
      keep(facts, assigned);
    }
  }

  /** Forgets everything for a look at code that stands elsewhere. */
  Fact suspend() {
    Fact before = facts;
    facts = null;
    return before;
  }

  void resume(Fact before) {
    facts = before;
  }

  /** Null when nothing is known beside the variable's own type. */
  Type find(Binding b) {
    for (Fact f = facts; f != null; f = f.rest()) {
      if (f.binding() == b) {
        return f.type();
      }
    }
    return null;
  }

  /** The variable gets a new value. */
  void end(Binding b) {
    if (facts != null) {
      assigned.add(b);
      keep(facts, Set.of(b));
    }
  }

  private void keep(Fact from, Set<Binding> without) {
    Fact kept = null;
    for (Fact f = from; f != null; f = f.rest()) {
      if (!without.contains(f.binding())) {
        kept = new Fact(f.binding(), f.type(), kept);
      }
    }
    facts = null;
    for (Fact f = kept; f != null; f = f.rest()) {
      facts = new Fact(f.binding(), f.type(), facts);
    }
  }

  /** A loop's later rounds see what its body assigns. */
  void enterLoop(Form loop, Tree.Top top) {
    if (facts == null) {
      return;
    }
    var changed = new HashSet<Binding>();
    for (Fact f = facts; f != null; f = f.rest()) {
      for (Binding.Reference r : f.binding().references()) {
        if (r.write() && r.top() == top && loop.start() <= r.start() && r.end() <= loop.end()) {
          changed.add(f.binding());
        }
      }
    }
    if (!changed.isEmpty()) {
      keep(facts, changed);
    }
  }

  /** A function runs later, when variables that change may have changed. */
  void enterFunction() {
    if (facts == null) {
      return;
    }
    var changed = new HashSet<Binding>();
    for (Fact f = facts; f != null; f = f.rest()) {
      if (f.binding().isAssigned()) {
        changed.add(f.binding());
      }
    }
    if (!changed.isEmpty()) {
      keep(facts, changed);
    }
  }

  /** Learns from a condition that was true or false. */
  void assume(Node condition, boolean truth) {
    if (condition instanceof Node.Unary u && u.operator() == Operator.NOT) {
      assume(u.operand(), !truth);
    } else if (condition instanceof Node.Logic l && l.and() == truth) {
      assume(l.left(), truth);
      assume(l.right(), truth);
    } else if (condition instanceof Node.Binary b && b.left() instanceof Node.Local x) {
      compare(b, x.binding(), truth);
    } else if (condition instanceof Node.MethodCall m && "is".equals(m.name()) && m.receiver() instanceof Node.Local x
        && m.arguments().keywords().isEmpty() && m.arguments().positional().size() == 1) {
      test(x.binding(), tested(m.arguments().positional().get(0).value()), truth);
    }
  }

  private void compare(Node.Binary b, Binding x, boolean truth) {
    boolean nil = b.right() instanceof Node.Const k && k.value() == Special.NIL;
    if (b.operator() == Operator.IS) {
      test(x, tested(b.right()), truth);
    } else if (nil && (b.operator() == Operator.EQUAL || b.operator() == Operator.NOT_EQUAL)) {
      Type declared = c.typeOf(x);
      boolean isNil = truth == (b.operator() == Operator.EQUAL);
      if (declared instanceof Type.Union u && u.members().contains(Type.NIL)) {
        learn(x, isNil ? Type.NIL : without(u, Type.NIL));
      }
    }
  }

  private void test(Binding x, Type tested, boolean truth) {
    if (tested == null || !tested.isKnown() || x.isAssigned() && x.scope().function() != c.function) {
      return;
    } else if (truth) {
      learn(x, tested);
    } else if (find(x) == null && c.typeOf(x) instanceof Type.Union u) {
      learn(x, without(u, tested));
    } else if (find(x) instanceof Type.Union u) {
      learn(x, without(u, tested));
    }
  }

  private void learn(Binding x, Type t) {
    facts = new Fact(x, t, facts);
  }

  private static Type without(Type.Union u, Type excluded) {
    List<Type> rest = u.members().stream().filter(m -> !excluded.alternatives().contains(m)).toList();
    return rest.isEmpty() ? u : Type.union(rest);
  }

  /** The type that the right side of `is` stands for; null when it is computed. */
  private Type tested(Node right) {
    if (right instanceof Node.Local l) {
      return switch (l.binding().kind()) {
        case CLASS -> c.shapes.findClass(l.binding()).map(s -> (Type) new Type.Instance(s)).orElse(null);
        case ENUM -> c.shapes.findEnum(l.binding()).map(s -> (Type) new Type.EnumValue(s, List.of())).orElse(null);
        case TYPE -> c.shapes.resolve(l.binding().type(), l.binding().scope());
        default -> null;
      };
    } else if (right instanceof Node.Name n) {
      Type t = c.shapes.builtin(TypeForms.canonical(n.name()));
      return t instanceof Type.Unknown ? null : t;
    }
    return right instanceof Node.TypeValue t && t.bindTo() == null ? c.shapes.resolve(t.type(), c.function.scope()) : null;
  }
}
