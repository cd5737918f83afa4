// Function types at run time: whether a function has the parameters and the result that `(Fn [Int] -> String)` asks for.
package gene.vm;

import gene.analysis.TypeExpr;
import gene.bytecode.Code;
import gene.data.Callable;
import gene.data.GeneClass;
import gene.data.Namespace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;

final class FunctionTypes {
  private final TypeChecks checks;
  // The code of a function says its types as text: read once for each.
  private final Map<Code, TypeExpr.Fn> declared = new WeakHashMap<>();

  FunctionTypes(TypeChecks checks) {
    this.checks = checks;
  }

  /** Functions, blocks, built-ins, bound methods and variants; other things that can be called are none. */
  static boolean isFunction(Object v) {
    return v instanceof Function || v instanceof Native || v instanceof BoundMethod || v instanceof Enums.Variant
        || v instanceof Callable && gene.data.Kinds.plainName(v).equals("Function");
  }

  boolean conforms(Object v, TypeExpr.Fn type, Namespace scope) {
    if (!(v instanceof Function f)) {
      return isFunction(v);
    }
    TypeExpr.Fn has = declared.computeIfAbsent(f.code(), FunctionTypes::read);
    List<TypeExpr.Param> wanted = type.params();
    if (type.head().equals("Method")) {
      // The receiver comes first: a function takes it as a parameter, a method has it as `self`.
      if (f.code().kind() != Code.Kind.METHOD) {
        wanted = new ArrayList<>(wanted);
        wanted.add(0, new TypeExpr.Param(null, false, TypeExpr.ANY));
      }
    }
    return sameParameters(has.params(), f.namespace(), wanted, scope) && fits(has.result(), f.namespace(), type.result(), scope);
  }

  private boolean sameParameters(List<TypeExpr.Param> has, Namespace in, List<TypeExpr.Param> wanted, Namespace scope) {
    List<TypeExpr.Param> mine = positional(has);
    List<TypeExpr.Param> theirs = positional(wanted);
    if (mine.size() != theirs.size() || keyed(has).size() != keyed(wanted).size()) {
      return false;
    }
    for (int i = 0; i < mine.size(); i++) {
      if (mine.get(i).rest() != theirs.get(i).rest() || !fits(theirs.get(i).type(), scope, mine.get(i).type(), in)) {
        return false;
      }
    }
    for (TypeExpr.Param p : keyed(wanted)) {
      boolean found = keyed(has).stream().anyMatch(q -> q.rest() == p.rest() && (p.rest() || q.key().equals(p.key())) && fits(p.type(), scope, q.type(), in));
      if (!found) {
        return false;
      }
    }
    return true;
  }

  /** A rest parameter takes no position: it may stand anywhere, so it is compared last. */
  private static List<TypeExpr.Param> positional(List<TypeExpr.Param> params) {
    var sorted = new ArrayList<TypeExpr.Param>();
    params.stream().filter(p -> p.key() == null && !p.rest()).forEach(sorted::add);
    params.stream().filter(p -> p.key() == null && p.rest()).forEach(sorted::add);
    return sorted;
  }

  private static List<TypeExpr.Param> keyed(List<TypeExpr.Param> params) {
    return params.stream().filter(p -> p.key() != null).toList();
  }

  /** Whether values of one type go where another is declared; no annotation fits everything. */
  private boolean fits(TypeExpr given, Namespace from, TypeExpr wanted, Namespace to) {
    TypeExpr a = expand(given, from);
    TypeExpr b = expand(wanted, to);
    if (isOpen(a) || isOpen(b)) {
      return true;
    } else if (a instanceof TypeExpr.Union u) {
      return u.members().stream().allMatch(m -> fits(m, from, b, to));
    } else if (b instanceof TypeExpr.Union u) {
      return u.members().stream().anyMatch(m -> fits(a, from, m, to));
    } else if (a instanceof TypeExpr.Fn f && b instanceof TypeExpr.Fn g) {
      return sameParameters(f.params(), from, g.params(), to) && fits(f.result(), from, g.result(), to);
    } else if (a instanceof TypeExpr.Fn || b instanceof TypeExpr.Fn) {
      return name(a).equals("Function") || name(b).equals("Function") || name(b).equals("Object");
    }
    return namesFit(name(a), from, name(b), to);
  }

  private boolean namesFit(String given, Namespace from, String wanted, Namespace to) {
    if (given.equals(wanted) || wanted.equals("Object") || given.equals("Object") || given.equals("Nil")) {
      return true;
    }
    return switch (wanted) {
      case "Float" -> given.equals("Int") || given.equals("Numeric");
      case "Int" -> given.equals("Numeric");
      case "Numeric" -> given.equals("Int") || given.equals("Float");
      case "Collection" -> List.of("Array", "Map", "HashMap", "HashSet").contains(given);
      default -> {
        Object a = TypeChecks.named(given, from);
        Object b = TypeChecks.named(wanted, to);
        // What stands for nothing is a type parameter, or is defined elsewhere.
        yield a == null || b == null || a == b || a instanceof GeneClass c && b instanceof GeneClass d && c.isA(d);
      }
    };
  }

  private static boolean isOpen(TypeExpr t) {
    return t instanceof TypeExpr.Variable || t.equals(TypeExpr.ANY);
  }

  private static String name(TypeExpr t) {
    return t instanceof TypeExpr.Named n ? n.name() : t instanceof TypeExpr.Applied a ? a.name() : "Function";
  }

  private static TypeExpr expand(TypeExpr t, Namespace scope) {
    return t instanceof TypeExpr.Named n && TypeChecks.named(n.name(), scope) instanceof TypeValue alias ? alias.type : t;
  }

  /** Structural equivalence: unions in any order, an applied type and its bare name, `Any` and everything. */
  boolean equivalent(TypeExpr left, Namespace from, TypeExpr right, Namespace to) {
    TypeExpr a = expand(left, from);
    TypeExpr b = expand(right, to);
    if (a.equals(TypeExpr.ANY) || b.equals(TypeExpr.ANY)) {
      return true;
    } else if (a instanceof TypeExpr.Union || b instanceof TypeExpr.Union) {
      List<TypeExpr> as = a instanceof TypeExpr.Union u ? u.members() : List.of(a);
      List<TypeExpr> bs = b instanceof TypeExpr.Union u ? u.members() : List.of(b);
      return as.stream().allMatch(x -> bs.stream().anyMatch(y -> equivalent(x, from, y, to)))
          && bs.stream().allMatch(y -> as.stream().anyMatch(x -> equivalent(x, from, y, to)));
    } else if (a instanceof TypeExpr.Fn f && b instanceof TypeExpr.Fn g) {
      return sameFunctions(f, from, g, to);
    } else if (a instanceof TypeExpr.Fn || b instanceof TypeExpr.Fn) {
      return false;
    } else if (a instanceof TypeExpr.Applied x && b instanceof TypeExpr.Applied y) {
      return sameName(x.name(), from, y.name(), to) && allEquivalent(x.arguments(), from, y.arguments(), to);
    }
    return sameName(name(a), from, name(b), to);
  }

  private boolean sameFunctions(TypeExpr.Fn f, Namespace from, TypeExpr.Fn g, Namespace to) {
    boolean kinds = f.head().equals(g.head()) && f.params().size() == g.params().size() && new HashSet<>(f.effects()).equals(new HashSet<>(g.effects()));
    if (!kinds) {
      return false;
    }
    for (int i = 0; i < f.params().size(); i++) {
      TypeExpr.Param p = f.params().get(i);
      TypeExpr.Param q = g.params().get(i);
      if (p.rest() != q.rest() || !Objects.equals(p.key(), q.key()) || !equivalent(p.type(), from, q.type(), to)) {
        return false;
      }
    }
    return equivalent(f.result(), from, g.result(), to);
  }

  private boolean allEquivalent(List<TypeExpr> as, Namespace from, List<TypeExpr> bs, Namespace to) {
    if (as.size() != bs.size()) {
      return false;
    }
    for (int i = 0; i < as.size(); i++) {
      if (!equivalent(as.get(i), from, bs.get(i), to)) {
        return false;
      }
    }
    return true;
  }

  /** Names are nominal: two declarations of one name are two types. */
  private static boolean sameName(String a, Namespace from, String b, Namespace to) {
    Object x = TypeChecks.named(a, from);
    Object y = TypeChecks.named(b, to);
    return x == null || y == null ? a.equals(b) : x == y || a.equals(b) && x.equals(y);
  }

  /** The type of a function from what its code says of parameters and result. */
  private static TypeExpr.Fn read(Code code) {
    var params = new ArrayList<TypeExpr.Param>();
    for (Code.Param p : code.params()) {
      boolean keyword = p.kind() == Code.ParamKind.KEYWORD || p.kind() == Code.ParamKind.KEYWORD_REST;
      boolean rest = p.kind() == Code.ParamKind.REST || p.kind() == Code.ParamKind.KEYWORD_REST;
      params.add(new TypeExpr.Param(keyword ? p.name() : null, rest, read(p.type())));
    }
    return new TypeExpr.Fn("Fn", params, read(result(code.metadata().signature())), List.of());
  }

  /** What follows the parameter list of `[a: (Fn [Int] -> Int)] -> String`; null without. */
  private static String result(String signature) {
    int depth = 0;
    int at = 0;
    do {
      depth += signature.charAt(at) == '[' ? 1 : signature.charAt(at) == ']' ? -1 : 0;
      at++;
    } while (depth > 0 && at < signature.length());
    return signature.startsWith(" -> ", at) ? signature.substring(at + 4) : null;
  }

  private static TypeExpr read(String text) {
    return text == null ? TypeExpr.ANY : TypeExpr.read(text).orElse(TypeExpr.ANY);
  }
}
