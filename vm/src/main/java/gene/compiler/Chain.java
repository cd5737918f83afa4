// A chain of collection methods over one array, as `((a .map f) .filter g)`, whose callbacks are written in place and have no effects.
package gene.compiler;

import gene.analysis.Binding;
import gene.analysis.FunctionInfo;
import gene.analysis.FunctionInfo.Param;
import gene.analysis.FunctionInfo.ParamKind;
import gene.analysis.Node;
import gene.data.Regex;
import gene.data.Special;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The callbacks compute with numbers, texts and other values that are no objects of a program, and with variables that hold such
 * values; so the order in which they run cannot be observed, and they may run once more when one of them raises.
 *
 * @param source    what the array comes from
 * @param calls     the calls, innermost first
 * @param callbacks of `.map`, `.filter` and `.reduce`, in the order of the calls; null for a call without one
 */
record Chain(Node source, List<Node.MethodCall> calls, List<FunctionInfo> callbacks) {
  private static final Set<String> COUNTS = Set.of("size", "length");

  /** The chain that ends with the call; null when there is none of two calls or more. */
  static Chain endingWith(Node.MethodCall last) {
    var calls = new ArrayList<Node.MethodCall>();
    var callbacks = new ArrayList<FunctionInfo>();
    Node at = last;
    while (at instanceof Node.MethodCall call && isPart(call, calls.isEmpty())) {
      FunctionInfo callback = callback(call);
      boolean needed = !call.name().equals("sum") && !COUNTS.contains(call.name());
      if (needed && callback == null) {
        break;
      }
      calls.add(call);
      callbacks.add(callback);
      at = call.receiver();
    }
    if (calls.size() < 2) {
      return null;
    }
    Collections.reverse(calls);
    Collections.reverse(callbacks);
    return new Chain(at, List.copyOf(calls), Collections.unmodifiableList(callbacks));
  }

  private static boolean isPart(Node.MethodCall n, boolean last) {
    if (n.name() == null || n.arguments().hasSpread() || !n.arguments().keywords().isEmpty()) {
      return false;
    }
    int given = n.arguments().positional().size();
    return switch (n.name()) {
      case "map", "filter" -> given == 1;
      case "reduce" -> last && given == 2 && isPure(n.arguments().positional().get(0).value(), null);
      case "sum", "size", "length" -> last && given == 0;
      default -> false;
    };
  }

  /** Java's null unless the last argument is a function in place that only computes. */
  private static FunctionInfo callback(Node.MethodCall n) {
    List<Node.Item> given = n.arguments().positional();
    if (given.isEmpty() || !(given.get(given.size() - 1).value() instanceof Node.Function f) || f.target() != null) {
      return null;
    }
    FunctionInfo info = f.info();
    boolean plain = (info.kind() == FunctionInfo.Kind.FUNCTION || info.kind() == FunctionInfo.Kind.BLOCK) && !info.isGenerator() && !info.isAsync()
        && !info.isMacro() && !info.usesEval() && info.home() == null && info.preconditions().isEmpty() && info.postconditions().isEmpty()
        && info.returnType() == null && !info.body().nodes().isEmpty();
    boolean fits = info.params().size() == given.size() && info.params().stream().allMatch(Chain::isPlain);
    return plain && fits && arePure(info.body().nodes(), info) ? info : null;
  }

  private static boolean isPlain(Param p) {
    return p.kind() == ParamKind.POSITIONAL && p.pattern() == null && p.isRequired() && p.type() == null && !p.field();
  }

  /** Variables of the functions around that the callbacks and the initial value use. */
  List<Binding> captures() {
    var all = new LinkedHashSet<Binding>();
    callbacks.stream().filter(c -> c != null).forEach(c -> all.addAll(c.captures()));
    return List.copyOf(all);
  }

  /** What `.reduce` begins with; null when the chain does not end with it. */
  Node initial() {
    Node.MethodCall last = calls.get(calls.size() - 1);
    return last.name().equals("reduce") ? last.arguments().positional().get(0).value() : null;
  }

  // What computes only, when no value is an object of the program. `own` is the callback; null outside of callbacks.

  /** Statements may declare variables. */
  private static boolean arePure(List<Node> nodes, FunctionInfo own) {
    for (Node n : nodes) {
      boolean pure = n instanceof Node.Declare d ? own != null && !d.binding().captured() && d.binding().type() == null && isPureOrNone(d.value(), own) : isPure(n, own);
      if (!pure) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPureOrNone(Node n, FunctionInfo own) {
    return n == null || isPure(n, own);
  }

  private static boolean isPure(Node n, FunctionInfo own) {
    if (n instanceof Node.Const c) {
      return !(c.value() instanceof Regex) && c.value() != Special.NOT_FOUND;
    } else if (n instanceof Node.Local l) {
      return isVariable(l.binding()) && (own != null || !l.binding().captured());
    } else if (n instanceof Node.Binary b) {
      return isArithmetic(b) && isPure(b.left(), own) && isPure(b.right(), own);
    } else if (n instanceof Node.Unary u) {
      return isPure(u.operand(), own);
    } else if (n instanceof Node.Logic l) {
      return isPure(l.left(), own) && isPure(l.right(), own);
    } else if (n instanceof Node.Chain c) {
      return c.operands().stream().allMatch(o -> isPure(o, own));
    } else if (n instanceof Node.If i) {
      return isPure(i.condition(), own) && isPure(i.then(), own) && isPureOrNone(i.otherwise(), own);
    } else if (n instanceof Node.Sequence s) {
      return arePure(s.nodes(), own);
    } else if (n instanceof Node.Concat c) {
      return c.pieces().stream().allMatch(p -> isPure(p, own));
    } else if (n instanceof Node.Assign a) {
      Binding b = a.target().binding();
      return own != null && b != null && b.scope().function() == own && b.type() == null && isPure(a.value(), own);
    }
    return false;
  }

  private static boolean isVariable(Binding b) {
    return switch (b.kind()) {
      case VAR, LET, PARAM, LOOP, CATCH, OUTER -> true;
      case FUNCTION, CLASS, INTERFACE, NAMESPACE, ENUM, TYPE, HIDDEN -> false;
    };
  }

  private static boolean isArithmetic(Node.Binary b) {
    return switch (b.operator()) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, POWER, CONCAT, SHIFT_LEFT, SHIFT_RIGHT, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL,
          NOT_EQUAL, AND, OR, XOR -> true;
      case IS, LOOKUP, NEGATE, INVERT, NOT -> false;
    };
  }
}
