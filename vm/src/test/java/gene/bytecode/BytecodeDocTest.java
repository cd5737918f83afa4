// docs/bytecode.md: its head is written by hand, its tables follow from Op. Rewritten with -Dgene.goldens=rewrite.
package gene.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Golden;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BytecodeDocTest {
  private static final Path FILE = Golden.root().resolve("docs/bytecode.md");

  @Test
  void theTablesAreThoseOfOp() {
    String text = Golden.read(FILE);
    int at = text.indexOf(OpTable.BEGIN);
    assertTrue(at > 0, () -> FILE + " lacks the line " + OpTable.BEGIN);
    Golden.check(FILE, text.substring(0, at) + new OpTable().text());
  }

  @Test
  void everyInstructionIsInOneGroup() {
    List<Op> grouped = OpTable.groups().values().stream().flatMap(List::stream).toList();
    assertEquals(Arrays.asList(Op.values()), grouped);
  }

  @Test
  void everyInstructionIsEmittedBySomebody() {
    var table = new OpTable();
    List<Op> nobodys = Arrays.stream(Op.values()).filter(op -> table.emitters(op).isEmpty()).toList();
    assertEquals(List.of(Op.RESUME, Op.TRAP), nobodys);
  }

  @Test
  void theHeadNamesEveryOperandKind() {
    String text = Golden.read(FILE);
    String head = text.substring(0, text.indexOf(OpTable.BEGIN));
    for (Op.Operand kind : Op.Operand.values()) {
      assertTrue(head.contains("`" + kind + "`"), kind.toString());
    }
  }
}
