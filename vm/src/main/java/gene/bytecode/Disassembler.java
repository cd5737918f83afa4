// Listings: the published instruction with its operands, and the source line beside it.
package gene.bytecode;

import gene.data.Printer;

public final class Disassembler {
  public enum Style { PRETTY, COMPACT, BYTECODE }

  private static final int NAME_WIDTH = 12;
  private static final int OPERAND_WIDTH = 8;

  private Disassembler() {}

  /** The operands of an instruction as a person reads them, joined by ", ". */
  public static String operands(Code code, int pc) {
    Op op = code.op(pc);
    int operand = code.operand(pc);
    return switch (op.operand()) {
      case NONE -> "";
      case CONST -> constant(code.constant(operand));
      case SLOT -> slotName(code, operand, pc);
      case CAPTURE -> code.captures().get(operand).name();
      case SITE -> code.site(operand).text();
      case TARGET, COUNT -> String.valueOf(operand);
      case CODE -> code.code(operand).name().isEmpty() ? "<fn>" : code.code(operand).name();
      case OPERATOR -> operator(op);
    };
  }

  private static String operator(Op op) {
    return switch (op) {
      case NEGATE -> "-, 1";
      case INVERT -> "/, 1";
      case NOT -> "not, 1";
      default -> op.doc().substring(op.doc().indexOf('`') + 1, op.doc().lastIndexOf('`')) + ", 2";
    };
  }

  private static String constant(Object value) {
    return value instanceof Datum d ? d.text() : Printer.code(value);
  }

  private static String slotName(Code code, int slot, int pc) {
    Code.LocalVar best = null;
    for (Code.LocalVar v : code.locals()) {
      if (v.slot() == slot && (best == null || v.from() <= pc + 1 && v.to() > pc)) {
        best = v;
      }
    }
    return best == null ? "#" + slot : best.name();
  }

  /** `LOAD_CONST  1       ` without trailing blanks when `pad` is false. */
  public static String instruction(Code code, int pc) {
    String name = code.op(pc).published();
    String operands = operands(code, pc);
    return operands.isEmpty() ? name : pad(name, NAME_WIDTH) + operands;
  }

  /** The columns of the trace: opcode, operands, then what follows. */
  public static String columns(Code code, int pc) {
    return pad(pad(code.op(pc).published(), NAME_WIDTH) + operands(code, pc), NAME_WIDTH + OPERAND_WIDTH);
  }

  private static String pad(String text, int width) {
    // Longer text pushes the rest to the right, with one blank between.
    return text.length() < width ? text + " ".repeat(width - text.length()) : text + " ";
  }

  /** The listing of a unit with its nested functions. */
  public static String listing(Code code, Style style, boolean addresses, boolean sourceLines) {
    var sb = new StringBuilder();
    sb.append("Instructions (").append(code.length()).append("):\n");
    list(code, style, addresses, sourceLines, style == Style.BYTECODE ? "" : "  ", sb);
    return sb.toString();
  }

  private static void list(Code code, Style style, boolean addresses, boolean sourceLines, String indent, StringBuilder sb) {
    int lastLine = -1;
    for (int pc = 0; pc < code.length(); pc++) {
      String text = instruction(code, pc);
      if (style != Style.PRETTY) {
        text = text.replaceFirst(" +", " ");
      }
      String line = (addresses ? indent.substring(Math.min(2, indent.length())) + String.format("%04X  ", pc) : indent) + text;
      int at = code.source().line(code.spanStart(pc));
      if (sourceLines && at != lastLine) {
        line = pad(line, 44) + "; " + at + ": " + code.source().lineText(at).strip();
        lastLine = at;
      }
      sb.append(line.stripTrailing()).append('\n');
      if (code.op(pc).operand() == Op.Operand.CODE) {
        sb.append(indent).append("function body:\n");
        list(code.code(code.operand(pc)), style, addresses, sourceLines, style == Style.BYTECODE ? "" : indent + "  ", sb);
      }
    }
  }
}
