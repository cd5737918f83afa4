// Values by their canonical path: the members that lead to them in the module that holds them, and back (language reference 15, section 4).
package gene.vm;

import gene.data.Callable;
import gene.data.GeneClass;
import gene.data.Instance;
import gene.data.Lookup;
import gene.data.Namespace;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Structured;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds each value of the modules once; for one serialization, since programs change their members. */
public final class NamedValues {
  /** The kinds that are written as references; their names are the heads of the written forms without `Ref`. */
  public enum Kind {
    NAMESPACE("Namespace"), CLASS("Class"), FUNCTION("Function"), ENUM("Enum"), INSTANCE("Instance");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String head() {
      return text + "Ref";
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** @param module the name of the module; null for what is built in */
  public record Place(String path, String module) {}

  private final Vm vm;
  private final Map<Object, Place> places = new IdentityHashMap<>();

  public NamedValues(Vm vm) {
    this.vm = vm;
    for (Namespace module : vm.modules.all()) {
      String name = String.valueOf(module.get("__module_name__"));
      for (String member : List.copyOf(module.members().keySet())) {
        if (vm.modules.imports.isExported(module, member)) {
          add(module, member, "", name);
        }
      }
    }
    members(vm.global, "", null);
    members(vm.genex, "genex/", null);
    members(vm.gene, "gene/", null);
  }

  /** How the value is referred to; empty for a value of another kind. */
  public static Optional<Kind> kindOf(Object v) {
    if (v instanceof Namespace) {
      return Optional.of(Kind.NAMESPACE);
    } else if (v instanceof GeneClass) {
      return Optional.of(Kind.CLASS);
    } else if (v instanceof Function || v instanceof Native || v instanceof Prelude.Pending) {
      return Optional.of(Kind.FUNCTION);
    } else if (v instanceof Enums.EnumType || v instanceof Enums.Variant || v instanceof Enums.Value e && e.payload.length == 0) {
      return Optional.of(Kind.ENUM);
    }
    return v instanceof Instance ? Optional.of(Kind.INSTANCE) : Optional.empty();
  }

  /** The constructor of an enum value with payload; empty for every other value. */
  public static Optional<Callable> variantOf(Object v) {
    return v instanceof Enums.Value e && e.payload.length > 0 ? Optional.of(e.variant) : Optional.empty();
  }

  public Optional<Place> find(Object value) {
    return Optional.ofNullable(places.get(value));
  }

  private void members(Namespace in, String prefix, String module) {
    for (String member : List.copyOf(in.members().keySet())) {
      add(in, member, prefix, module);
    }
  }

  private void add(Namespace in, String member, String prefix, String module) {
    Object value = in.get(member);
    Optional<Kind> kind = value == null ? Optional.empty() : kindOf(value);
    if (kind.isEmpty() || member.startsWith("__") || value == vm.global || places.containsKey(value)) {
      return;
    }
    // An import is another name for what lives elsewhere; without the namespaces of the runtime every module would own them.
    boolean elsewhere = value instanceof Namespace ns && ns.parent() != in && !prefix.startsWith("gene")
        || module != null && value instanceof GeneClass c && c.members().parent() == vm.global && vm.kernel.isBuiltin(c);
    if (elsewhere) {
      return;
    }
    String path = prefix + member;
    places.put(value, new Place(path, module));
    if (value instanceof Namespace ns) {
      members(ns, path + "/", module);
    } else if (value instanceof GeneClass cls) {
      members(cls.members(), path + "/", module);
    } else if (value instanceof Enums.EnumType type) {
      type.variants.forEach((name, variant) -> places.putIfAbsent(variant, new Place(path + "/" + name, module)));
    }
  }

  /**
   * The value of a path: itself, or a request that gives it when its module has to be loaded first.
   *
   * @param module  null when the reference names none
   * @param current the namespace of the code that reads
   */
  public static Object resolve(Vm vm, Kind kind, String path, String module, Namespace current) {
    if (module == null) {
      return checked(kind, path, withoutModule(vm, path, current));
    }
    return vm.modules.request(module, ns -> {
      Object value = vm.modules.imports.isExported(ns, path.split("/", 2)[0]) ? walk(vm, ns, path) : null;
      if (value == null) {
        throw Raise.parse("Serialized reference not found in module '" + module + "': " + path);
      }
      return checked(kind, path, value);
    });
  }

  private static Object checked(Kind kind, String path, Object value) {
    if (kindOf(value).orElse(null) != kind) {
      throw Raise.parse("Serialized reference is not of kind " + kind + ": " + path);
    }
    return value;
  }

  private static Object withoutModule(Vm vm, String path, Namespace current) {
    Object value = null;
    if (path.startsWith("gene/")) {
      value = walk(vm, vm.gene, path.substring(5));
    } else if (path.startsWith("genex/")) {
      value = walk(vm, vm.genex, path.substring(6));
    }
    for (Namespace ns = current; value == null && ns != null; ns = ns.parent()) {
      value = walk(vm, ns, path);
    }
    if (value == null) {
      throw Raise.parse("path_to_value: not found: " + path);
    }
    return value;
  }

  /** Java's null when a member is missing. */
  private static Object walk(Vm vm, Namespace from, String path) {
    Object at = from;
    for (String part : path.split("/", -1)) {
      at = at instanceof Namespace ns ? vm.member(ns, part) : Lookup.byName(at, part);
      if (at instanceof Prelude.Pending p) {
        at = vm.kernel.prelude.function(p);
      } else if (at == Special.VOID || at == Special.NIL) {
        return null;
      }
    }
    return at;
  }

  /** A value of the variant, checked as a call of it is. */
  public static Object enumValue(Vm vm, Object variant, List<Object> payload) {
    if (variant instanceof Enums.Variant v) {
      return Enums.construct(vm, v, payload, Map.of());
    } else if (variant instanceof Enums.Value unit && payload.isEmpty()) {
      return unit;
    }
    String name = variant instanceof Structured s ? s.display() : String.valueOf(variant);
    throw Raise.parse("Serialized enum value: " + name + " takes no payload");
  }

  /** The namespace of the code that called a built-in. */
  public static Namespace current(Args a) {
    return a.fiber().fn.ns;
  }

  /** The names of methods that a class defines for its host objects: a request that calls one, with `self` first. */
  public static Object callMethod(GeneClass cls, String name, Object self, CallRequest.Continuation then, Object... arguments) {
    Callable method = cls.findMethod(name);
    if (method == null) {
      throw Raise.type("Custom serialization requires class '" + cls.name() + "' to define " + name);
    }
    return CallRequest.call(new MethodOf(method, self), then, arguments);
  }

  /** A method with the receiver that it is called on whatever the receiver's class. */
  public record MethodOf(Callable method, Object self) implements Callable {
    @Override
    public String name() {
      return method.name();
    }
  }
}
