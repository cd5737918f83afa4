// Calls that the dispatch loop does not make itself: where callee, arguments and receiver lie on the stack.
package gene.vm;

import gene.bytecode.Site;
import gene.data.Cell;
import gene.data.DataCopy;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Kinds;
import gene.data.NanBox;
import gene.data.Raise;
import gene.data.Symbol;

final class CallInstructions {
  private final Vm vm;
  private final NameInstructions names;
  private final Members members;
  private final TailCalls tails;

  CallInstructions(Vm vm, Members members, NameInstructions names) {
    this.vm = vm;
    this.members = members;
    this.names = names;
    this.tails = new TailCalls(vm);
  }

  private Calls calls() {
    return vm.kernel.calls;
  }

  Fiber call(Fiber f, CallCache c, boolean named) {
    int first = f.sp - c.count;
    int lowest = first - c.site.keywords().size();
    if (!named) {
      if (c.seen == null) {
        c.variant = f.refs[lowest - 1] instanceof Enums.Variant v ? v : null;
        c.builtin = f.refs[lowest - 1] instanceof Native n ? n : null;
      }
      return calls().call(f, f.at(lowest - 1), first, c.count, calls().keywords(f, c), lowest - 1);
    }
    Object callee = callee(f, c);
    if (callee instanceof Function g && g.state.simpleCount == c.simpleCount) {
      c.saw(g.state);
    }
    return calls().call(f, callee, first, c.count, calls().keywords(f, c), lowest);
  }

  private Object callee(Fiber f, CallCache c) {
    switch (c.where) {
      case CAPTURE:
        return value(f.fn.captures[c.index], c.site.name());
      case CELL:
        return value((Cell) f.refs[f.base + c.index], c.site.name());
      case LOCAL: {
        int at = f.base + c.index;
        if (f.words[at] == NanBox.ABSENT) {
          throw NameInstructions.undefined(c.site.name());
        }
        return f.at(at);
      }
      default: {
        NameCache n = members.find(f.fn, c.name);
        if (n.cell == null || n.cell.isAbsent()) {
          throw names.undefinedName(f, c.site.name());
        }
        return n.cell.value();
      }
    }
  }

  private static Object value(Cell c, String name) {
    if (c.isAbsent()) {
      throw NameInstructions.undefined(name);
    }
    return c.value();
  }

  Fiber callMethod(Fiber f, CallCache c) {
    int first = f.sp - c.count;
    int lowest = first - c.site.keywords().size();
    GeneMap kw = calls().keywords(f, c);
    if (kw != null) {
      f.set(first - 1, f.at(lowest - 1));
    }
    if (c.deep && tails.isTail(f) && vm.classOf(f.at(first - 1)).findMethod(c.site.name()) instanceof Function g && tails.mayReplace(f, g)) {
      return tails.replace(f, g, first, c.count, kw);
    }
    return calls().callMethod(f, c.site.name(), first, c.count, kw, lowest - 1, c);
  }

  Fiber construct(Fiber f, CallCache c) {
    int first = f.sp - c.count;
    int lowest = first - c.site.keywords().size();
    GeneMap kw = calls().keywords(f, c);
    if (kw != null) {
      f.set(first - 1, f.at(lowest - 1));
    }
    return calls().construct(f, first, c.count, kw, lowest - 1, c);
  }

  /** Whether a call reaches a built-in, which makes no frame. */
  boolean callsNative(Fiber f, CallCache c, boolean named) {
    int lowest = f.sp - c.count - c.site.keywords().size();
    try {
      return (named ? callee(f, c) : f.at(lowest - 1)) instanceof Native;
    } catch (Raise undefined) {
      return false;
    }
  }

  Fiber tailCall(Fiber f, CallCache c, boolean named) {
    int first = f.sp - c.count;
    int lowest = first - c.site.keywords().size();
    Object callee = named ? callee(f, c) : f.at(lowest - 1);
    if (callee instanceof Function g && tails.mayReplace(f, g) && !g.state.code.isMethod()) {
      c.seen = g.state;
      return tails.replace(f, g, first, c.count, calls().keywords(f, c));
    } else if (callee instanceof Instance i && !named && i.cls().findMethod("call") instanceof Function g && tails.mayReplace(f, g)) {
      GeneMap kw = calls().keywords(f, c);
      f.set(first - 1, i);
      return tails.replace(f, g, first, c.count, kw);
    }
    // What is called leaves its value, and the RETURN that the compiler puts behind takes it on.
    return call(f, c, named);
  }

  Fiber spreadCall(Fiber f, int op, CallCache c) {
    var kw = (GeneMap) f.pop();
    var array = (GeneArray) f.pop();
    Object name = op == Opcodes.CALL_METHOD_DYNAMIC ? f.pop() : c.site.name();
    int self = f.sp - 1;
    Object callee = f.peek(0);
    int count = calls().pushAll(f, array);
    GeneMap keywords = kw.size() == 0 ? null : kw;
    if (op == Opcodes.CALL_SPREAD && callee instanceof Function g && !g.state.code.isMethod() && tails.isTail(f) && tails.mayReplace(f, g)) {
      return tails.replace(f, g, self + 1, count, keywords);
    }
    return switch (op) {
      case Opcodes.CALL_SPREAD -> calls().call(f, callee, self + 1, count, keywords, self);
      case Opcodes.NEW_SPREAD -> calls().construct(f, self + 1, count, keywords, self, null);
      case Opcodes.CALL_SUPER_SPREAD -> calls().callSuper(f, c.site.name(), self + 1, count, keywords, self, null);
      default -> {
        if (!(name instanceof String || name instanceof Symbol)) {
          throw Raise.type("a method name must be a string or symbol, got " + Kinds.plainName(name));
        }
        yield calls().callMethod(f, name.toString(), self + 1, count, keywords, self, null);
      }
    };
  }

  static void testCallee(Fiber f, Site.Callee site) {
    Object callee = f.refs[f.sp - 1];
    if (callee instanceof Prelude.Pending p) {
      // It may be a macro function, which gets its arguments as data.
      callee = f.vm.kernel.prelude.function(p);
      f.set(f.sp - 1, callee);
    }
    boolean macro = callee instanceof Function g && g.state.code.isMacro();
    f.pc = macro || site.computed() && !Calls.isCallable(f.peek(0)) ? site.target() : f.pc + 1;
  }

  /** A macro function gets the call's parts as data; what is not callable becomes the type of a Gene value. */
  Fiber callData(Fiber f, Site.Data site) {
    Object callee = f.peek(0);
    var whole = (Gene) DataCopy.of(site.template());
    if (!Calls.isCallable(callee)) {
      f.replace(1, new Gene(callee, whole.props(), whole.children(), whole.origin()));
      return f;
    }
    int self = f.sp - 1;
    for (int i = 0; i < whole.children().size(); i++) {
      Object child = whole.children().get(i);
      if (child instanceof Symbol s && s.name().endsWith("...")) {
        throw Raise.type("a macro call cannot spread its arguments");
      }
    }
    int count = calls().pushAll(f, whole.children());
    return calls().call(f, callee, self + 1, count, whole.props().size() == 0 ? null : new GeneMap(whole.props().entries()), self);
  }
}
