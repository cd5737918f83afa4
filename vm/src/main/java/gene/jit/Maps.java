// Calls of methods of maps and hash maps that have code of their own in the runtime.
package gene.jit;

import static gene.vm.JitUnit.FLOAT;
import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Site;
import gene.data.NanBox;
import gene.vm.JitUnit;
import java.util.Arrays;
import java.util.Map;
import org.objectweb.asm.Label;

final class Maps {
  private static final String RUNTIME = "gene/vm/JitMaps";
  /** What the runtime calls a method with so many arguments. */
  private static final Map<String, String> METHODS = Map.ofEntries(
      Map.entry("Map.get/1", "get"), Map.entry("Map.get/2", "get"), Map.entry("Map.set/2", "set"), Map.entry("Map.has/1", "has"),
      Map.entry("HashMap.get/1", "hashGet"), Map.entry("HashMap.get/2", "hashGet"), Map.entry("HashMap.set/2", "hashSet"),
      Map.entry("HashMap.has/1", "hashHas"));

  private final Translator t;
  private final Performed performed;

  Maps(Translator t, Performed performed) {
    this.t = t;
    this.performed = performed;
  }

  /** @param name of the method that the site has met; false when it has no such code */
  boolean call(int pc, byte[] k, Site.Call site, JitUnit.Builtin method) {
    String helper = METHODS.get(method.name() + "/" + site.count());
    int target = k.length - site.count() - 1;
    for (int p = target + 1; p < k.length; p++) {
      if (k[p] != INT && k[p] != FLOAT && k[p] != VALUE) {
        return false;
      }
    }
    if (helper == null) {
      return false;
    }
    t.guardEpoch(method.epoch());
    Asm asm = t.asm;
    asm.aload(asm.fiber);
    asm.aload(asm.reference(target));
    for (int p = target + 1; p < target + 3; p++) {
      if (p < k.length) {
        asm.pushWord(p, k[p]);
        asm.pushReference(p, k[p]);
      } else {
        asm.constant(NanBox.NIL);
        asm.op(ACONST_NULL);
      }
    }
    asm.call(RUNTIME, helper, "(" + Asm.F + "Ljava/lang/Object;JLjava/lang/Object;JLjava/lang/Object;)J");
    asm.lstore(asm.x);
    asm.lload(asm.x);
    asm.constant(NanBox.ABSENT);
    asm.op(LCMP);
    var perform = new Label();
    asm.jump(IFEQ, perform);
    asm.result(target);
    byte[] out = Arrays.copyOf(k, target + 1);
    out[target] = VALUE;
    t.jump(pc + 1, out);
    asm.mv.visitLabel(perform);
    performed.perform(pc, k, k.length - target, 1);
    t.flow(pc + 1, out);
    return true;
  }
}
