// Whether a value of one type can go where another is declared (language reference 05, section 6), as far as types tell.
package gene.analysis;

import java.util.List;

final class Conformity {
  private final BuiltinTable builtins;

  Conformity(BuiltinTable builtins) {
    this.builtins = builtins;
  }

  /** True unless it is certain that the check at run time refuses every such value. @param coerces whether Int and Float convert */
  boolean possible(Type actual, Type expected, boolean coerces) {
    if (actual == expected) {
      return true;
    }
    if (actual instanceof Type.Union u) {
      return u.members().stream().anyMatch(m -> possible(m, expected, coerces));
    } else if (expected instanceof Type.Union u) {
      return u.members().stream().anyMatch(m -> possible(actual, m, coerces));
    } else if (!actual.isKnown() || !expected.isKnown() || actual.isKind("Nil") || actual.isKind("Object")) {
      return true;
    } else if (actual.isKind("Void")) {
      return expected.isKind("Void") || expected.isKind("Object");
    }
    if (expected instanceof Type.Kind k) {
      return kind(actual, k.name(), coerces);
    } else if (expected instanceof Type.Applied a) {
      return kind(actual, a.name(), coerces);
    } else if (expected instanceof Type.Instance i) {
      return instance(actual, i.cls());
    } else if (expected instanceof Type.EnumValue e) {
      return actual instanceof Type.EnumValue other && other.shape() == e.shape();
    } else if (expected instanceof Type.Fn fn) {
      return function(actual, fn);
    }
    return true;
  }

  private boolean kind(Type actual, String name, boolean coerces) {
    String is = kindOf(actual);
    if (is == null) {
      return name.equals("Object") || actual instanceof Type.Instance i && (!i.cls().isClosed() || builtins.isA(i.cls().builtinAncestor(), name));
    }
    return switch (name) {
      case "Object" -> true;
      case "Numeric" -> is.equals("Int") || is.equals("Float") || is.equals("Numeric");
      case "Int", "Float" -> is.equals(name) || is.equals("Numeric") || coerces && (is.equals("Int") || is.equals("Float"));
      case "Collection" -> List.of("Array", "Map", "HashMap", "HashSet", "Collection").contains(is);
      default -> is.equals(name) || is.equals("Collection") && List.of("Array", "Map", "HashMap", "HashSet").contains(name)
          || builtins.isA(is, name) || builtins.isA(name, is);
    };
  }

  /** The built-in kind of values of the type; null when they are instances or enum values. */
  private static String kindOf(Type t) {
    return t instanceof Type.Kind k ? k.name() : t instanceof Type.Applied a ? a.name()
        : t instanceof Type.Fn ? "Function" : t instanceof Type.ClassValue ? "Class" : null;
  }

  private static boolean instance(Type actual, ClassShape expected) {
    if (actual instanceof Type.Instance i) {
      return i.cls().isA(expected) || expected.isA(i.cls()) || !i.cls().isClosed();
    }
    // A variable of a built-in exception's type may hold one of the program's own class.
    return actual instanceof Type.Kind k && expected.builtinAncestor().equals(k.name()) && !k.name().equals("Object");
  }

  private boolean function(Type actual, Type.Fn expected) {
    if (actual instanceof Type.Fn fn) {
      return sameShape(fn, expected);
    }
    return actual.isKind("Function") || actual instanceof Type.EnumValue
        || actual instanceof Type.Instance i && (!i.cls().isClosed() || i.cls().findMethod("call").isPresent());
  }

  /** As many parameters of each kind, types that can meet, and no effect that is not expected. */
  private boolean sameShape(Type.Fn actual, Type.Fn expected) {
    List<Type.Param> given = positional(expected);
    List<Type.Param> takes = positional(actual);
    if (!expected.effects().containsAll(actual.effects()) || given.size() != takes.size()
        || rest(actual) != rest(expected) || !possible(actual.result(), expected.result(), true)) {
      return false;
    }
    for (int i = 0; i < given.size(); i++) {
      if (!possible(given.get(i).type(), takes.get(i).type(), true)) {
        return false;
      }
    }
    return keywords(actual).equals(keywords(expected));
  }

  private static List<Type.Param> positional(Type.Fn f) {
    return f.params().stream().filter(p -> p.key() == null && !p.rest()).toList();
  }

  private static boolean rest(Type.Fn f) {
    return f.params().stream().anyMatch(p -> p.key() == null && p.rest());
  }

  private static List<String> keywords(Type.Fn f) {
    return f.params().stream().filter(p -> p.key() != null && !p.rest()).map(Type.Param::key).sorted().toList();
  }
}
