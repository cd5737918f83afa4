// The instructions of the function at the cursor, each with the text that it comes from.
package gene.server.feature;

import gene.analysis.Analysis;
import gene.bytecode.Code;
import gene.bytecode.Disassembler;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.bytecode.StackDepth;
import gene.compiler.Compiler;
import gene.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** @param current the places of the instructions of the innermost form at the cursor; empty without a cursor */
public record Bytecode(Code code, List<Row> rows, List<Bytecode> nested, List<Integer> current) {
  /**
   * @param depth  of the operand stack before it; -1 where control never comes
   * @param target of a jump; -1 for others
   * @param code   the place in `nested` of the function that it makes; -1 for others
   */
  public record Row(int offset, String op, String operands, int depth, String effect, String doc, Span span, boolean statement, int target, int code) {}

  /** Empty when the document does not compile. @param offset -1 for the whole file */
  public static Optional<Bytecode> at(Document document, int offset) {
    Analysis analysis = document.analysis();
    if (analysis.hasErrors()) {
      return Optional.empty();
    }
    Code module = Compiler.compile(analysis, Compiler.Options.DEFAULT);
    return Optional.of(offset < 0 ? of(module, -1) : of(innermost(module, offset), offset));
  }

  private static Code innermost(Code code, int offset) {
    for (int i = 0; i < code.codeCount(); i++) {
      if (!code.code(i).isFused() && code.code(i).start() <= offset && offset <= code.code(i).end()) {
        return innermost(code.code(i), offset);
      }
    }
    return code;
  }

  private static Bytecode of(Code code, int offset) {
    StackDepth depths = StackDepth.of(code);
    int[] statements = code.statements();
    var rows = new ArrayList<Row>();
    for (int pc = 0; pc < code.length(); pc++) {
      Op op = code.op(pc);
      var span = new Span(code.spanStart(pc), Math.max(code.spanStart(pc), code.spanEnd(pc)));
      rows.add(new Row(pc, op.published(), Disassembler.operands(code, pc), depths.at(pc), op.picture(), op.doc(), span,
          Arrays.binarySearch(statements, pc) >= 0, target(code, pc), op.operand() == Op.Operand.CODE ? code.operand(pc) : -1));
    }
    var nested = new ArrayList<Bytecode>();
    for (int i = 0; i < code.codeCount(); i++) {
      nested.add(of(code.code(i), -1));
    }
    return new Bytecode(code, List.copyOf(rows), List.copyOf(nested), offset < 0 ? List.of() : current(rows, offset));
  }

  private static List<Integer> current(List<Row> rows, int offset) {
    int best = Integer.MAX_VALUE;
    for (Row r : rows) {
      if (r.span.start() <= offset && offset <= r.span.end()) {
        best = Math.min(best, r.span.length());
      }
    }
    int length = best;
    return rows.stream().filter(r -> r.span.start() <= offset && offset <= r.span.end() && r.span.length() == length).map(Row::offset).toList();
  }

  private static int target(Code code, int pc) {
    Op op = code.op(pc);
    if (op.isJump()) {
      return code.operand(pc);
    } else if (op.operand() == Op.Operand.SITE && code.site(code.operand(pc)) instanceof Site.Given g) {
      return g.target();
    }
    return op.operand() == Op.Operand.SITE && code.site(code.operand(pc)) instanceof Site.Callee c ? c.target() : -1;
  }
}
