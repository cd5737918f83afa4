// Installs the library into a VM: namespaces, classes by kind of value, exceptions.
package gene.vm;

import gene.data.Bytes;
import gene.data.Char;
import gene.data.ComplexSymbol;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneHashMap;
import gene.data.GeneHashSet;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Kinds;
import gene.data.Namespace;
import gene.data.Range;
import gene.data.Special;
import gene.data.Store;
import gene.data.Symbol;
import java.util.HashMap;
import java.util.Map;

final class Kernel implements Declarations {
  private final Vm vm;
  private final Store store;
  private final Map<String, GeneClass> classes = new HashMap<>();
  final Prelude prelude;
  final Exceptions exceptions;
  final TypeChecks types;
  final Calls calls;
  final Generators generators;
  final Adapters adapters;
  final Interceptions interceptions;
  private final Map<GeneClass, Native> constructors = new HashMap<>();
  private NativeModule module;
  final GeneClass object;
  final GeneClass string;
  final GeneClass array;
  private final GeneClass hashMap;
  final GeneClass map;
  final GeneClass integer;
  final GeneClass floating;

  Kernel(Vm vm) {
    this.vm = vm;
    this.store = vm.store;
    this.prelude = new Prelude(vm);
    store.set(vm.global, "gene", vm.gene);
    store.set(vm.global, "genex", vm.genex);
    for (NativeModule m : vm.library.modules()) {
      module = m;
      m.declare(this);
    }
    module = null;
    module = new FunctionMethods();
    module.declare(this);
    alias(vm.global, "json", vm.gene, "json");
    alias(vm.gene, "io", vm.global, "io");
    if (vm.global.get("io") instanceof Namespace io) {
      alias(io, "File", vm.global, "File");
      alias(io, "Dir", vm.global, "Dir");
    }
    object = classes.get("Object");
    string = classes.get("String");
    array = classes.get("Array");
    hashMap = classes.get("HashMap");
    map = classes.get("Map");
    integer = classes.get("Int");
    floating = classes.get("Float");
    exceptions = new Exceptions(vm, classes);
    types = new TypeChecks(vm);
    calls = new Calls(vm);
    generators = new Generators(vm);
    adapters = new Adapters(vm);
    interceptions = new Interceptions(vm);
    Enums.install(vm);
  }

  // Declarations

  @Override
  public void function(String namespace, String name, int id, String signature, String doc) {
    String qualified = namespace.isEmpty() ? name : namespace + "/" + name;
    store.set(namespace(namespace), name, new Native(name, qualified, module, id, false));
  }

  @Override
  public void method(String className, String name, int id, String signature, String doc) {
    store.setMethod(classes.get(className), name, new Native(name, className + "." + name, module, id, true));
  }

  @Override
  public void preludeMethod(String className, String name, String signature, String doc) {
    store.setMethod(classes.get(className), name, new Prelude.Pending(name, className + "." + name));
  }

  @Override
  public void preludeFunction(String namespace, String name, String signature, String doc) {
    store.set(namespace(namespace), name, new Prelude.Pending(name, namespace.isEmpty() ? name : namespace + "/" + name));
  }

  @Override
  public void constant(String namespace, String name, Object value, String doc) {
    store.set(namespace(namespace), name, value);
  }

  @Override
  public void builtinClass(String namespace, String name, String parent, int ctorId, String doc) {
    GeneClass up = parent.isEmpty() ? null : classes.get(parent);
    var cls = new GeneClass(name, up, vm.global, vm.epoch);
    classes.put(name, cls);
    store.set(namespace(namespace), name, cls);
    if (ctorId >= 0) {
      var ctor = new Native(name, name + ".ctor", module, ctorId, true);
      store.setCtor(cls, ctor);
      constructors.put(cls, ctor);
    }
  }

  private Namespace namespace(String path) {
    Namespace ns = vm.global;
    if (path.isEmpty()) {
      return ns;
    }
    for (String part : path.split("/")) {
      Object inner = ns.get(part);
      if (inner instanceof GeneClass cls) {
        inner = cls.members();
      }
      if (!(inner instanceof Namespace)) {
        inner = new Namespace(part, ns, vm.epoch);
        store.set(ns, part, inner);
      }
      ns = (Namespace) inner;
    }
    return ns;
  }

  /** Another name for a member, where it is not defined already. */
  private void alias(Namespace in, String name, Namespace from, String member) {
    Object value = from.get(member);
    if (value != null && in.get(name) == null) {
      store.set(in, name, value);
    }
  }

  // Classes of values

  GeneClass findClass(String name) {
    return classes.get(name);
  }

  /** Whether the class is one of the library's, whose instances `new` cannot make unless it has a constructor. */
  boolean isBuiltin(GeneClass cls) {
    return classes.get(cls.name()) == cls;
  }

  boolean isException(GeneClass cls) {
    return cls.isA(exceptions.root);
  }

  GeneClass classOf(Object v) {
    if (v instanceof Instance i) {
      return i.cls();
    } else if (v instanceof String) {
      return string;
    } else if (v instanceof GeneArray) {
      return array;
    } else if (v instanceof GeneMap) {
      return map;
    } else if (v instanceof Long) {
      return integer;
    } else if (v instanceof Double) {
      return floating;
    } else if (v instanceof GeneHashMap) {
      return hashMap;
    }
    GeneClass cls = classes.get(Kinds.className(v));
    return cls == null ? object : cls;
  }
}
