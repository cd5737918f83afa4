// The constants of the dispatch loop are those of Op, and no fused opcode takes one of them.
package gene.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.bytecode.Op;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OpcodesTest {
  @Test
  void constantsAreTheOrdinalsOfOp() throws IllegalAccessException {
    var expected = new LinkedHashMap<String, Integer>();
    for (Op op : Op.values()) {
      expected.put(op.name(), op.ordinal());
    }
    assertEquals(expected, constants(Opcodes.class));
  }

  @Test
  void fusedOpcodesAreTheirOwnAndFitAByte() throws IllegalAccessException {
    Map<String, Integer> fused = constants(Quickener.class);
    assertEquals(fused.size(), new HashSet<>(fused.values()).size(), "two fused instructions share an opcode: " + fused);
    fused.forEach((name, opcode) -> assertTrue(opcode >= Op.values().length && opcode <= 255, name + " = " + opcode));
  }

  private static Map<String, Integer> constants(Class<?> holder) throws IllegalAccessException {
    var found = new LinkedHashMap<String, Integer>();
    for (Field f : holder.getDeclaredFields()) {
      if (f.getType() == int.class && Modifier.isStatic(f.getModifiers())) {
        f.setAccessible(true);
        found.put(f.getName(), f.getInt(null));
      }
    }
    assertTrue(!found.isEmpty(), Arrays.toString(holder.getDeclaredFields()));
    return found;
  }
}
