// Reading and writing elements of arrays without the interpreter's help; whatever else the target is goes to it.
package gene.jit;

import static gene.vm.JitUnit.FLOAT;
import static gene.vm.JitUnit.GENERIC;
import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Site;
import gene.data.NanBox;
import gene.vm.JitUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Label;

final class Elements {
  private final Translator t;
  private final Performed performed;
  private final Maps maps;
  private final Operators operators;
  private final Map<Integer, Optional<JitUnit.Builtin>> builtins = new HashMap<>();

  Elements(Translator t, Performed performed, Operators operators) {
    this.operators = operators;
    this.maps = new Maps(t, performed);
    this.t = t;
    this.performed = performed;
  }

  /** GET_INDEX, GET_DYNAMIC or SET_DYNAMIC. */
  void translate(int pc, byte[] k) {
    switch (t.code.op(pc)) {
      case GET_INDEX -> {
        int target = k.length - 1;
        if (k[target] == VALUE) {
          long index = ((Site.Member) t.code.site(t.code.operand(pc))).index();
          element(pc, k, 1, "", () -> t.asm.constant(index));
        } else {
          perform(pc, k, 1);
        }
      }
      case GET_DYNAMIC -> {
        if (isIndexed(k, k.length - 2, k.length - 1)) {
          element(pc, k, 2);
        } else {
          perform(pc, k, 2);
        }
      }
      case SET_DYNAMIC -> {
        if (isIndexed(k, k.length - 3, k.length - 2) && isValue(k[k.length - 1])) {
          write(pc, k, k.length - 3, true);
        } else {
          perform(pc, k, 3);
        }
      }
      default -> throw new AssertionError(t.code.op(pc));
    }
  }

  /** A call of a method of arrays that has code of its own here. */
  boolean call(int pc, byte[] k, Site.Call site) {
    int target = k.length - site.count() - 1;
    if (t.seen[pc] == GENERIC || k[target] != VALUE || !site.keywords().isEmpty()) {
      return false;
    }
    Optional<JitUnit.Builtin> met = builtins.computeIfAbsent(pc, p -> t.unit.builtin(t.code.operand(p)));
    if (met.isEmpty()) {
      return false;
    }
    String method = met.get().name() + "/" + site.count();
    switch (method) {
      case "Array.get/1" -> {
        if (!isIndexed(k, target, target + 1)) {
          return false;
        }
        t.guardEpoch(met.get().epoch());
        element(pc, k, 2);
      }
      case "Array.set/2" -> {
        if (!isIndexed(k, target, target + 1) || !isValue(k[target + 2])) {
          return false;
        }
        t.guardEpoch(met.get().epoch());
        write(pc, k, target, false);
      }
      case "Array.size/0" -> {
        t.guardEpoch(met.get().epoch());
        t.asm.aload(t.asm.reference(target));
        t.asm.runtime("size", "(Ljava/lang/Object;)J");
        t.asm.lstore(t.asm.x);
        t.asm.lload(t.asm.x);
        t.asm.op(LCONST_0);
        t.asm.op(LCMP);
        t.asm.jump(IFLT, t.exit());
        t.asm.lload(t.asm.x);
        t.asm.lstore(t.asm.word(target));
        byte[] out = k.clone();
        out[target] = INT;
        t.flow(pc + 1, out);
      }
      case "Array.add/1", "Array.push/1" -> {
        if (!isValue(k[target + 1])) {
          return false;
        }
        t.guardEpoch(met.get().epoch());
        append(pc, k, target);
      }
      default -> {
        return maps.call(pc, k, site, met.get());
      }
    }
    return true;
  }

  private static boolean isIndexed(byte[] k, int target, int index) {
    return k[target] == VALUE && (k[index] == INT || k[index] == VALUE);
  }

  private static boolean isValue(byte kind) {
    return kind == INT || kind == FLOAT || kind == VALUE;
  }

  private static String at(String name, byte index) {
    return index == INT ? name : name + "At";
  }

  /** [target index] */
  private void element(int pc, byte[] k, int pops) {
    int index = k.length - 1;
    element(pc, k, pops, k[index] == INT ? "" : "At", () -> t.asm.lload(t.asm.word(index)));
  }

  private void element(int pc, byte[] k, int pops, String suffix, Runnable pushIndex) {
    Asm asm = t.asm;
    int to = k.length - pops;
    var found = new Label();
    var done = new Label();
    if (t.seen[pc] != GENERIC) {
      asm.aload(asm.reference(to));
      pushIndex.run();
      asm.runtime("hasElement" + suffix, "(Ljava/lang/Object;J)Z");
      asm.jump(IFEQ, t.exit());
      asm.aload(asm.reference(to));
      pushIndex.run();
      asm.runtime("elementOf" + suffix, "(Ljava/lang/Object;J)J");
      asm.lstore(asm.x);
      int consumer = t.seen[pc] == 0 ? performed.consumer(pc, to) : -1;
      byte wanted = consumer < 0 ? VALUE : operators.wants(consumer, Arrays.copyOf(k, to));
      if (wanted != VALUE) {
        number(pc, k, to, wanted);
        return;
      }
    } else {
      asm.aload(asm.reference(to));
      pushIndex.run();
      asm.runtime("element" + suffix, "(Ljava/lang/Object;J)J");
      asm.lstore(asm.x);
      asm.lload(asm.x);
      asm.constant(NanBox.ABSENT);
      asm.op(LCMP);
      asm.jump(IFNE, found);
      performed.perform(pc, k, pops, 1);
      asm.jump(GOTO, done);
    }
    asm.mv.visitLabel(found);
    asm.aload(asm.reference(to));
    pushIndex.run();
    asm.lload(asm.x);
    asm.runtime("elementRef" + suffix, "(Ljava/lang/Object;JJ)Ljava/lang/Object;");
    asm.astore(asm.reference(to));
    asm.lload(asm.x);
    asm.lstore(asm.word(to));
    asm.mv.visitLabel(done);
    next(pc, k, to);
  }

  /** The element whose word is in `x` goes into arithmetic, and so is taken for a number at once. */
  private void number(int pc, byte[] k, int to, byte kind) {
    t.takeNumber(t.asm.x, to, kind);
    byte[] out = Arrays.copyOf(k, to + 1);
    out[to] = kind;
    t.flow(pc + 1, out);
  }

  private void next(int pc, byte[] k, int to) {
    byte[] out = Arrays.copyOf(k, to + 1);
    out[to] = VALUE;
    t.flow(pc + 1, out);
  }

  private void perform(int pc, byte[] k, int pops) {
    performed.perform(pc, k, pops, 1);
    next(pc, k, k.length - pops);
  }

  /** [target index value]; what stays is the value or the target. */
  private void write(int pc, byte[] k, int target, boolean keepsValue) {
    Asm asm = t.asm;
    int value = target + 2;
    int kept = keepsValue ? value : target;
    if (t.seen[pc] != GENERIC && t.storesQuietly()) {
      boolean number = t.guardNumber(value, k[value]);
      asm.aload(asm.reference(target));
      asm.lload(asm.word(target + 1));
      if (number) {
        t.pushNumber(value, k[value]);
        asm.op(ACONST_NULL);
      } else {
        asm.pushWord(value, k[value]);
        asm.pushReference(value, k[value]);
      }
      asm.runtime(at("quietlySetElement", k[target + 1]), "(Ljava/lang/Object;JJLjava/lang/Object;)Z");
      asm.jump(IFEQ, t.exit());
      if (keepsValue) {
        asm.copy(kept, k[kept], target);
        asm.convert(target, k[kept], VALUE);
      }
      next(pc, k, target);
      return;
    }
    asm.aload(asm.fiber);
    asm.aload(asm.reference(target));
    asm.lload(asm.word(target + 1));
    asm.pushWord(value, k[value]);
    asm.pushReference(value, k[value]);
    asm.runtime(at("setElement", k[target + 1]), "(" + Asm.F + "Ljava/lang/Object;JJLjava/lang/Object;)Z");
    stays(pc, k, 3, target, kept);
  }

  private void append(int pc, byte[] k, int target) {
    Asm asm = t.asm;
    asm.aload(asm.fiber);
    asm.aload(asm.reference(target));
    asm.pushWord(target + 1, k[target + 1]);
    asm.pushReference(target + 1, k[target + 1]);
    asm.runtime("append", "(" + Asm.F + "Ljava/lang/Object;JLjava/lang/Object;)Z");
    stays(pc, k, 2, target, target);
  }

  /** Whether it is done is on the JVM's stack; the operand at `kept` is the result. */
  private void stays(int pc, byte[] k, int pops, int to, int kept) {
    Asm asm = t.asm;
    var written = new Label();
    var done = new Label();
    asm.jump(IFNE, written);
    performed.perform(pc, k, pops, 1);
    asm.jump(GOTO, done);
    asm.mv.visitLabel(written);
    if (kept != to) {
      asm.copy(kept, k[kept], to);
      asm.convert(to, k[kept], VALUE);
    }
    asm.mv.visitLabel(done);
    next(pc, k, to);
  }
}
