// One piece of code to compile: the bytecode, the kinds of values it starts with, and what the interpreter has seen at its sites.
package gene.vm;

import gene.analysis.TypeExpr;
import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.data.Cell;
import gene.data.GeneClass;
import gene.data.NanBox;
import gene.data.Namespace;
import gene.data.Shape;
import gene.data.Store;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

public final class JitUnit {
  // Kinds of values. A position of the frame whose kind is DEAD holds nothing that anybody reads.
  public static final byte DEAD = 0;
  /** A 64-bit integer in a `long`. */
  public static final byte INT = 1;
  /** A float in a `double`. */
  public static final byte FLOAT = 2;
  /** A word and its reference. */
  public static final byte VALUE = 3;
  /** The same, or no value (ABSENT), or a variable's cell. */
  public static final byte ANY = 4;
  /** Certainly no value. */
  public static final byte ABSENT = 5;
  /** Of results only: a word that has no reference, and is no number. */
  public static final byte PLAIN = 8;
  // What `seen` may say besides FLOAT.
  /** The guess was wrong once. */
  public static final byte ONCE = 6;
  /** No guess is worth it. */
  public static final byte GENERIC = 7;

  /** The height of a function that looks after the stack itself. */
  public static final int UNBOUNDED = 1 << 10;
  private static final int MOST_UNSEEN = 4;

  private final Vm vm;
  private final CodeState state;
  private final byte[] kinds;
  private final int head;
  private final Set<CodeState> inProgress;
  private final Cell[] captures;
  /** What they held when the translation began: it may change meanwhile. */
  private final Object[] contents;

  JitUnit(Vm vm, CodeState state, byte[] kinds, int head, Set<CodeState> inProgress) {
    this.vm = vm;
    this.state = state;
    this.kinds = kinds;
    this.head = head;
    this.inProgress = inProgress;
    this.captures = state.captures.get();
    this.contents = captures == null ? null : Arrays.stream(captures).map(Cell::ref).toArray();
  }

  /** Whether what the code relies on for good still holds. */
  boolean isValid() {
    return captures == null || captures == state.captures.get();
  }

  static byte kindOf(long word) {
    if (NanBox.isInt(word)) {
      return INT;
    } else if (NanBox.isDouble(word)) {
      return FLOAT;
    }
    return word == NanBox.ABSENT ? ABSENT : word == NanBox.CELL ? ANY : VALUE;
  }

  public Code code() {
    return state.code;
  }

  /** Whether returns leave notes for a profiler. */
  public boolean notesReturns() {
    return vm.tracing.returns().areWanted();
  }

  /** What a poll is linked to. */
  public Object poll() {
    return vm.polls;
  }

  /** Whether it is a loop that begins at {@link #head}; else a function. */
  public boolean isLoop() {
    return head >= 0;
  }

  public int head() {
    return Math.max(head, 0);
  }

  /** For a function the kinds of its parameters, receiver first; for a loop those of all slots and operands. */
  public byte[] kinds() {
    return kinds.clone();
  }

  /** What is known about the guesses at the instruction. */
  public byte seen(int pc) {
    byte seen = state.seen(pc);
    // What has failed so often will fail again.
    return state.versions < Jit.MOST_VERSIONS - 2 ? seen : seen == 0 && state.versions < Jit.MOST_VERSIONS - 1 ? 0 : GENERIC;
  }

  /** The constant as a word; {@link NanBox#REF} when it is an object. */
  public long constantWord(int index) {
    return state.constantWords[index];
  }

  /**
   * What a member site has met.
   *
   * @param wider the shape afterwards, for a write that adds the field; else null
   * @param kind  of the value that was read first
   * @param type  for a write, the declared type of the field; else null
   */
  public record Member(Shape shape, int slot, Shape wider, byte kind, String type) {}

  public Optional<Member> member(int site) {
    var c = (MemberCache) state.caches[site];
    Shape shape = c.shape;
    if (shape != null) {
      Shape wider = c.wider;
      int slot = wider == null ? c.slot : shape.size();
      // The program's thread may be changing the site just now.
      boolean fits = wider == null ? shape.has(c.key, slot) : wider.before() == shape && wider.has(c.key, slot);
      return fits ? Optional.of(new Member(shape, slot, wider, c.kind, null)) : Optional.empty();
    }
    return c.declared == null ? Optional.empty()
        : Optional.of(new Member(c.declared, c.declaredSlot, c.declaredWider, GENERIC, c.declaredType.type.toString()));
  }

  /** A shape that a read has met, and where the field is in it. */
  public record Field(Shape shape, int slot) {}

  /** All shapes that a read has met, when there are several. */
  public List<Field> fields(int site) {
    var c = (MemberCache) state.caches[site];
    var all = new ArrayList<Field>();
    Shape shape = c.shape;
    int slot = c.slot;
    if (c.others != null && shape != null && c.wider == null) {
      all.add(new Field(shape, slot));
      for (MemberCache.Met m = c.others; m != null; m = m.rest()) {
        if (m.shape() != shape) {
          all.add(new Field(m.shape(), m.slot()));
        }
      }
    }
    return all.stream().allMatch(a -> a.shape.has(c.key, a.slot)) ? all : List.of();
  }

  /** The captured variable, where all functions of the code have the same; else null. */
  public Cell capture(int index) {
    return captures == null ? null : captures[index];
  }

  /** What the same captured variable is likely to hold for good: a function, a class and the like; else null. */
  public Object captured(int index) {
    Object held = contents == null ? null : contents[index];
    return held instanceof Function || held instanceof Native || held instanceof GeneClass || held instanceof Enums.EnumType || held instanceof Namespace ? held : null;
  }

  /** The same for the callee of a linked call. */
  public Object captured(int index, Target target) {
    return captured(index) instanceof Function f && f.state == target.state() ? f : null;
  }

  /** The cache of a member site, for the runtime. */
  public Object cache(int site) {
    return state.caches[site];
  }

  /** A variant that is read from its enum: both never change. */
  public record Named(Object type, Object variant) {}

  public Optional<Named> variant(int site) {
    var c = (MemberCache) state.caches[site];
    return c.type == null || c.shape != null ? Optional.empty() : Optional.of(new Named(c.type, c.variant));
  }

  /** The variant that a call makes values of, when it has so many parts and takes any values. */
  public Optional<Object> constructed(int site, int parts) {
    var c = (CallCache) state.caches[site];
    Enums.Variant v = c.variant;
    boolean plain = v != null && c.seen == null && v.fields.size() == parts && v.types.stream().allMatch(t -> t == TypeExpr.ANY);
    return plain ? Optional.of(v) : Optional.empty();
  }

  /** The state of a function written inside this one, once one was made. */
  public Optional<Object> nested(int index) {
    return Optional.ofNullable(state.nested[index]);
  }

  /**
   * A callee that calls are linked to.
   *
   * @param state      what the callee's state must be, for a call of a value
   * @param cls        what the receiver's class, or the class to instantiate, must be; else null
   * @param epoch      what the VM's epoch must be with it
   * @param function   the method, which the class decides; null for a call of a value
   * @param entry      for the class data; null when the callee is the very function that is compiled
   * @param parameters kinds
   * @param result     kind; DEAD when the callee is the function itself, whose result is being found
   */
  public record Target(Object state, GeneClass cls, int epoch, Object function, Object entry, byte[] parameters, byte result) {}

  /** How the call at `pc` may be linked, for arguments of these kinds; empty when it has met no compilable function. */
  public Optional<Target> target(int pc, byte[] arguments) {
    if (!(state.caches[state.operands[pc]] instanceof CallCache c) || c.simpleCount < 0) {
      return Optional.empty();
    }
    return switch (state.code.op(pc)) {
      case CALL, TAIL_CALL, CALL_VALUE, TAIL_CALL_VALUE -> c.seen == null || c.seen.code.isMethod() ? Optional.empty() : linked(c.seen, null, 0, null, arguments);
      case CALL_METHOD, CALL_SUPER, NEW -> {
        GeneClass cls = c.cls;
        Function direct = c.direct;
        yield cls == null || c.epoch != vm.epoch.value() || !isOf(cls, direct, state.code.op(pc), c) ? Optional.empty()
            : linked(direct.state, cls, c.epoch, direct, arguments);
      }
      default -> Optional.empty();
    };
  }

  /** Whether the class has that method, constructor or method above: the program's thread may be changing the site just now. */
  private static boolean isOf(GeneClass cls, Function direct, Op op, CallCache c) {
    String name = c.site.name();
    Object now = switch (op) {
      case NEW -> cls.findCtor();
      case CALL_SUPER -> cls.parent() == null ? null : name.equals("ctor") ? cls.parent().findCtor() : cls.parent().findMethod(name);
      default -> cls.findMethod(name);
    };
    return direct != null && now == direct;
  }

  /** The classes that the method call has met, when there are several: a callee for each that can be compiled. */
  public List<Target> targets(int pc, byte[] arguments) {
    if (!(state.caches[state.operands[pc]] instanceof CallCache c) || c.others == null || c.simpleCount < 0 || c.epoch != vm.epoch.value()) {
      return List.of();
    }
    var all = new ArrayList<Target>();
    GeneClass cls = c.cls;
    Function direct = c.direct;
    if (cls != null && isOf(cls, direct, Op.CALL_METHOD, c)) {
      linked(direct.state, cls, c.epoch, direct, arguments).ifPresent(all::add);
    }
    for (CallCache.Met m = c.others; m != null; m = m.rest()) {
      if (m.cls() != cls) {
        linked(m.direct().state, m.cls(), c.epoch, m.direct(), arguments).ifPresent(all::add);
      }
    }
    return all;
  }

  private Optional<Target> linked(CodeState callee, GeneClass cls, int epoch, Function function, byte[] arguments) {
    if (callee == state && !isLoop()) {
      return Optional.of(new Target(callee, cls, epoch, function, null, kinds, DEAD));
    }
    callee.prepare();
    if (callee.parameters + (callee.code.isMethod() ? 1 : 0) != arguments.length) {
      return Optional.empty();
    }
    var widened = arguments.clone();
    JitEntry entry = vm.jit.entryFor(callee, widened, inProgress);
    return entry == null ? Optional.empty() : Optional.of(new Target(callee, cls, epoch, function, entry, entry.parameters, entry.result));
  }

  /** For `new` with a constructor that only fills fields from parameters: the shape and, for each slot, the parameter's number from 1. */
  public record Filled(GeneClass cls, int epoch, Shape shape, int[] parameters) {}

  public Optional<Filled> filled(int site) {
    var c = (CallCache) state.caches[site];
    GeneClass cls = c.cls;
    Function direct = c.direct;
    Shape shape = c.shape;
    FieldCopies copies = direct == null || cls == null || !isOf(cls, direct, Op.NEW, c) ? null : direct.state.copies;
    return copies == null || shape == null || shape.cls() != cls || c.epoch != vm.epoch.value() ? Optional.empty()
        : Optional.of(new Filled(cls, c.epoch, shape, copies.parameters));
  }

  /** A name that is looked up in the namespaces: where it was found, while the epoch stands. */
  public record Place(Cell cell, Object from, int epoch) {}

  public Optional<Place> place(int site) {
    return state.caches[site] instanceof NameCache c ? place(c) : Optional.empty();
  }

  private Optional<Place> place(NameCache c) {
    return c == null || c.cell == null || c.epoch != vm.epoch.value() ? Optional.empty() : Optional.of(new Place(c.cell, c.from, c.epoch));
  }

  /** A built-in function that a call has met. @param place where its name leads; null for a callee on the stack */
  public record Intrinsic(String name, Object value, Place place) {}

  public Optional<Intrinsic> function(int pc) {
    var c = (CallCache) state.caches[state.operands[pc]];
    if (c.builtin != null) {
      return Optional.of(new Intrinsic(c.builtin.qualifiedName(), c.builtin, null));
    }
    return place(c.name).filter(p -> p.cell().ref() instanceof Native).map(p -> new Intrinsic(((Native) p.cell().ref()).qualifiedName(), p.cell().ref(), p));
  }

  /** A built-in method that a call has met last: its name as `Array.get`, valid while the VM's epoch is `epoch`. */
  public record Builtin(String name, int epoch) {}

  public Optional<Builtin> builtin(int site) {
    var c = (CallCache) state.caches[site];
    return c.target instanceof Native n && c.epoch == vm.epoch.value() ? Optional.of(new Builtin(n.qualifiedName(), c.epoch)) : Optional.empty();
  }

  /** What a typed place has accepted last: all values of a kind, which is a GeneClass or a Java class, while the type's name has that meaning. */
  public record Accepted(Object kind, Place place, Object meaning) {}

  public Optional<Accepted> accepted(int site) {
    var c = (TypeCache) state.caches[site];
    Object kind = c.kind;
    return kind == null || c.epoch != vm.epoch.value() ? Optional.empty() : Optional.of(new Accepted(kind, new Place(c.cell, c.from, c.epoch), c.meaning));
  }

  /** Whether code that was never reached is left out, to be compiled when it is. */
  public boolean leavesOut() {
    return state.versions < 2;
  }

  /** Whether a member or method has never been read, written or called at the site. */
  public boolean isUnreached(int site) {
    return state.caches[site] instanceof CallCache c ? !c.used : state.caches[site] instanceof MemberCache m && !m.used;
  }

  public Store store() {
    return vm.store;
  }

  public Object epoch() {
    return vm.epoch;
  }

  /** The height of what a call is linked to. */
  public static int height(Target target) {
    return target.entry() instanceof JitEntry e ? e.height : UNBOUNDED;
  }

  /**
   * The greatest height with which the function need not look after the stack. That of code whose callers stay linked must not
   * grow unseen: they may be among what it calls now.
   */
  public int mostHeight(byte[] parameters, byte result) {
    return Math.min(MOST_UNSEEN, state.height(parameters, result));
  }

  /** Makes the code runnable. @param data for the class's initialiser, which unpacks it */
  public JitCode define(byte[] bytes, Object[] data, byte[] parameters, byte result, MethodType type, int height) {
    try {
      Class<?> made = MethodHandles.lookup().defineHiddenClassWithClassData(bytes, data, true).lookupClass();
      var code = (JitCode) made.getDeclaredConstructor().newInstance();
      code.kinds = parameters;
      if (!isLoop()) {
        code.entry = state.entry(parameters, result, type);
        code.entry.height = height;
        code.entry.site.setTarget(MethodHandles.privateLookupIn(made, MethodHandles.lookup()).findStatic(made, "run", type));
      }
      return code;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
