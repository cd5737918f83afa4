// Enums, their variants and values; the built-in Result and Option.
package gene.vm;

import gene.analysis.TypeExpr;
import gene.bytecode.Site;
import gene.data.Callable;
import gene.data.Members;
import gene.data.Namespace;
import gene.data.Opaque;
import gene.data.Raise;
import gene.data.Structured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class Enums {
  private Enums() {}

  static final class EnumType implements Opaque, Members {
    final String name;
    /** A value for a unit variant, the variant itself for one with payload. */
    final Map<String, Object> variants = new LinkedHashMap<>();

    /** Where the names of the payloads' types are looked up. */
    final Namespace scope;

    EnumType(String name, Namespace scope) {
      this.name = name;
      this.scope = scope;
    }

    @Override
    public String typeofName() {
      return "VkEnum";
    }

    @Override
    public String className() {
      return "Enum";
    }

    @Override
    public String display() {
      return name;
    }

    @Override
    public Object member(String key) {
      return variants.get(key);
    }
  }

  static final class Variant implements Callable, Opaque {
    final EnumType type;
    final String name;
    final List<String> fields;
    final List<TypeExpr> types;

    Variant(EnumType type, String name, List<String> fields, List<TypeExpr> types) {
      this.type = type;
      this.name = name;
      this.fields = fields;
      this.types = types;
    }

    @Override
    public String name() {
      return type.name + "/" + name;
    }

    @Override
    public String typeofName() {
      return "Function";
    }

    @Override
    public String className() {
      return "Function";
    }

    @Override
    public String display() {
      return name();
    }
  }

  static final class Value implements Structured, Members, Callable {
    final Variant variant;
    final Object[] payload;

    Value(Variant variant, Object[] payload) {
      this.variant = variant;
      this.payload = payload;
    }

    @Override
    public String name() {
      return variant.name();
    }

    @Override
    public Object tag() {
      return variant;
    }

    @Override
    public int partCount() {
      return payload.length;
    }

    @Override
    public Object part(int index) {
      return payload[index];
    }

    @Override
    public String typeofName() {
      return variant.type.name;
    }

    @Override
    public String className() {
      return "Object";
    }

    @Override
    public String display() {
      return variant.name();
    }

    @Override
    public Object member(String name) {
      int i = variant.fields.indexOf(name);
      return i < 0 ? null : payload[i];
    }
  }

  static EnumType make(Site.EnumShape shape, Namespace scope) {
    var type = new EnumType(shape.name(), scope);
    for (Site.EnumVariant v : shape.variants()) {
      var types = new ArrayList<TypeExpr>();
      for (Object t : v.types()) {
        types.add((TypeExpr) t);
      }
      var variant = new Variant(type, v.name(), v.fields(), types);
      type.variants.put(v.name(), v.fields().isEmpty() ? new Value(variant, new Object[0]) : variant);
    }
    return type;
  }

  static void install(Vm vm) {
    define(vm, "Result", "Ok", "value", "Err", "error");
    define(vm, "Option", "Some", "value", "None", null);
  }

  private static void define(Vm vm, String name, String first, String firstField, String second, String secondField) {
    EnumType type = make(new Site.EnumShape(name, List.of(variant(first, firstField), variant(second, secondField))), vm.global);
    vm.store.set(vm.global, name, type);
    for (var v : type.variants.entrySet()) {
      vm.store.set(vm.global, v.getKey(), v.getValue());
    }
  }

  private static Site.EnumVariant variant(String name, String field) {
    return new Site.EnumVariant(name, field == null ? List.of() : List.of(field), field == null ? List.of() : List.of(TypeExpr.ANY));
  }

  /** Constructs a value; `kw` is null without keyword arguments. */
  static Object construct(Vm vm, Variant v, List<Object> args, Map<String, Object> kw) {
    String name = v.name();
    Object[] payload = new Object[v.fields.size()];
    if (!kw.isEmpty()) {
      if (!args.isEmpty()) {
        throw Raise.argument("Variant " + name + " cannot mix positional and keyword arguments");
      }
      var missing = new ArrayList<>(v.fields);
      missing.removeAll(kw.keySet());
      var unknown = new ArrayList<>(kw.keySet());
      unknown.removeAll(v.fields);
      String expected = "; expected fields: " + String.join(", ", v.fields);
      var faults = new ArrayList<String>();
      if (!missing.isEmpty()) {
        faults.add("missing keyword argument(s): " + String.join(", ", missing));
      }
      if (!unknown.isEmpty()) {
        faults.add("got unknown keyword argument(s): " + String.join(", ", unknown));
      }
      if (!faults.isEmpty()) {
        throw Raise.argument("Variant " + name + " " + String.join("; ", faults) + expected);
      }
      for (int i = 0; i < payload.length; i++) {
        payload[i] = kw.get(v.fields.get(i));
      }
    } else {
      if (args.size() != payload.length) {
        throw Raise.argument("Variant " + name + " expects " + payload.length + " arguments (" + String.join(", ", v.fields) + "), got " + args.size());
      }
      args.toArray(payload);
    }
    for (int i = 0; i < payload.length; i++) {
      if (v.types.get(i) != TypeExpr.ANY && vm.options.typeChecks()) {
        payload[i] = vm.kernel.types.check(payload[i], v.types.get(i), v.type.scope, "field " + name + "." + v.fields.get(i), true);
      }
    }
    return new Value(v, payload);
  }
}
