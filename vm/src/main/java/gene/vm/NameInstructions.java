// Variables and names: what lies in cells, in namespaces, or nowhere.
package gene.vm;

import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.Cell;
import gene.data.Namespace;
import gene.data.NanBox;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Symbol;
import java.util.ArrayList;

final class NameInstructions {
  private final Vm vm;
  private final Members members;

  NameInstructions(Vm vm, Members members) {
    this.vm = vm;
    this.members = members;
  }

  /** LOAD_LOCAL of a variable that lies in a cell, or has no value yet. */
  static void loadIndirect(Fiber f, int slot) {
    int at = f.base + slot;
    if (f.words[at] == NanBox.CELL && !((Cell) f.refs[at]).isAbsent()) {
      Cell c = (Cell) f.refs[at];
      f.replace(0, c.word(), c.ref());
    } else {
      throw undefinedVariable(f);
    }
  }

  static Raise undefinedVariable(Fiber f) {
    return undefined(gene.bytecode.Disassembler.operands(f.fn.state.code, f.pc));
  }

  static Raise undefined(String name) {
    return Raise.general(name + " is not defined");
  }

  void storeIndirect(Fiber f, int slot, long word, Object ref) {
    vm.store.set((Cell) f.refs[slot], word, word == NanBox.REF ? ref : null);
  }

  /** STORE_LOCAL or INIT_LOCAL while the VM is watching. */
  void watchedStore(Fiber f, int slot) {
    int at = f.base + slot;
    if (vm.hook != null) {
      vm.hook.writesLocal(f, slot, f.peek(0));
    }
    if (f.words[at] == NanBox.CELL && f.fn.state.code.op(f.pc) == Op.STORE_LOCAL) {
      storeIndirect(f, at, f.words[f.sp - 1], f.refs[f.sp - 1]);
    } else {
      f.set(at, f.words[f.sp - 1], f.refs[f.sp - 1]);
    }
    f.drop(1);
    f.pc++;
  }

  Raise undefinedName(Fiber f, String name) {
    var names = new ArrayList<String>();
    for (Namespace n = f.fn.ns; n != null; n = n.parent()) {
      names.addAll(n.members().keySet());
    }
    Evaluation.visible(f, 0).forEach(v -> names.add(v.name()));
    f.fn.state.code.captures().forEach(c -> names.add(c.name()));
    Raise r = undefined(name);
    return gene.analysis.Suggestions.nearest(name, names).map(near -> r.withHint("a name that is close: `" + near + "`")).orElse(r);
  }

  void loadName(Fiber f, int operand, boolean required) {
    NameCache c = members.find(f.fn, (NameCache) f.fn.state.caches[operand]);
    if (c.cell != null && !c.cell.isAbsent()) {
      f.replace(0, c.cell.word(), c.cell.ref());
    } else if (required) {
      throw undefinedName(f, c.name);
    } else {
      f.replace(0, Symbol.of(c.name));
    }
  }

  void loadContainer(Fiber f, int operand) {
    NameCache c = members.find(f.fn, (NameCache) f.fn.state.caches[operand]);
    if (c.cell == null || c.cell.isAbsent()) {
      throw Raise.general("Namespace " + c.name + " not found");
    }
    f.replace(0, c.cell.word(), c.cell.ref());
  }

  void storeName(Fiber f, int operand) {
    String name = Instructions.name(f, operand);
    Namespace target = f.fn.ns;
    for (Namespace n = f.fn.ns; n != null && n != vm.global; n = n.parent()) {
      if (n.cell(name) != null) {
        target = n;
        break;
      }
      // Where no namespace has it, the module gets it: the one just inside the global namespace.
      target = n;
    }
    vm.store.set(target, name, f.peek(0));
    f.drop(1);
    f.pc++;
  }

  void loadIfSet(Fiber f, Site.Variable v) {
    Object value;
    if (v.where() == Site.Where.LOCAL) {
      int at = f.base + v.index();
      boolean absent = f.words[at] == NanBox.ABSENT || f.words[at] == NanBox.CELL && ((Cell) f.refs[at]).isAbsent();
      value = absent ? Special.VOID : f.at(at);
    } else {
      Cell c = v.where() == Site.Where.CELL ? (Cell) f.refs[f.base + v.index()]
          : v.where() == Site.Where.NAME ? f.fn.ns.lookup(v.name()) : f.fn.captures[v.index()];
      value = c == null || c.isAbsent() ? Special.VOID : c.value();
    }
    f.replace(0, value);
  }
}
