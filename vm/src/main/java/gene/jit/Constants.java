// The objects that compiled code refers to: static final fields of its class, which HotSpot takes for constants.
package gene.jit;

import static org.objectweb.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;

final class Constants {
  private final Asm asm;
  private final String owner;
  private final List<Constant> all = new ArrayList<>();
  private final Map<Constant, Integer> known = new HashMap<>();

  /** Two are the same when object and type are. */
  private record Constant(Object value, String type) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Constant c && c.value == value && c.type.equals(type);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(value);
    }
  }

  Constants(Asm asm, String owner) {
    this.asm = asm;
    this.owner = owner;
  }

  private int index(Object value, String type) {
    return known.computeIfAbsent(new Constant(value, type), c -> {
      all.add(c);
      return all.size() - 1;
    });
  }

  /** Pushes the object. */
  void push(Object value, String type) {
    asm.mv.visitFieldInsn(GETSTATIC, owner, "k" + index(value, type), "L" + type + ";");
  }

  /** A linked call, or a poll: its call site is found by the entry, or the VM's poll, among the class data. */
  void call(Object entry, String descriptor) {
    var bootstrap = new Handle(H_INVOKESTATIC, Asm.RUNTIME, "link",
        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;I)Ljava/lang/invoke/CallSite;", false);
    asm.mv.visitInvokeDynamicInsn("call", descriptor, bootstrap, index(entry, "java/lang/Object"));
  }

  /** What the class is defined with. */
  Object[] data() {
    return all.stream().map(Constant::value).toArray();
  }

  /** The fields, and the initialiser that takes them from the class data. */
  void write(ClassWriter cw) {
    MethodVisitor mv = cw.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
    mv.visitCode();
    var classData = new Handle(H_INVOKESTATIC, "java/lang/invoke/MethodHandles", "classData",
        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;", false);
    mv.visitLdcInsn(new ConstantDynamic("_", "[Ljava/lang/Object;", classData));
    mv.visitVarInsn(ASTORE, 0);
    for (int i = 0; i < all.size(); i++) {
      String type = all.get(i).type;
      cw.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, "k" + i, "L" + type + ";", null, null).visitEnd();
      mv.visitVarInsn(ALOAD, 0);
      mv.visitLdcInsn(i);
      mv.visitInsn(AALOAD);
      mv.visitTypeInsn(CHECKCAST, type);
      mv.visitFieldInsn(PUTSTATIC, owner, "k" + i, "L" + type + ";");
    }
    mv.visitInsn(RETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }
}
