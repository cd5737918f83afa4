// Run-time checks at typed boundaries (language reference 05, section 6): conformance and coercion.
package gene.vm;

import gene.analysis.TypeExpr;
import gene.bytecode.Code;
import gene.bytecode.Site;
import gene.compiler.RestOf;
import gene.data.ComplexSymbol;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.Instance;
import gene.data.Interface;
import gene.data.Kinds;
import gene.data.Namespace;
import gene.data.Opaque;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Symbol;
import gene.syntax.Forms;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

final class TypeChecks {
  private static final Set<String> COLLECTIONS = Set.of("Array", "Map", "HashMap", "HashSet");
  /** An alias may name itself. */
  private static final int MOST_ALIASES = 64;

  private final Vm vm;
  private final FunctionTypes functions;
  private int aliases;

  TypeChecks(Vm vm) {
    this.vm = vm;
    this.functions = new FunctionTypes(this);
  }

  /**
   * The value, coerced if need be; raises a mismatch.
   *
   * @param scope  where the names of the type are looked up
   * @param strict whether nil must be admitted by the type
   */
  Object check(Object v, TypeExpr type, Namespace scope, String place, boolean strict) {
    if (passes(v, type, scope, strict)) {
      return v;
    }
    Object coerced = coerce(v, type, scope, place);
    if (coerced != null) {
      return coerced;
    }
    throw mismatch(v, type, place);
  }

  /** The value itself: a variable's type does not coerce. */
  Object checkExactly(Object v, TypeExpr type, Namespace scope, String place) {
    if (passes(v, type, scope, false)) {
      return v;
    }
    throw mismatch(v, type, place);
  }

  /** Whether the value needs neither coercion nor refusal. */
  boolean passes(Object v, TypeExpr type, Namespace scope, boolean strict) {
    return v == Special.NIL ? admitsNil(type, scope, strict) : conforms(v, type, scope);
  }

  /** The same for a typed place of a program, which keeps what it has accepted. */
  boolean passes(Object v, TypeCache place, Namespace scope) {
    int epoch = vm.epoch.value();
    if (place.accepts(v, scope, epoch)) {
      return true;
    } else if (place.type == null || !passes(v, place.type, scope, false)) {
      return false;
    }
    place.accepted(v, scope, epoch);
    return true;
  }

  private Raise mismatch(Object v, TypeExpr type, String place) {
    String message = "Type error [GENE_TYPE_MISMATCH]: expected " + type + ", got " + Kinds.plainName(v) + " in " + place;
    if (v == Special.NIL && vm.options.strictNil()) {
      message += "; strict nil mode admits nil only for Any, Nil, Option[T], or unions containing Nil";
    }
    return Raise.type(message);
  }

  /** By default nil goes everywhere; where it is refused, `(Option T)` admits it too in strict nil mode. */
  private boolean admitsNil(TypeExpr type, Namespace scope, boolean strict) {
    return !strict && !vm.options.strictNil() || conforms(Special.NIL, type, scope)
        || vm.options.strictNil() && (isOption(type) || type instanceof TypeExpr.Union u && u.members().stream().anyMatch(TypeChecks::isOption));
  }

  private static boolean isOption(TypeExpr t) {
    return t instanceof TypeExpr.Applied a && a.name().equals("Option") || t instanceof TypeExpr.Named n && n.name().equals("Option");
  }

  Object checkRest(Object v, TypeExpr element, Namespace scope, String place) {
    if (v instanceof GeneArray array) {
      for (int i = 0; i < array.size(); i++) {
        Object checked = check(array.get(i), element, scope, place, false);
        if (checked != array.get(i)) {
          vm.store.set(array, i, checked);
        }
      }
    }
    return v;
  }

  /** Whether {@link #check} would refuse an argument; nothing is warned of. @param type a TypeExpr, or a RestOf */
  boolean refuses(Object v, Object type, Namespace scope) {
    if (type instanceof RestOf rest) {
      return v instanceof GeneArray a && Arrays.stream(a.toObjects()).anyMatch(x -> refuses(x, rest.element(), scope));
    }
    var wanted = (TypeExpr) type;
    return v == Special.NIL ? !admitsNil(wanted, scope, false) : !conforms(v, wanted, scope) && coerce(v, wanted, scope, null) == null;
  }

  Raise refused(Object v, Site.Type site, Code code, int pc) {
    return inCall(mismatch(v, (TypeExpr) (site.type() instanceof RestOf rest ? rest.element() : site.type()), site.place()), site, code, pc);
  }

  /** The refusal of an argument, which shows the call: where the parameter is declared becomes a hint. */
  static Raise inCall(Raise refusal, Site.Type site, Code code, int pc) {
    return refusal.withHint("the parameter " + site.place() + " is declared " + site.type() + " at " + code.place(pc));
  }

  // Coercion

  /** Null when the value cannot be converted. @param place null for no warning */
  private Object coerce(Object v, TypeExpr type, Namespace scope, String place) {
    if (!(v instanceof Long) && !(v instanceof Double)) {
      return null;
    } else if (type instanceof TypeExpr.Union u) {
      for (boolean lossy : new boolean[] {false, true}) {
        for (TypeExpr m : u.members()) {
          Object c = convert(v, m, scope, lossy, place);
          if (c != null) {
            return c;
          }
        }
      }
      return null;
    }
    return convert(v, type, scope, true, place);
  }

  private Object convert(Object v, TypeExpr type, Namespace scope, boolean lossy, String place) {
    if (!(type instanceof TypeExpr.Named n)) {
      return null;
    } else if (n.name().equals("Float") && v instanceof Long l) {
      return (double) l;
    } else if (n.name().equals("Int") && v instanceof Double d) {
      return truncate(d, lossy, place);
    } else if (named(n.name(), scope) instanceof TypeValue alias && !alias.type.equals(type)) {
      return coerce(v, alias.type, alias.scope, place);
    }
    return null;
  }

  private Object truncate(double d, boolean lossy, String place) {
    if (!(d >= -0x1p63 && d < 0x1p63)) {
      return null;
    }
    long truncated = (long) d;
    if (truncated == d) {
      return truncated;
    } else if (lossy) {
      // Without a place somebody only asks.
      if (place != null) {
        vm.err().println("warning: Lossy conversion Float -> Int for " + place + ": " + gene.data.Printer.code(d) + " -> " + truncated);
      }
      return truncated;
    }
    return null;
  }

  // Conformance

  boolean conforms(Object v, TypeExpr type, Namespace scope) {
    if (type instanceof TypeExpr.Named n) {
      return conformsByName(v, n.name(), scope);
    } else if (type instanceof TypeExpr.Union u) {
      for (TypeExpr m : u.members()) {
        if (conforms(v, m, scope)) {
          return true;
        }
      }
      return false;
    } else if (type instanceof TypeExpr.Applied a) {
      return conformsByName(v, a.name(), scope);
    }
    return type instanceof TypeExpr.Variable || functions.conforms(v, (TypeExpr.Fn) type, scope);
  }

  private boolean conformsByName(Object v, String name, Namespace scope) {
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
      case "Void":
        return v == Special.VOID;
      case "Numeric":
        return v instanceof Long || v instanceof Double;
      case "Collection":
        return COLLECTIONS.contains(Kinds.plainName(v));
      case "Function":
        return FunctionTypes.isFunction(v);
      default:
        return v != Special.VOID && conformsToDeclared(v, name, scope);
    }
  }

  /** What the name stands for decides; a name that stands for nothing (yet), or for something local, is compared as a text. */
  private boolean conformsToDeclared(Object v, String name, Namespace scope) {
    Object declared = named(name, scope);
    if (declared instanceof GeneClass || declared instanceof Enums.EnumType) {
      return isOfType(v, declared);
    } else if (declared instanceof TypeValue alias) {
      return aliases < MOST_ALIASES && conformsToAlias(v, alias);
    } else if (isInterface(declared)) {
      return isOfType(v, declared);
    }
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (v instanceof Instance i) {
      for (GeneClass c = i.cls(); c != null; c = c.parent()) {
        if (c.name().equals(last) || c.interfaces().stream().anyMatch(wanted -> wanted.name().equals(last))) {
          return true;
        }
      }
      return i.cls().adapts() != null && i.cls().adapts().name().equals(last);
    }
    return v instanceof Enums.Value e ? e.variant.type.name.equals(last) : Kinds.plainName(v).equals(last);
  }

  private boolean conformsToAlias(Object v, TypeValue alias) {
    aliases++;
    try {
      return conforms(v, alias.type, alias.scope);
    } finally {
      aliases--;
    }
  }

  private static boolean isInterface(Object v) {
    return v instanceof Opaque o && o.typeofName().equals("VkInterface");
  }

  /** What a type's name stands for in a namespace; null when it is none of its members. */
  static Object named(String name, Namespace scope) {
    int slash = name.indexOf('/');
    var cell = scope == null ? null : scope.lookup(slash < 0 ? name : name.substring(0, slash));
    Object found = cell == null ? null : cell.value();
    while (found != null && slash >= 0) {
      int next = name.indexOf('/', slash + 1);
      String key = name.substring(slash + 1, next < 0 ? name.length() : next);
      found = found instanceof Namespace ns ? ns.get(key) : found instanceof GeneClass cls ? cls.members().get(key) : null;
      slash = next;
    }
    return found;
  }

  /** `(types_equivalent a b)`: type values, classes, enums and quoted type expressions. */
  boolean equivalent(Object a, Object b, Namespace scope) {
    TypeValue left = asType(a, scope, "first");
    TypeValue right = asType(b, scope, "second");
    return functions.equivalent(left.type, left.scope, right.type, right.scope);
  }

  private TypeValue asType(Object v, Namespace scope, String which) {
    if (v instanceof TypeValue t) {
      return t;
    } else if (v instanceof GeneClass || v instanceof Enums.EnumType || isInterface(v)) {
      var only = new Namespace("", vm.global, vm.epoch);
      String name = v instanceof GeneClass c ? c.name() : v instanceof Enums.EnumType e ? e.name : ((Opaque) v).display();
      // The name alone would not do: it may stand for something else by now.
      vm.store.set(only, name, v);
      return new TypeValue(new TypeExpr.Named(name), only);
    }
    boolean quoted = v instanceof Symbol || v instanceof ComplexSymbol || v instanceof Gene || v == Special.NIL;
    return (quoted ? TypeExpr.of(Forms.fromData(v)) : Optional.<TypeExpr>empty()).map(t -> new TypeValue(t, scope))
        .orElseThrow(() -> Raise.type("types_equivalent expects a type expression/value as " + which + " argument"));
  }

  boolean isOfType(Object v, Object type) {
    if (type instanceof GeneClass cls) {
      return vm.classOf(v).isA(cls) || cls == vm.kernel.object;
    } else if (type instanceof Interface wanted) {
      return v instanceof Instance i && (i.cls().adapts() == wanted || i.cls().conformsTo(wanted));
    } else if (type instanceof TypeValue t) {
      return conforms(v, t.type, t.scope);
    } else if (type instanceof Enums.EnumType e) {
      return v instanceof Enums.Value x && x.variant.type == e;
    }
    throw Raise.type("is requires a type value on the right side");
  }
}
