// Reading and writing members of values: paths, `./`, assignment (language reference 04 and 02, section 11).
package gene.vm;

import gene.data.Adapter;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Kinds;
import gene.data.Lookup;
import gene.data.NanBox;
import gene.data.Namespace;
import gene.data.Raise;
import gene.data.Shape;
import gene.data.Special;
import gene.data.Store;
import gene.data.Symbol;
import java.util.function.UnaryOperator;

final class Members {
  private final Vm vm;
  private final Store store;

  Members(Vm vm) {
    this.vm = vm;
    this.store = vm.store;
  }

  // Reading

  /** The boxed field, `location` and `stack` of exceptions included; Java's null when it was never set. */
  static Object field(Instance i, String name) {
    return i instanceof ExceptionInstance e ? e.field(name) : i.get(name);
  }

  Object get(Object target, String key) {
    if (target instanceof Adapter a) {
      return Adapters.get(this, a, key);
    } else if (target instanceof Instance i) {
      Object v = field(i, key);
      return v == null ? Special.VOID : v;
    } else if (target instanceof Namespace ns) {
      return vm.member(ns, key);
    } else if (target instanceof GeneClass cls) {
      for (GeneClass c = cls; c != null; c = c.parent()) {
        Object v = c.members().get(key);
        if (v != null) {
          return v;
        }
      }
      return Special.VOID;
    }
    return Lookup.byName(target, key);
  }

  Object getIndex(Object target, long index, String text) {
    return target instanceof Instance || target instanceof Namespace || target instanceof GeneClass ? get(target, text) : Lookup.byIndex(target, index);
  }

  /** GET_MEMBER after a cache miss. */
  Fiber getMember(Fiber f, MemberCache c) {
    c.used = true;
    Object target = f.peek(0);
    if (target instanceof Instance i) {
      int slot = i.shape().slot(c.key);
      if (slot >= 0) {
        c.another();
        c.shape = i.shape();
        c.slot = slot;
        c.wider = null;
        c.kind = JitUnit.kindOf(i.word(slot));
      }
    }
    Object v = get(target, c.key);
    if (v == Special.VOID && asks(target)) {
      return found(f, target, c.key, v, null, 1);
    }
    required(v, c);
    if (target instanceof Enums.EnumType type && v != Special.VOID) {
      c.type = type;
      c.variant = v;
    }
    f.replace(1, v);
    return f;
  }

  /** What the look-up of a key gave takes the place of the topmost `count` values; a namespace's handlers are asked before it is void. */
  Fiber found(Fiber f, Object target, Object key, Object v, Object fallback, int count) {
    if (v == Special.VOID && asks(target)) {
      return vm.kernel.calls.result(f, ask((Namespace) target, key.toString(), 0, x -> x == Special.VOID && fallback != null ? fallback : x), f.sp - count);
    }
    f.replace(count, v == Special.VOID && fallback != null && target != Special.NIL ? fallback : v);
    return f;
  }

  static boolean asks(Object target) {
    return target instanceof Namespace ns && !ns.missingHandlers().isEmpty();
  }

  static void required(Object v, MemberCache c) {
    if (c.site.required() && v == Special.VOID) {
      throw Raise.general("key not found: " + c.key);
    }
  }

  /** Asks the handlers in order, with the namespace as their `self`; the first value that is not nil becomes the member. */
  Object ask(Namespace ns, String name, int handler, UnaryOperator<Object> then) {
    if (handler >= ns.missingHandlers().size()) {
      return then.apply(Special.VOID);
    }
    Object asked = ns.missingHandlers().get(handler);
    return CallRequest.call(asked instanceof Function f ? f.withSelf(ns) : asked, (v, result) -> {
      if (result == Special.NIL) {
        return ask(ns, name, handler + 1, then);
      }
      store.set(ns, name, result);
      return then.apply(result);
    }, name);
  }

  /** [target variable]: the key first, then the variable's value as key (04, section 4). */
  Object getOrVariable(Object target, String key, Object variable) {
    Object v = get(target, key);
    boolean missing = v == Special.VOID && (target instanceof GeneMap || target instanceof Gene) || target instanceof GeneArray;
    return missing && isKey(variable) ? byKey(target, variable) : v;
  }

  static boolean isKey(Object v) {
    return v instanceof Long || v instanceof String || v instanceof Symbol;
  }

  /** A dynamic key: String, Symbol or Int. */
  Object getDynamic(Object target, Object key) {
    checkKey(key);
    return byKey(target, key);
  }

  private Object byKey(Object target, Object key) {
    return key instanceof Long n ? getIndex(target, n, key.toString()) : get(target, key.toString());
  }

  private static void checkKey(Object key) {
    if (key == Special.NIL || key == Special.VOID) {
      throw Raise.type("Dynamic selector segment cannot be " + key);
    } else if (!isKey(key)) {
      throw Raise.type("Dynamic selector segment must resolve to string, symbol, or int, got " + Kinds.plainName(key));
    }
  }

  // Writing

  /** SET_MEMBER after a cache miss: [target value], value stays. */
  void setMember(Fiber f, MemberCache c) {
    c.used = true;
    Object target = f.peek(1);
    if (target instanceof Instance i && !(target instanceof Adapter)) {
      TypeValue type = fieldType(i.cls(), c.key);
      Object value = type == null ? f.peek(0) : checked(type, c.key, f.peek(0));
      if (value != f.peek(0)) {
        f.set(f.sp - 1, value);
      }
      long w = f.words[f.sp - 1];
      Object ref = f.refs[f.sp - 1];
      int slot = i.shape().slot(c.key);
      boolean cacheable = !i.cls().declares(c.key);
      if (slot >= 0) {
        if (cacheable) {
          c.shape = i.shape();
          c.slot = slot;
          c.wider = null;
        } else {
          c.declare(type, i.shape(), slot, null);
        }
        store.setSlot(i, slot, w, ref);
      } else {
        Shape wider = i.shape().with(c.key);
        if (cacheable) {
          c.shape = i.shape();
          c.wider = wider;
        } else {
          c.declare(type, i.shape(), wider.size() - 1, wider);
        }
        store.addSlot(i, wider, w, ref);
      }
    } else {
      set(target, c.key, f.peek(0));
    }
    f.replace(2, f.words[f.sp - 1], f.refs[f.sp - 1]);
  }

  private Object checkField(Instance i, String name, Object value) {
    TypeValue type = fieldType(i.cls(), name);
    return type == null ? value : checked(type, name, value);
  }

  /** The declared type that writes are checked against; null without one. */
  TypeValue fieldType(GeneClass cls, String name) {
    for (GeneClass c = cls; c != null && vm.options.typeChecks(); c = c.parent()) {
      if (c.fields().get(name) instanceof TypeValue t) {
        return t;
      }
    }
    return null;
  }

  private Object checked(TypeValue type, String name, Object value) {
    return vm.kernel.types.check(value, type.type, type.scope, "property " + name, false);
  }

  void set(Object target, String key, Object value) {
    if (target instanceof Adapter a) {
      Adapters.set(this, a, key, value);
    } else if (target instanceof Instance i) {
      store.setField(i, key, checkField(i, key, value));
    } else if (target instanceof GeneMap m) {
      store.set(m, key, value);
    } else if (target instanceof Gene g) {
      store.setProp(g, key, value);
    } else if (target instanceof Namespace ns) {
      store.set(ns, key, value);
    } else if (target instanceof GeneClass cls) {
      store.set(cls.members(), key, value);
    } else if (target == Special.NIL) {
      throw Raise.type("Cannot set member '" + key + "' on nil");
    } else if (target instanceof GeneArray) {
      throw Raise.type("Cannot set named member '" + key + "' on array");
    } else if (target instanceof Enums.Value) {
      throw Raise.type("Cannot set member '" + key + "' on enum value");
    } else {
      throw Raise.type("Cannot set member on value of type " + Kinds.plainName(target));
    }
  }

  void setIndex(Object target, long index, String text, Object value) {
    if (target instanceof GeneArray a) {
      if (index < 0 || index >= a.size()) {
        throw Raise.argument("Array index out of bounds: " + index + " (len=" + a.size() + ")");
      }
      store.set(a, (int) index, value);
    } else if (target instanceof Gene g) {
      if (index < 0 || index >= g.children().size()) {
        throw Raise.argument("Gene child index out of bounds: " + index + " (len=" + g.children().size() + ")");
      }
      store.setChild(g, (int) index, value);
    } else {
      set(target, text, value);
    }
  }

  void setDynamic(Object target, Object key, Object value) {
    checkKey(key);
    if (key instanceof Long n) {
      setIndex(target, n, key.toString(), value);
    } else {
      set(target, key.toString(), value);
    }
  }

  /** The literal name, unless the container lacks it and the variable's value is a key. */
  void setOrVariable(Object target, String key, Object variable, Object value) {
    boolean lacks = target instanceof GeneArray || (target instanceof GeneMap || target instanceof Gene) && get(target, key) == Special.VOID;
    if (lacks && isKey(variable)) {
      setDynamic(target, variable, value);
    } else {
      set(target, key, value);
    }
  }

  // Names

  NameCache find(Function fn, NameCache c) {
    return find(fn.ns, c);
  }

  NameCache find(Namespace ns, NameCache c) {
    if (c.from != ns || c.epoch != vm.epoch.value()) {
      c.cell = ns.lookup(c.name);
      if (c.cell == null) {
        c.cell = vm.gene.cell(c.name);
      }
      c.from = ns;
      c.epoch = vm.epoch.value();
    }
    if (c.cell != null && c.cell.word() == NanBox.REF && c.cell.ref() instanceof Prelude.Pending) {
      vm.kernel.prelude.load();
    }
    return c;
  }
}
