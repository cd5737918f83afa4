// An instruction as a disassembly shows it.
package gene.debug;

import gene.bytecode.Code;
import gene.bytecode.Disassembler;
import gene.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * @param function the function it belongs to, where it is its first instruction; empty otherwise
 * @param source   null for a place where no instruction is
 */
public record Instruction(String address, String text, String function, Source source, int start, int end) {
  /** The instructions before the first and behind the last one of a function are those of its neighbours in the order of addresses. */
  static List<Instruction> around(LoadedCode codes, long address, int offset, int count) {
    LoadedCode.Position at = codes.findInstruction(address)
        .orElseThrow(() -> new DebugException("There is no instruction at " + LoadedCode.addressText(address)));
    var all = new ArrayList<Instruction>();
    for (long i = offset; i < (long) offset + count; i++) {
      Optional<LoadedCode.Position> found = codes.findRelative(at, i);
      all.add(found.map(p -> of(codes, p)).orElseGet(() -> new Instruction(LoadedCode.addressText(0), "", "", null, 0, 0)));
    }
    return all;
  }

  private static Instruction of(LoadedCode codes, LoadedCode.Position p) {
    Code code = p.code();
    String function = p.pc() > 0 ? "" : code.name().isEmpty() ? code.kind() == Code.Kind.MODULE ? "<module>" : "<fn>" : codes.qualifiedName(code);
    return new Instruction(LoadedCode.addressText(codes.address(code, p.pc())), Disassembler.instruction(code, p.pc()), function, code.source(), code.spanStart(p.pc()), code.spanEnd(p.pc()));
  }
}
