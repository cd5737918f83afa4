// Run-time checks at typed boundaries (language reference 05, section 6): conformance and coercion.
package gene.vm;

import gene.analysis.TypeExpr;
import gene.data.Callable;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.Instance;
import gene.data.Kinds;
import gene.data.Opaque;
import gene.data.Raise;
import gene.data.Special;
import java.util.Set;

final class TypeChecks {
  private static final Set<String> COLLECTIONS = Set.of("Array", "Map", "HashMap", "HashSet");

  private final Vm vm;

  TypeChecks(Vm vm) {
    this.vm = vm;
  }

  /** A type as a value: what `(Int | String)` evaluates to. */
  record TypeValue(TypeExpr type) implements Opaque {
    @Override
    public String typeofName() {
      return "VkCustom";
    }

    @Override
    public String className() {
      return "Type";
    }

    @Override
    public String display() {
      return type.toString();
    }
  }

  /** The value, coerced if need be; raises a mismatch. @param strict whether nil must be admitted by the type */
  Object check(Object v, TypeExpr type, String place, boolean strict) {
    if (v == Special.NIL && !strict && !vm.options.strictNil()) {
      return v;
    }
    if (conforms(v, type)) {
      return v;
    }
    Object coerced = coerce(v, type, place);
    if (coerced != null) {
      return coerced;
    }
    throw mismatch(v, type, place);
  }

  /** The value itself: a variable's type does not coerce. */
  Object checkExactly(Object v, TypeExpr type, String place) {
    if (v == Special.NIL && !vm.options.strictNil() || conforms(v, type)) {
      return v;
    }
    throw mismatch(v, type, place);
  }

  private Raise mismatch(Object v, TypeExpr type, String place) {
    String message = "Type error [GENE_TYPE_MISMATCH]: expected " + type + ", got " + Kinds.plainName(v) + " in " + place;
    if (v == Special.NIL && vm.options.strictNil()) {
      message += "; strict nil mode admits nil only for Any, Nil, Option[T], or unions containing Nil";
    }
    return Raise.type(message);
  }

  Object checkRest(Object v, TypeExpr element, String place) {
    if (v instanceof GeneArray array) {
      for (int i = 0; i < array.size(); i++) {
        Object checked = check(array.get(i), element, place, false);
        if (checked != array.get(i)) {
          vm.store.set(array, i, checked);
        }
      }
    }
    return v;
  }

  private Object coerce(Object v, TypeExpr type, String place) {
    if (type instanceof TypeExpr.Union u) {
      for (boolean lossy : new boolean[] {false, true}) {
        for (TypeExpr m : u.members()) {
          Object c = convert(v, m, lossy, place);
          if (c != null) {
            return c;
          }
        }
      }
      return null;
    }
    return convert(v, type, true, place);
  }

  private Object convert(Object v, TypeExpr type, boolean lossy, String place) {
    if (!(type instanceof TypeExpr.Named n)) {
      return null;
    }
    if (n.name().equals("Float") && v instanceof Long l) {
      return (double) l;
    } else if (n.name().equals("Int") && v instanceof Double d && d >= -0x1p63 && d < 0x1p63) {
      long truncated = d.longValue();
      if (truncated == d) {
        return truncated;
      } else if (lossy) {
        vm.err().println("warning: Lossy conversion Float -> Int for " + place + ": " + gene.data.Printer.code(v) + " -> " + truncated);
        return truncated;
      }
    }
    return null;
  }

  boolean conforms(Object v, TypeExpr type) {
    if (type instanceof TypeExpr.Union u) {
      return u.members().stream().anyMatch(m -> conforms(v, m));
    } else if (type instanceof TypeExpr.Variable) {
      return true;
    } else if (type instanceof TypeExpr.Applied a) {
      return conformsByName(v, a.name());
    } else if (type instanceof TypeExpr.Fn fn) {
      return v instanceof Native || v instanceof Function f && conformsFn(f, fn) || v instanceof BoundMethod || v instanceof Enums.Variant;
    }
    return conformsByName(v, ((TypeExpr.Named) type).name());
  }

  /** The same number and kinds of parameters; a missing annotation is compatible with everything. */
  private static boolean conformsFn(Function f, TypeExpr.Fn type) {
    long positional = f.code().params().stream().filter(p -> p.kind() == gene.bytecode.Code.ParamKind.POSITIONAL).count();
    boolean rest = f.code().params().stream().anyMatch(p -> p.kind() == gene.bytecode.Code.ParamKind.REST);
    long wanted = type.params().stream().filter(p -> p.key() == null && !p.rest()).count();
    return rest ? positional <= wanted : positional == wanted;
  }

  private boolean conformsByName(Object v, String name) {
    switch (name) {
      case "Any", "Object":
        return true;
      case "Int":
        return v instanceof Long;
      case "Float":
        return v instanceof Double;
      case "String":
        return v instanceof String;
      case "Bool":
        return v instanceof Boolean;
      case "Nil":
        return v == Special.NIL;
      case "Numeric":
        return v instanceof Long || v instanceof Double;
      case "Collection":
        return COLLECTIONS.contains(Kinds.plainName(v));
      case "Function":
        return v instanceof Callable && !(v instanceof Enums.Value);
      default:
        return conformsToDeclared(v, name);
    }
  }

  private boolean conformsToDeclared(Object v, String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (v instanceof Instance i) {
      for (GeneClass c = i.cls(); c != null; c = c.parent()) {
        if (c.name().equals(last)) {
          return true;
        }
      }
      return isTypeVariable(last);
    } else if (v instanceof Enums.Value e) {
      return e.variant.type.name.equals(last) || isTypeVariable(last);
    }
    return v != Special.VOID && (Kinds.plainName(v).equals(last) || isTypeVariable(last)) || v == Special.VOID && last.equals("Void");
  }

  /** A type parameter is a single upper-case letter, perhaps with a digit; it is erased. */
  private static boolean isTypeVariable(String name) {
    return name.length() <= 2 && Character.isUpperCase(name.charAt(0)) && (name.length() == 1 || Character.isDigit(name.charAt(1)));
  }

  boolean isOfType(Object v, Object type) {
    if (type instanceof GeneClass cls) {
      return vm.classOf(v).isA(cls) || cls == vm.kernel.object;
    } else if (type instanceof TypeValue t) {
      return conforms(v, t.type());
    } else if (type instanceof Enums.EnumType e) {
      return v instanceof Enums.Value x && x.variant.type == e;
    }
    throw Raise.type("is requires a type value on the right side");
  }
}
