// Instructions that make functions, classes, namespaces and enums.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Site;
import gene.data.Cell;
import gene.data.GeneClass;
import gene.data.Moments;
import gene.data.NanBox;
import gene.data.Namespace;
import gene.data.Raise;
import gene.data.Special;

final class Definitions {
  private final Vm vm;

  Definitions(Vm vm) {
    this.vm = vm;
  }

  Function function(Fiber f, int index, Namespace ns, Object self) {
    CodeState outer = f.fn.state;
    CodeState s = outer.nested[index];
    if (s == null) {
      outer.nested[index] = s = vm.state(outer.code.code(index));
    }
    var wanted = s.code.captures();
    if (wanted.isEmpty()) {
      return written(f, new Function(s, Function.NO_CAPTURES, ns, self));
    }
    var captures = new Cell[wanted.size()];
    for (int i = 0; i < captures.length; i++) {
      Code.Capture c = wanted.get(i);
      captures[i] = c.fromSlot() ? cell(f, f.base + c.index()) : f.fn.captures[c.index()];
    }
    return written(f, new Function(s, captures, ns, self));
  }

  /** What is written inside a method starts `super` where the method does. */
  private static Function written(Fiber f, Function made) {
    made.owner = f.fn.owner;
    return made;
  }

  /** The cell of a variable; one that has none yet (code made at run time captures it) moves into a new one. */
  Cell cell(Fiber f, int at) {
    if (f.refs[at] instanceof Cell c) {
      return c;
    }
    if (vm.recorder != null) {
      vm.recorder.willOverwrite(f, at, at + 1);
    }
    var c = new Cell(f.words[at], f.words[at] == NanBox.REF ? f.refs[at] : null);
    f.words[at] = NanBox.CELL;
    f.refs[at] = c;
    return c;
  }

  static Object self(Fiber f) {
    return f.fn.state.code.isMethod() ? f.at(f.base) : f.fn.self;
  }

  /** The body of what lies on the stack: it is `self` and the namespace there. */
  Function body(Fiber f, int index) {
    Object owner = f.peek(0);
    Namespace ns = owner instanceof GeneClass c ? c.members() : (Namespace) owner;
    return function(f, index, ns, owner);
  }

  GeneClass makeClass(Fiber f, String name) {
    Object up = f.peek(0);
    GeneClass parent = vm.kernel.object;
    if (up instanceof GeneClass c) {
      parent = c;
    } else if (up != Special.NIL) {
      throw Raise.type("the superclass of " + name + " must be a class");
    }
    return new GeneClass(name, parent, f.fn.ns, vm.epoch);
  }

  private GeneClass owner(Fiber f, String what) {
    if (f.fn.self instanceof GeneClass cls) {
      return cls;
    }
    throw Raise.type(what + " is only possible in the body of a class");
  }

  void method(Fiber f, String name) {
    GeneClass cls = owner(f, "method");
    Adapters.checkDeclared(cls, name);
    var fn = (Function) f.peek(0);
    own(fn, cls);
    vm.store.setMethod(cls, name, fn);
    f.drop(1);
    f.pc++;
  }

  private void own(Function fn, GeneClass cls) {
    if (vm.recorder != null) {
      vm.recorder.note(Moments.of(() -> fn.owner, o -> fn.owner = o));
    }
    fn.owner = cls;
  }

  void ctor(Fiber f) {
    GeneClass cls = owner(f, "ctor");
    if (cls.ownCtor() != null) {
      throw Raise.type("Class '" + cls.name() + "' already has a constructor");
    }
    var fn = (Function) f.peek(0);
    own(fn, cls);
    vm.store.setCtor(cls, fn);
    f.drop(1);
    f.pc++;
  }

  void field(Fiber f, Site.Type site) {
    vm.store.declareField(owner(f, "field"), site.place(), new TypeValue((gene.analysis.TypeExpr) site.type(), f.fn.ns));
    f.pc++;
  }

  /** Tests an enum pattern; binds the payloads when it matches. */
  void matchVariant(Fiber f, Site.Variant site) {
    Object wanted = site.onStack() ? f.pop() : null;
    Object target = f.pop();
    Enums.Variant variant = null;
    if (wanted instanceof Enums.Variant v) {
      variant = v;
    } else if (wanted instanceof Enums.Value v) {
      variant = v.variant;
    } else if (wanted != null) {
      if (wanted == Special.VOID) {
        throw Raise.type("enum pattern " + site.text() + " references unknown enum or variant");
      }
      // A plain value: compared like any other test.
      f.push(gene.data.Equality.equal(target, wanted));
      f.pc++;
      return;
    }
    if (!(target instanceof Enums.Value value)) {
      f.push(false);
      f.pc++;
      return;
    }
    boolean matches = variant != null ? value.variant == variant : value.variant.name.equals(site.bare());
    if (matches) {
      bind(f, site, value);
    }
    f.push(matches);
    f.pc++;
  }

  private void bind(Fiber f, Site.Variant site, Enums.Value value) {
    int fields = value.variant.fields.size();
    int given = site.slots().size();
    if (given != fields) {
      throw Raise.argument("variant " + value.variant.name() + " pattern expects " + fields + " binding(s)"
          + (fields == 0 ? "" : " (" + String.join(", ", value.variant.fields) + ")") + ", got " + given);
    }
    for (int i = 0; i < fields; i++) {
      int slot = site.slots().get(i);
      if (slot >= 0 && site.cells().get(i)) {
        vm.store.set((Cell) f.refs[f.base + slot], value.payload[i]);
      } else if (slot >= 0) {
        f.set(f.base + slot, value.payload[i]);
      }
    }
  }

  void shareCell(Fiber f, Site.Variable site) {
    Cell c = site.where() == Site.Where.CAPTURE ? f.fn.captures[site.index()] : (Cell) f.refs[f.base + site.index()];
    vm.store.share(f.fn.ns, site.name(), c);
    f.pc++;
  }
}
