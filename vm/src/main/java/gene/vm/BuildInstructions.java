// Instructions that make collections, functions, classes and namespaces.
package gene.vm;

import gene.analysis.TypeExpr;
import gene.bytecode.Site;
import gene.data.Container;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneHashMap;
import gene.data.GeneMap;
import gene.data.Interface;
import gene.data.Kinds;
import gene.data.Namespace;
import gene.data.NanBox;
import gene.data.Raise;
import gene.data.Range;
import gene.data.Rendering;
import gene.data.Selector;
import gene.data.Special;
import gene.data.Store;
import gene.data.Symbol;
import java.util.ArrayList;
import java.util.List;

final class BuildInstructions {
  private final Vm vm;
  private final Store store;
  private final Definitions definitions;
  private final SpecialInstructions specials;

  BuildInstructions(Vm vm, Definitions definitions, SpecialInstructions specials) {
    this.vm = vm;
    this.store = vm.store;
    this.definitions = definitions;
    this.specials = specials;
  }

  private Calls calls() {
    return vm.kernel.calls;
  }

  Fiber execute(Fiber f, int op, int operand) {
    switch (op) {
      case Opcodes.MAKE_ARRAY -> f.replace(operand, array(f, operand));
      case Opcodes.MAKE_MAP -> {
        List<String> keys = ((Site.Keys) Instructions.site(f, operand)).keys();
        var values = new Object[keys.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = f.peek(values.length - 1 - i);
        }
        f.replace(values.length, GeneMap.of(keys, values));
      }
      case Opcodes.MAKE_HASH_MAP -> {
        return makeHashMap(f, operand);
      }
      case Opcodes.FILL -> {
        var site = (Site.Template) Instructions.site(f, operand);
        f.replace(site.holes(), new Filling(f.words, f.refs, f.sp - site.holes()).datum(site.mould()));
      }
      case Opcodes.ADD_ITEM -> {
        store.append((GeneArray) f.peek(1), f.peek(0));
        f.drop(1);
        f.pc++;
      }
      case Opcodes.ADD_ITEMS -> addItems(f);
      case Opcodes.ADD_ENTRY -> {
        store.set((GeneMap) f.peek(1), (String) f.fn.state.code.constant(operand), f.peek(0));
        f.drop(1);
        f.pc++;
      }
      case Opcodes.ADD_ENTRIES -> addEntries(f);
      case Opcodes.SEAL -> {
        Store.seal((Container) f.peek(0));
        f.pc++;
      }
      case Opcodes.MAKE_TEXT -> {
        Object[] pieces = new Object[operand];
        for (int i = 0; i < operand; i++) {
          pieces[i] = f.peek(operand - 1 - i);
        }
        return calls().result(f, Texts.all(pieces, Rendering.Form.INTERPOLATED, texts -> String.join("", texts)), f.sp - operand);
      }
      case Opcodes.MAKE_SELECTOR -> f.replace(operand, selector(f, operand));
      case Opcodes.MAKE_RANGE -> f.replace(2, new Range(f.peek(1), f.peek(0)));
      case Opcodes.MAKE_TYPE -> f.replace(0, new TypeValue((TypeExpr) f.fn.state.code.constant(operand), f.fn.ns));
      case Opcodes.MAKE_FUNCTION -> f.replace(0, definitions.function(f, operand, f.fn.ns, Definitions.self(f)));
      case Opcodes.MAKE_BODY -> f.replace(0, definitions.body(f, operand));
      case Opcodes.MAKE_CLASS -> f.replace(1, definitions.makeClass(f, Instructions.name(f, operand)));
      case Opcodes.SET_INTERFACES -> vm.kernel.adapters.setInterfaces(f);
      case Opcodes.MAKE_INTERFACE -> {
        var m = (Site.Members) Instructions.site(f, operand);
        f.replace(0, new Interface(m.name(), m.methods(), m.fields(), m.readonly()));
      }
      case Opcodes.MAKE_IMPLEMENTATION -> vm.kernel.adapters.makeImplementation(f);
      case Opcodes.IMPLEMENT -> vm.kernel.adapters.implement(f);
      case Opcodes.MAKE_INTERCEPTOR -> vm.kernel.interceptions.make(f, (Site.Advice) Instructions.site(f, operand));
      case Opcodes.MAKE_NAMESPACE -> f.replace(0, new Namespace(Instructions.name(f, operand), f.fn.ns, vm.epoch));
      case Opcodes.MAKE_ENUM -> f.replace(0, Enums.make((Site.EnumShape) Instructions.site(f, operand), f.fn.ns));
      case Opcodes.DEFINE_MEMBER -> {
        store.set(f.fn.ns, Instructions.name(f, operand), f.peek(0));
        f.drop(1);
        f.pc++;
      }
      case Opcodes.DEFINE_METHOD -> definitions.method(f, Instructions.name(f, operand));
      case Opcodes.DEFINE_CTOR -> definitions.ctor(f);
      case Opcodes.DEFINE_FIELD -> definitions.field(f, (Site.Type) Instructions.site(f, operand));
      case Opcodes.SET_METADATA -> {
        store.setMetadata((GeneClass) f.peek(1), (String) f.fn.state.code.constant(operand), f.peek(0));
        f.drop(1);
        f.pc++;
      }
      case Opcodes.MATCH_VARIANT -> definitions.matchVariant(f, (Site.Variant) Instructions.site(f, operand));
      default -> {
        return specials.execute(f, op, operand);
      }
    }
    return f;
  }

  private GeneArray array(Fiber f, int count) {
    var array = new GeneArray(count);
    for (int i = f.sp - count; i < f.sp; i++) {
      store.append(array, f.words[i], f.words[i] == NanBox.REF ? f.refs[i] : null);
    }
    return array;
  }

  private Fiber makeHashMap(Fiber f, int count) {
    Object[] keys = new Object[count / 2];
    Object[] values = new Object[count / 2];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = f.peek(count - 1 - 2 * i);
      values[i] = f.peek(count - 2 - 2 * i);
    }
    var map = new GeneHashMap();
    Object result = Keys.forEach(map, keys, (i, key) -> {
      store.set(map, key, values[i]);
      return null;
    }, () -> map);
    return calls().result(f, result, f.sp - count);
  }

  private void addItems(Fiber f) {
    if (!(f.peek(0) instanceof GeneArray from)) {
      throw Raise.type("... can only spread arrays in array context");
    }
    var to = (GeneArray) f.peek(1);
    for (int i = 0; i < from.size(); i++) {
      store.append(to, from.word(i), from.ref(i));
    }
    f.drop(1);
    f.pc++;
  }

  private void addEntries(Fiber f) {
    Object from = f.peek(0);
    if (from instanceof GeneMap m) {
      store.merge((GeneMap) f.peek(1), m);
    } else if (from != Special.NIL) {
      throw Raise.type("... can only spread maps in map context");
    }
    f.drop(1);
    f.pc++;
  }

  private static Selector selector(Fiber f, int count) {
    var segments = new ArrayList<Object>();
    for (int i = count - 1; i >= 0; i--) {
      Object s = f.peek(i);
      if (s instanceof Symbol symbol) {
        segments.add(Selector.segment(symbol.name()));
      } else if (s instanceof String || s instanceof Long || Calls.isCallable(s)) {
        segments.add(s);
      } else {
        throw Raise.type("Invalid selector segment: " + Kinds.plainName(s));
      }
    }
    return new Selector(segments);
  }
}
