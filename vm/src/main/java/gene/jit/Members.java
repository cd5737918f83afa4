// Reads and writes of fields: of one shape, of several, of maps; variants of enums.
package gene.jit;

import static gene.vm.JitUnit.ANY;
import static gene.vm.JitUnit.FLOAT;
import static gene.vm.JitUnit.GENERIC;
import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Op;
import gene.data.NanBox;
import gene.vm.JitUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Label;

final class Members {
  private static final String SHAPE = "gene/data/Shape";

  private final Translator t;
  private final Performed performed;
  // What sites have met may change while they are translated: asked once.
  private final Map<Integer, Optional<JitUnit.Member>> met = new HashMap<>();
  private final Map<Integer, List<JitUnit.Field>> fields = new HashMap<>();
  private final Map<Integer, Optional<JitUnit.Named>> variants = new HashMap<>();
  private final byte[] seen;

  Members(Translator t, Performed performed) {
    this.t = t;
    this.performed = performed;
    this.seen = t.seen;
  }

  void translate(int pc, byte[] k) {
    if (t.leavesOut(t.code.operand(pc))) {
      return;
    }
    boolean writes = t.code.op(pc) == Op.SET_MEMBER;
    int target = k.length - (writes ? 2 : 1);
    Optional<JitUnit.Member> member = met.computeIfAbsent(pc,
        p -> seen[p] == GENERIC ? Optional.empty() : t.unit.member(t.code.operand(p)));
    byte[] out = writes ? Instructions.drop(k, 1) : k.clone();
    if (k[target] == VALUE && isChained(pc, k, writes)) {
      return;
    } else if (member.isEmpty() || k[target] != VALUE || !writes && member.get().wider() != null) {
      performed.perform(pc, k, writes ? 2 : 1, 1);
      out[target] = VALUE;
    } else if (writes) {
      instance(target, member.get());
      checkType(pc, k[target + 1], target + 1, member.get().type());
      write(k, target, member.get());
      out[target] = k[target + 1];
    } else {
      instance(target, member.get());
      out[target] = readKnown(target, member.get(), seen[pc] == 0);
    }
    t.flow(pc + 1, out);
  }

  /** What is neither a field of one shape nor left to the interpreter at once. */
  private boolean isChained(int pc, byte[] k, boolean writes) {
    int site = t.code.operand(pc);
    if (writes) {
      if (met.get(pc).isPresent() || k[k.length - 1] == ANY) {
        return false;
      }
      writeAny(pc, k, site);
      return true;
    }
    List<JitUnit.Field> many = fields.computeIfAbsent(pc, p -> t.unit.fields(site));
    Optional<JitUnit.Named> variant = variants.computeIfAbsent(pc, p -> seen[p] == GENERIC ? Optional.empty() : t.unit.variant(site));
    if (variant.isPresent()) {
      variant(pc, k, variant.get());
    } else if (many.size() > 1 && met.get(pc).isPresent()) {
      oneOf(pc, k, many, met.get(pc).get());
    } else if (many.size() > 1 || met.get(pc).isEmpty()) {
      chain(pc, k, many, site);
    } else {
      return false;
    }
    return true;
  }

  private void variant(int pc, byte[] k, JitUnit.Named named) {
    Asm asm = t.asm;
    int at = k.length - 1;
    t.guardSame(at, named.type(), "java/lang/Object");
    asm.constant(NanBox.REF);
    asm.lstore(asm.word(at));
    t.constants.push(named.variant(), "java/lang/Object");
    asm.astore(asm.reference(at));
    t.flow(pc + 1, k);
  }

  /** One of the shapes that were met, else out: those that have the field in the same slot share its read. */
  private void oneOf(int pc, byte[] k, List<JitUnit.Field> many, JitUnit.Member first) {
    Asm asm = t.asm;
    int at = k.length - 1;
    asm.aload(asm.reference(at));
    asm.mv.visitTypeInsn(INSTANCEOF, Asm.INSTANCE);
    asm.jump(IFEQ, t.exit());
    var reads = new LinkedHashMap<Integer, Label>();
    for (JitUnit.Field field : many) {
      asm.aload(asm.reference(at));
      asm.cast(Asm.INSTANCE);
      asm.method(Asm.INSTANCE, "shape", "()L" + SHAPE + ";");
      t.constants.push(field.shape(), SHAPE);
      asm.jump(IF_ACMPEQ, reads.computeIfAbsent(field.slot(), slot -> new Label()));
    }
    asm.jump(GOTO, t.exit());
    reads.forEach((slot, label) -> {
      asm.mv.visitLabel(label);
      asm.aload(asm.reference(at));
      asm.astore(asm.ref);
      byte[] out = k.clone();
      out[at] = read(at, slot, first.kind(), seen[pc] == 0);
      t.jump(pc + 1, out);
    });
  }

  /** A test for each shape that was met, then whatever has the member, then the interpreter. */
  private void chain(int pc, byte[] k, List<JitUnit.Field> many, int site) {
    Asm asm = t.asm;
    int at = k.length - 1;
    var done = new Label();
    for (JitUnit.Field field : many) {
      var next = new Label();
      asm.aload(asm.reference(at));
      t.constants.push(field.shape(), SHAPE);
      asm.objects("hasShape", "(Ljava/lang/Object;L" + SHAPE + ";)Z");
      asm.jump(IFEQ, next);
      asm.aload(asm.reference(at));
      asm.number(field.slot());
      asm.objects("fieldWord", "(Ljava/lang/Object;I)J");
      asm.lstore(asm.word(at));
      asm.aload(asm.reference(at));
      asm.number(field.slot());
      asm.objects("fieldRef", "(Ljava/lang/Object;I)Ljava/lang/Object;");
      asm.astore(asm.reference(at));
      asm.jump(GOTO, done);
      asm.mv.visitLabel(next);
    }
    var perform = new Label();
    asm.aload(asm.reference(at));
    asm.jump(IFNULL, perform);
    asm.aload(asm.fiber);
    asm.aload(asm.reference(at));
    t.constants.push(t.unit.cache(site), "java/lang/Object");
    asm.objects("member", "(" + Asm.F + "Ljava/lang/Object;Ljava/lang/Object;)J");
    asm.lstore(asm.x);
    asm.lload(asm.x);
    asm.constant(NanBox.ABSENT);
    asm.op(LCMP);
    asm.jump(IFEQ, perform);
    asm.result(at);
    asm.jump(GOTO, done);
    asm.mv.visitLabel(perform);
    performed.perform(pc, k, 1, 1);
    asm.mv.visitLabel(done);
    t.flow(pc + 1, k);
  }

  /** [target value]: the value stays. */
  private void writeAny(int pc, byte[] k, int site) {
    Asm asm = t.asm;
    int target = k.length - 2;
    int value = k.length - 1;
    var perform = new Label();
    var done = new Label();
    asm.aload(asm.fiber);
    asm.aload(asm.reference(target));
    t.constants.push(t.unit.cache(site), "java/lang/Object");
    asm.pushWord(value, k[value]);
    asm.pushReference(value, k[value]);
    t.after.forgetObjects();
    asm.objects("setMember", "(" + Asm.F + "Ljava/lang/Object;Ljava/lang/Object;JLjava/lang/Object;)Z");
    asm.jump(IFEQ, perform);
    asm.copy(value, k[value], target);
    asm.convert(target, k[value], VALUE);
    asm.jump(GOTO, done);
    asm.mv.visitLabel(perform);
    performed.perform(pc, k, 2, 1);
    asm.mv.visitLabel(done);
    byte[] out = Instructions.drop(k, 1);
    out[target] = VALUE;
    t.flow(pc + 1, out);
  }

  /** Into `ref`, or out. */
  private void instance(int position, JitUnit.Member m) {
    Asm asm = t.asm;
    asm.aload(asm.reference(position));
    asm.astore(asm.ref);
    if (t.before.shape(position) == m.shape()) {
      return;
    }
    asm.aload(asm.reference(position));
    asm.mv.visitTypeInsn(INSTANCEOF, Asm.INSTANCE);
    asm.jump(IFEQ, t.exit());
    asm.aload(asm.reference(position));
    asm.cast(Asm.INSTANCE);
    asm.method(Asm.INSTANCE, "shape", "()L" + SHAPE + ";");
    t.constants.push(m.shape(), SHAPE);
    asm.jump(IF_ACMPNE, t.exit());
    int slot = t.before.origin(position);
    if (slot < t.slots) {
      t.after.shape(slot, m.shape());
    }
  }

  /** What is known of the field need not be read, or not be looked at. Gives the kind. */
  private byte readKnown(int position, JitUnit.Member m, boolean guesses) {
    int object = t.before.origin(position);
    int place = object < t.slots ? Facts.field(object, m.slot()) : -1;
    Facts.Content known = t.before.content(place);
    if (known != null && known.held()) {
      t.takeHeld(known, position);
      return known.kind();
    } else if (known != null) {
      Asm asm = t.asm;
      asm.aload(asm.ref);
      asm.cast(Asm.INSTANCE);
      asm.number(m.slot());
      asm.method(Asm.INSTANCE, "word", "(I)J");
      asm.unbox(position, known.kind());
      t.hold(place, position, known.kind());
      return known.kind();
    }
    byte kind = read(position, m.slot(), m.kind(), guesses);
    if (kind != VALUE) {
      t.hold(place, position, kind);
    }
    return kind;
  }

  /** A number is taken out of its word at once, if the field held one of that kind before. Gives the kind. */
  private byte read(int to, int slot, byte kind, boolean guesses) {
    Asm asm = t.asm;
    asm.aload(asm.ref);
    asm.cast(Asm.INSTANCE);
    asm.number(slot);
    asm.method(Asm.INSTANCE, "word", "(I)J");
    if (guesses && (kind == INT || kind == FLOAT)) {
      asm.lstore(asm.x);
      t.takeNumber(asm.x, to, kind);
      return kind;
    }
    asm.lstore(asm.word(to));
    asm.aload(asm.ref);
    asm.cast(Asm.INSTANCE);
    asm.number(slot);
    asm.method(Asm.INSTANCE, "ref", "(I)Ljava/lang/Object;");
    asm.astore(asm.reference(to));
    return VALUE;
  }

  private void checkType(int pc, byte kind, int value, String type) {
    if (type == null || type.equals("Int") && kind == INT || type.equals("Float") && kind == FLOAT) {
      return;
    }
    Asm asm = t.asm;
    asm.aload(asm.fiber);
    t.constants.push(t.unit.cache(t.code.operand(pc)), "java/lang/Object");
    asm.pushWord(value, kind);
    asm.pushReference(value, kind);
    asm.objects("conforms", "(" + Asm.F + "Ljava/lang/Object;JLjava/lang/Object;)Z");
    asm.jump(IFEQ, t.plainExit());
  }

  private void write(byte[] k, int target, JitUnit.Member m) {
    Asm asm = t.asm;
    int value = target + 1;
    int object = t.before.origin(target);
    if (m.wider() == null && t.storesQuietly()) {
      boolean number = t.guardNumber(value, k[value]);
      int place = object < t.slots ? Facts.field(object, m.slot()) : -1;
      boolean overNumber = t.before.content(place) != null;
      t.after.wroteField(m.shape(), m.slot(), number ? k[value] : VALUE);
      if (number) {
        t.hold(place, value, k[value]);
      }
      asm.aload(asm.ref);
      asm.cast(Asm.INSTANCE);
      asm.number(m.slot());
      if (number) {
        t.pushNumber(value, k[value]);
        asm.call(Asm.STORE, overNumber ? "quietlyReplaceNumber" : "quietlySetNumber", "(L" + Asm.INSTANCE + ";IJ)V");
      } else {
        asm.pushWord(value, k[value]);
        asm.pushReference(value, k[value]);
        asm.call(Asm.STORE, "quietlySetSlot", "(L" + Asm.INSTANCE + ";IJLjava/lang/Object;)V");
      }
    } else {
      t.constants.push(t.unit.store(), Asm.STORE);
      asm.aload(asm.ref);
      asm.cast(Asm.INSTANCE);
      if (m.wider() == null) {
        asm.number(m.slot());
      } else {
        t.constants.push(m.wider(), SHAPE);
      }
      asm.pushWord(value, k[value]);
      asm.pushReference(value, k[value]);
      t.after.forgetObjects();
      asm.method(Asm.STORE, m.wider() == null ? "setSlot" : "addSlot",
          "(L" + Asm.INSTANCE + ";" + (m.wider() == null ? "I" : "L" + SHAPE + ";") + "JLjava/lang/Object;)V");
    }
    asm.copy(value, k[value], target);
  }
}
