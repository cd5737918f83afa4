// Checks code that did not come from the compiler: every operand names something of the right kind, and the stack has one depth everywhere.
package gene.bytecode;

import gene.bytecode.Op.Operand;

public final class Verifier {
  private Verifier() {}

  /** Throws IllegalStateException naming the first thing that is wrong. */
  public static void check(CodeBuilder b) {
    byte[] ops = b.ops();
    int[] operands = b.operands();
    demand(ops.length > 0, "there are no instructions", 0);
    for (int pc = 0; pc < ops.length; pc++) {
      Op op = Op.of(ops[pc]);
      demand(op != Op.TRAP && op != Op.RESUME, "an instruction of the VM's own", pc);
      if (!fits(b, op, operands[pc], ops.length)) {
        throw wrong("the operand of " + op, pc);
      }
    }
    for (Code.Handler h : b.handlers) {
      // An empty region is where the return of a block lands.
      boolean ordered = 0 <= h.from() && h.from() <= h.to() && h.to() <= ops.length;
      demand(ordered && 0 <= h.handler() && h.handler() < ops.length && h.depth() >= 0, "an exception handler", h.from());
    }
    int last = -1;
    for (int pc : b.statementPcs()) {
      demand(pc > last && pc <= ops.length, "a statement", pc);
      last = pc;
    }
    for (Code.Param p : b.params) {
      demand(isSlot(b, p.slot()), "a parameter", 0);
    }
    demand(b.definitionsEnd >= -1 && b.definitionsEnd < ops.length, "the end of the definitions", b.definitionsEnd);
    b.maxStack();
  }

  /** Throws IllegalStateException when they are not places of code with so many instructions and slots. */
  public static void check(Code.Places places, int length, int slots) {
    demand(places.starts().length == length && places.ends().length == length, "the number of places", 0);
    for (Code.LocalVar v : places.locals()) {
      demand(0 <= v.slot() && v.slot() < slots && 0 <= v.from() && v.from() <= v.to() && v.to() <= length, "the range of a variable", v.from());
    }
  }

  private static void demand(boolean right, String what, int pc) {
    if (!right) {
      throw wrong(what, pc);
    }
  }

  private static IllegalStateException wrong(String what, int pc) {
    return new IllegalStateException(what + " at " + pc);
  }

  private static boolean fits(CodeBuilder b, Op op, int operand, int length) {
    return switch (op.operand()) {
      case NONE, OPERATOR -> true;
      case CONST -> 0 <= operand && operand < b.constants.size() && isConstant(op, b.constants.get(operand));
      case SLOT -> isSlot(b, operand);
      case CAPTURE -> 0 <= operand && operand < b.captures.size();
      case SITE -> 0 <= operand && operand < b.sites.size() && siteFits(b, op, b.sites.get(operand), length);
      case TARGET -> 0 <= operand && operand < length;
      case COUNT -> operand >= 0;
      case CODE -> 0 <= operand && operand < b.codes.size() && capturesFit(b, b.codes.get(operand));
    };
  }

  private static boolean isSlot(CodeBuilder b, int slot) {
    return 0 <= slot && slot < b.slots;
  }

  private static boolean isConstant(Op op, Object value) {
    return switch (op) {
      case LOAD_DATA -> value instanceof Datum;
      case LOAD_CONST -> value != null && !(value instanceof Datum);
      case ADD_ENTRY, SET_METADATA -> value instanceof String;
      default -> value != null;
    };
  }

  private static boolean capturesFit(CodeBuilder b, Code code) {
    for (Code.Capture c : code.captures()) {
      boolean there = c.fromSlot() ? isSlot(b, c.index()) : 0 <= c.index() && c.index() < b.captures.size();
      if (!there) {
        return false;
      }
    }
    return true;
  }

  private static boolean siteFits(CodeBuilder b, Op op, Site site, int length) {
    if (site.getClass() != kind(op)) {
      return false;
    } else if (site instanceof Site.Variable v) {
      return variable(b, v.where(), v.index());
    } else if (site instanceof Site.Call c) {
      return c.where() == null || variable(b, c.where(), c.index());
    } else if (site instanceof Site.Fusion f) {
      return 0 <= f.first() && f.codes() >= 0 && f.first() + f.codes() <= b.codes.size()
          && f.variables().stream().allMatch(v -> variable(b, v.where(), v.index()));
    } else if (site instanceof Site.Callee c) {
      return 0 <= c.target() && c.target() < length;
    } else if (site instanceof Site.Given g) {
      return isSlot(b, g.slot()) && 0 <= g.target() && g.target() < length;
    } else if (site instanceof Site.Unpack u) {
      return u.first() >= 0 && u.first() + u.parts().size() <= b.slots;
    } else if (site instanceof Site.Variant v) {
      for (int slot : v.slots()) {
        if (slot != -1 && !isSlot(b, slot)) {
          return false;
        }
      }
      return v.cells().size() == v.slots().size();
    }
    return true;
  }

  private static boolean variable(CodeBuilder b, Site.Where where, int index) {
    return switch (where) {
      case LOCAL, CELL -> isSlot(b, index);
      case CAPTURE -> 0 <= index && index < b.captures.size();
      case NAME -> true;
    };
  }

  /** The site that an instruction expects; Java's null when it has none. */
  static Class<? extends Site> kind(Op op) {
    if (op.operand() != Operand.SITE) {
      return null;
    }
    return switch (op) {
      case CALL, CALL_VALUE, CALL_SPREAD, TAIL_CALL, TAIL_CALL_VALUE, CALL_METHOD, CALL_METHOD_SPREAD, CALL_METHOD_DYNAMIC,
          CALL_SUPER, CALL_SUPER_SPREAD, NEW, NEW_SPREAD -> Site.Call.class;
      case GET_MEMBER, GET_MEMBER_OR_VAR, GET_INDEX, SET_MEMBER, SET_MEMBER_OR_VAR, SET_INDEX -> Site.Member.class;
      case MAKE_MAP, EXPORT -> Site.Keys.class;
      case TEST_CALLEE -> Site.Callee.class;
      case CALL_DATA -> Site.Data.class;
      case FILL -> Site.Template.class;
      case CAN_FUSE -> Site.Fusion.class;
      case JUMP_IF_GIVEN -> Site.Given.class;
      case LOAD_IF_SET, SHARE_CELL -> Site.Variable.class;
      case UNPACK -> Site.Unpack.class;
      case CHECK_TYPE, DEFINE_FIELD -> Site.Type.class;
      case CONTRACT_FAILED -> Site.Contract.class;
      case MAKE_ENUM -> Site.EnumShape.class;
      case MATCH_VARIANT -> Site.Variant.class;
      case IMPORT -> Site.Import.class;
      case AWAIT -> Site.Await.class;
      case MAKE_INTERFACE -> Site.Members.class;
      case MAKE_INTERCEPTOR -> Site.Advice.class;
      default -> Site.Name.class;
    };
  }
}
