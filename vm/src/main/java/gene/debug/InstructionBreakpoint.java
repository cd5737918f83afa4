// A breakpoint at one instruction, named by its address.
package gene.debug;

import gene.source.Source;
import java.util.List;

final class InstructionBreakpoint extends CodeBreakpoint {
  private final long address;

  InstructionBreakpoint(int id, long address, Conditions conditions) {
    super(id, conditions);
    this.address = address;
  }

  @Override
  List<LoadedCode.Position> find(LoadedCode codes) {
    return codes.findInstruction(address).map(List::of).orElse(List.of());
  }

  @Override
  boolean concerns(String sourceId) {
    return true;
  }

  @Override
  String absence() {
    return "There is no instruction at " + LoadedCode.addressText(address);
  }

  @Override
  Breakpoint state() {
    if (!isVerified()) {
      return new Breakpoint(id, "", false, 0, 0, message());
    }
    LoadedCode.Position at = positions.get(0);
    Source source = at.code().source();
    int offset = at.code().spanStart(at.pc());
    return new Breakpoint(id, source.id(), true, texts.line(source, offset), texts.column(source, offset), "");
  }
}
