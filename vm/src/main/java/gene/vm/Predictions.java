// What the last run saw of hot functions, put back before they are hot: the sites of this run then know what they will meet.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.StackDepth;
import gene.data.Callable;
import gene.data.Cell;
import gene.data.GeneClass;
import gene.data.Namespace;
import gene.data.Shape;
import gene.gir.RunProfile;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sites are filled on the program's thread, with what the interpreter would have put there, and only where it has put nothing yet.
 * Nothing is believed: compiled code has a guard for each thing it takes from a site, whoever filled it.
 */
final class Predictions {
  private record Key(String source, int start, int end) {}

  private final Vm vm;
  private final ProfileNames names;
  private final Map<Key, RunProfile.Hot> expected = new HashMap<>();
  private final Map<Key, CodeState> made = new HashMap<>();
  private final Set<CodeState> filled = new HashSet<>();
  private boolean usesPrelude;

  /** @param own the identity of the program's source */
  Predictions(Vm vm, RunProfile profile, String own) {
    this.vm = vm;
    this.names = new ProfileNames(vm, own);
    for (RunProfile.Hot hot : profile.functions()) {
      expected.put(key(hot.where()), hot);
      usesPrelude |= hot.where().source().equals(Prelude.NAME);
    }
  }

  private static Key key(RunProfile.Written where) {
    return new Key(where.source(), where.start(), where.end());
  }

  private Key key(Code code) {
    return new Key(names.source(code), code.start(), code.end());
  }

  /** Whether something is said of the code, as far as is known without its body. */
  boolean covers(Code code) {
    return expected.containsKey(key(code));
  }

  /** The largest of the functions in the program's own source, or any. */
  RunProfile.Hot first() {
    return Collections.max(expected.values(), Comparator.comparingInt(h -> h.where().source().isEmpty() ? h.where().end() - h.where().start() : 0));
  }

  /** The code of the function within that of its module; for any thread. */
  Optional<Code> find(Code in, RunProfile.Hot hot) {
    RunProfile.Written w = hot.where();
    if (!names.source(in).equals(w.source()) || in.start() > w.start() || in.end() < w.end()) {
      return Optional.empty();
    } else if (in.start() == w.start() && in.end() == w.end() && ProfileNames.fingerprint(in) == w.code()) {
      return Optional.of(in);
    }
    return IntStream.range(0, in.codeCount()).mapToObj(i -> find(in.code(i), hot)).flatMap(Optional::stream).findFirst();
  }

  /** The function is about to run for the first time: fills its sites and those of what it will call. Null when nothing fits it. */
  RunProfile.Hot begin(Function g) {
    if (usesPrelude) {
      // Its definitions move the epoch, by which everything else is filled.
      usesPrelude = false;
      vm.kernel.prelude.load();
    }
    fill(g.state, g.ns, g.captures);
    RunProfile.Hot hot = expected.remove(key(g.code()));
    return hot != null && fits(hot, g.state) ? hot : null;
  }

  private static boolean fits(RunProfile.Hot hot, CodeState cs) {
    return hot.where().code() == ProfileNames.fingerprint(cs.prepare().code);
  }

  /** @param captures null when they are not known */
  private void fill(CodeState cs, Namespace ns, Cell[] captures) {
    RunProfile.Hot hot = expected.get(key(cs.code));
    if (hot == null || !filled.add(cs) || !fits(hot, cs)) {
      return;
    }
    for (RunProfile.Guess g : hot.guesses()) {
      byte[] kind = ProfileNames.kinds(g.kind());
      if (g.pc() < cs.code.length() && kind != null && kind.length == 1) {
        cs.seen(g.pc(), kind[0]);
      }
    }
    for (RunProfile.Member m : hot.members()) {
      if (site(cs, m.site()) instanceof MemberCache c && !c.used) {
        fill(c, m, ns);
      }
    }
    for (Object c : cs.caches) {
      if (c instanceof NameCache name) {
        vm.instructions().members.find(ns, name);
      }
    }
    Op[] ops = operations(cs.code);
    for (RunProfile.Call call : hot.calls()) {
      if (site(cs, call.site()) instanceof CallCache c && c.cls == null && c.seen == null) {
        fill(c, call, ops[call.site()], ns, captures);
      }
    }
    for (int i = 0; i < cs.nested.length; i++) {
      if (cs.nested[i] == null && covers(cs.code.code(i))) {
        cs.nested[i] = vm.state(cs.code.code(i));
        fill(cs.nested[i], ns, null);
      }
    }
  }

  /** Whether a loop goes back to the instruction, where the frame holds so much. */
  static boolean isHead(Code code, int pc, int held) {
    for (int at = pc + 1; pc >= 0 && at < code.length(); at++) {
      if (code.op(at) == Op.LOOP && code.operand(at) == pc) {
        return StackDepth.of(code).at(pc) + code.slots() == held;
      }
    }
    return false;
  }

  private static Object site(CodeState cs, int site) {
    return site >= 0 && site < cs.caches.length ? cs.caches[site] : null;
  }

  /** For each site the instruction that has it. */
  private static Op[] operations(Code code) {
    var ops = new Op[code.siteCount()];
    for (int pc = 0; pc < code.length(); pc++) {
      switch (code.op(pc)) {
        case CALL, CALL_VALUE, TAIL_CALL, TAIL_CALL_VALUE, CALL_METHOD, CALL_SUPER, NEW -> ops[code.operand(pc)] = code.op(pc);
        default -> { }
      }
    }
    return ops;
  }

  // Members

  private void fill(MemberCache c, RunProfile.Member m, Namespace ns) {
    if (m.variant() != null) {
      int at = m.variant().lastIndexOf('/');
      if (at > 0 && names.find(m.variant().substring(0, at), ns) instanceof Enums.EnumType type && type.variants.get(c.key) != null) {
        c.used = true;
        c.type = type;
        c.variant = type.variants.get(c.key);
      }
      return;
    }
    byte[] kind = ProfileNames.kinds(m.kind());
    for (RunProfile.Shaped s : m.shapes()) {
      GeneClass cls = names.findClass(s.type(), ns);
      if (cls == null || kind == null || kind.length != 1 || new HashSet<>(s.fields()).size() != s.fields().size()) {
        continue;
      }
      Shape shape = cls.rootShape();
      for (String field : s.fields()) {
        shape = shape.with(field);
      }
      c.used |= fill(c, m, cls, shape, kind[0]);
    }
  }

  private boolean fill(MemberCache c, RunProfile.Member m, GeneClass cls, Shape shape, byte kind) {
    int slot = shape.slot(c.key);
    if (slot < 0 != m.adds()) {
      return false;
    }
    Shape wider = m.adds() ? shape.with(c.key) : null;
    if (m.declared()) {
      TypeValue type = vm.instructions().members.fieldType(cls, c.key);
      if (type == null) {
        return false;
      }
      c.declare(type, shape, wider == null ? slot : shape.size(), wider);
      return true;
    }
    c.another();
    c.shape = shape;
    c.slot = slot;
    c.wider = wider;
    c.kind = kind;
    return true;
  }

  // Calls

  private void fill(CallCache c, RunProfile.Call call, Op op, Namespace ns, Cell[] captures) {
    for (String path : call.receivers()) {
      GeneClass cls = names.findClass(path, ns);
      if (cls != null && op != null) {
        meet(c, cls, op);
      }
    }
    if (c.name != null) {
      callee(c, ns);
    }
    if (call.function() != null) {
      CodeState seen = made(call.function());
      Cell cell = c.isCapture && captures != null && c.index < captures.length ? captures[c.index] : null;
      if (cell != null && cell.ref() instanceof Function g && g.state == seen) {
        c.seen = seen;
        fill(seen, g.ns, g.captures);
      } else if (seen != null && cell == null) {
        c.seen = seen;
        fill(seen, ns, null);
      }
    } else if (call.variant() && call.named() != null) {
      int at = call.named().lastIndexOf('/');
      if (at > 0 && names.find(call.named().substring(0, at), ns) instanceof Enums.EnumType type
          && type.variants.get(call.named().substring(at + 1)) instanceof Enums.Variant v) {
        c.variant = v;
      }
    } else if (call.named() != null && builtin(call.named()) instanceof Native n) {
      c.builtin = n;
    }
  }

  private void callee(CallCache c, Namespace ns) {
    vm.instructions().members.find(ns, c.name);
    if (c.name.cell != null && c.name.cell.ref() instanceof Function g) {
      fill(g.state, g.ns, g.captures);
    }
  }

  private Object builtin(String path) {
    Object at = vm.global;
    for (String part : path.split("/")) {
      at = at instanceof GeneClass cls ? cls.members().get(part) : at instanceof Namespace ns ? ns.get(part) : null;
    }
    return at;
  }

  private void meet(CallCache c, GeneClass cls, Op op) {
    int now = vm.epoch.value();
    Callable target = null;
    switch (op) {
      case CALL_METHOD -> {
        target = cls.findMethod(c.site.name());
        if (target != null && !(target instanceof Prelude.Pending)) {
          c.meet(cls, target, now);
        }
      }
      case CALL_SUPER -> {
        target = cls.parent() == null ? null : c.site.name().equals("ctor") ? cls.parent().findCtor() : cls.parent().findMethod(c.site.name());
        if (target instanceof Function g) {
          c.meetAbove(cls, g, now);
        }
      }
      case NEW -> {
        target = cls.findCtor();
        if (target instanceof Function g && g.state.simple && !vm.kernel.isException(cls)) {
          c.meetNew(cls, g, now);
        }
      }
      default -> { }
    }
    if (target instanceof Function g) {
      fill(g.state, g.ns, g.captures);
    }
  }

  /** The state of a function that this VM has made already; null when it has not. */
  private CodeState made(RunProfile.Written where) {
    Key key = key(where);
    CodeState known = made.get(key);
    if (known == null && made.size() != vm.states().size()) {
      vm.states().forEach(cs -> made.put(key(cs.code), cs));
      known = made.get(key);
    }
    return known != null && ProfileNames.fingerprint(known.prepare().code) == where.code() ? known : null;
  }
}
