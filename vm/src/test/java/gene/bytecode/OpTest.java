// Each instruction's line in Op agrees with itself.
package gene.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OpTest {
  private static int count(String side) {
    return side.isBlank() ? 0 : side.strip().split(" ").length;
  }

  @ParameterizedTest
  @EnumSource(value = Op.class, names = {"TRAP", "JUMP_IF_END"}, mode = EnumSource.Mode.EXCLUDE)
  void thePictureShowsTheEffect(Op op) {
    String[] sides = op.picture().split("--", -1);
    assertEquals(2, sides.length, op.picture());
    if (op.effect() != Op.VARIES) {
      assertEquals(op.effect(), count(sides[1]) - count(sides[0]), op.picture());
    }
  }

  @ParameterizedTest
  @EnumSource(Op.class)
  void itPopsWhatThePictureShowsBefore(Op op) {
    String[] sides = op.picture().split("--", -1);
    assertEquals(sides.length == 1 ? 0 : count(sides[0]), op.pops(), op.picture());
  }

  @ParameterizedTest
  @EnumSource(Op.class)
  void theOpcodeLeadsBack(Op op) {
    assertSame(op, Op.of(op.code()));
  }

  @ParameterizedTest
  @EnumSource(Op.class)
  void thePublishedNameIsAVerbAndPerhapsANoun(Op op) {
    assertTrue(op.published().matches("[A-Z]+(_[A-Z]+)*2?"), op.published());
    assertFalse(op.doc().isBlank());
  }

  @Test
  void anOperatorsSpellingStandsInItsDescription() {
    for (Op op : Op.values()) {
      if (op.operand() == Op.Operand.OPERATOR) {
        assertTrue(op.doc().matches(".*`[^`]+`.*"), op.name());
      }
    }
  }
}
