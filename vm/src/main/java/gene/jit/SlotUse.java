// Which slots an instruction reads and writes besides its operands.
package gene.jit;

import gene.bytecode.Code;
import gene.bytecode.Site;
import java.util.ArrayList;
import java.util.List;

final class SlotUse {
  private final Code code;

  SlotUse(Code code) {
    this.code = code;
  }

  List<Integer> read(int pc) {
    int operand = code.operand(pc);
    return switch (code.op(pc)) {
      case LOAD_LOCAL, LOAD_CELL, STORE_CELL, NEXT, NEXT_PAIR, WRAP_CELL, LEAVE_CATCH, NEW_TOKEN -> List.of(operand);
      case JUMP_IF_GIVEN -> List.of(((Site.Given) code.site(operand)).slot());
      case MATCH_VARIANT -> ((Site.Variant) code.site(operand)).slots().stream().filter(slot -> slot >= 0).toList();
      case LOAD_IF_SET -> variable((Site.Variable) code.site(operand));
      case CALL, TAIL_CALL -> {
        var site = (Site.Call) code.site(operand);
        yield site.where() == Site.Where.LOCAL || site.where() == Site.Where.CELL ? List.of(site.index()) : List.of();
      }
      case MAKE_FUNCTION -> code.code(operand).captures().stream().filter(Code.Capture::fromSlot).map(Code.Capture::index).toList();
      case CAN_FUSE -> ((Site.Fusion) code.site(operand)).variables().stream().flatMap(v -> variable(v).stream()).toList();
      case RENDER -> code.locals().stream().filter(v -> v.from() <= pc && pc < v.to()).map(Code.LocalVar::slot).distinct().toList();
      default -> List.of();
    };
  }

  private static List<Integer> variable(Site.Variable v) {
    return v.where() == Site.Where.LOCAL || v.where() == Site.Where.CELL ? List.of(v.index()) : List.of();
  }

  List<Integer> written(int pc) {
    int operand = code.operand(pc);
    return switch (code.op(pc)) {
      case NEW_CELL, WRAP_CELL, SAVE_EX, NEW_TOKEN -> List.of(operand);
      case UNPACK -> {
        var site = (Site.Unpack) code.site(operand);
        var all = new ArrayList<Integer>();
        for (int i = 0; i < site.parts().size(); i++) {
          all.add(site.first() + i);
        }
        yield all;
      }
      // A closure may make a variable of this frame a shared one; a pattern that does not match binds nothing.
      case MAKE_FUNCTION, MATCH_VARIANT -> read(pc);
      default -> List.of();
    };
  }
}
