// Interfaces at work: objects seen through them, and what their adapters have, forward and refuse.
package gene.vm;

import gene.data.Adapter;
import gene.data.Callable;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Interface;
import gene.data.Kinds;
import gene.data.NanBox;
import gene.data.Raise;
import gene.data.Special;
import java.util.ArrayList;

final class Adapters {
  /** The method of an adapter that its implementation does not define: the wrapped object's. */
  record Forward(String name) implements Callable {}

  private final Vm vm;
  private final Members members;

  Adapters(Vm vm) {
    this.vm = vm;
    this.members = new Members(vm);
  }

  // Definitions

  void setInterfaces(Fiber f) {
    var all = new ArrayList<Interface>();
    var array = (GeneArray) f.peek(0);
    for (int k = 0; k < array.size(); k++) {
      Object named = array.get(k);
      if (!(named instanceof Interface i)) {
        throw Raise.type("implements requires an interface, got " + Kinds.plainName(named));
      }
      all.add(i);
    }
    vm.store.setInterfaces((GeneClass) f.peek(1), all);
    f.drop(1);
    f.pc++;
  }

  /** [interface class] becomes [class implementation]. */
  void makeImplementation(Fiber f) {
    Object cls = f.peek(0);
    if (!(f.peek(1) instanceof Interface i)) {
      throw Raise.type("implement requires an interface, got " + Kinds.plainName(f.peek(1)));
    } else if (!(cls instanceof GeneClass)) {
      throw Raise.type("implement requires a class, got " + Kinds.plainName(cls));
    }
    f.drop(2);
    f.push(cls);
    f.push(GeneClass.implementation(i, vm.builtinClass("Adapter"), f.fn.ns, vm.epoch));
    f.pc++;
  }

  /** The body of an implementation may define nothing but what its interface declares. */
  static void checkDeclared(GeneClass implementation, String method) {
    Interface i = implementation.adapts();
    if (i != null && !i.methods().contains(method)) {
      throw Raise.type("Method " + method + " is not declared on interface " + i.name());
    }
  }

  /** [class implementation]: the body has run. */
  void implement(Fiber f) {
    var implementation = (GeneClass) f.peek(0);
    Interface i = implementation.adapts();
    for (String method : i.methods()) {
      if (!implementation.methods().containsKey(method)) {
        vm.store.setMethod(implementation, method, new Forward(method));
      }
    }
    vm.store.implement(i, (GeneClass) f.peek(1), implementation);
    f.drop(2);
    f.pc++;
  }

  // Adapting

  /** `(R object extra…)`. */
  Fiber adapt(Fiber f, Interface i, int first, int count, GeneMap kw, int dest) {
    Calls calls = vm.kernel.calls;
    if (count == 0) {
      throw Raise.argument("Interface call requires an object to adapt");
    }
    Object object = f.at(first);
    Object inner = innermost(object);
    if (vm.kernel.types.isOfType(object, i)) {
      return calls.done(f, dest, object);
    } else if (vm.kernel.types.isOfType(inner, i)) {
      return calls.done(f, dest, inner);
    }
    GeneClass implementation = i.findImplementation(vm.classOf(inner));
    if (implementation == null && inner != object) {
      inner = object;
      implementation = i.findImplementation(vm.classOf(object));
    }
    if (implementation == null) {
      throw Raise.type("No implementation found for interface " + i.name() + " on type " + Kinds.plainName(object))
          .withHint("(implement " + i.name() + " for " + Kinds.plainName(object) + " …) gives it one");
    }
    var adapter = new Adapter(implementation, inner);
    if (!(implementation.ownCtor() instanceof Function ctor)) {
      return calls.done(f, dest, adapter);
    }
    f.set(first, NanBox.REF, adapter);
    return calls.enter(f, ctor, first + 1, count - 1, kw, dest);
  }

  private static Object innermost(Object v) {
    return v instanceof Adapter a ? a.wrapped() : v;
  }

  // Members of an adapter

  static Object get(Members members, Adapter a, String key) {
    Object own = a.get(key);
    if (own != null) {
      return own;
    } else if (a.iface().fields().contains(key)) {
      return members.get(a.wrapped(), key);
    }
    return a.iface().methods().contains(key) ? new BoundMethod(a, key) : Special.NIL;
  }

  /** The field that a call without arguments reads; Java's null when there is none. */
  Object findField(Adapter a, String name) {
    Object v = a.iface().fields().contains(name) ? members.get(a.wrapped(), name) : Special.VOID;
    return v == Special.VOID ? null : v;
  }

  static void set(Members members, Adapter a, String key, Object value) {
    Interface i = a.iface();
    if (!i.fields().contains(key)) {
      throw Raise.type("Property " + key + " is not declared on interface " + i.name());
    } else if (i.isReadonly(key)) {
      throw Raise.runtime("Property " + key + " is readonly on interface " + i.name());
    }
    members.set(a.wrapped(), key, value);
  }

  /** A declared method that the implementation leaves to the wrapped object; the adapter lies just below the arguments. */
  Fiber forward(Fiber f, Forward method, int first, int count, GeneMap kw, int dest) {
    Object inner = ((Adapter) f.refs[first - 1]).wrapped();
    GeneClass cls = vm.classOf(inner);
    boolean found = cls.findMethod(method.name()) != null || cls.findMethod("on_method_missing") != null || inner == Special.NIL
        || count == 0 && inner instanceof Instance i && Members.field(i, method.name()) != null;
    if (!found) {
      throw Raise.type("Method " + method.name() + " not found on inner object");
    }
    f.set(first - 1, inner);
    return vm.kernel.calls.callMethod(f, method.name(), first, count, kw, dest, null);
  }
}
