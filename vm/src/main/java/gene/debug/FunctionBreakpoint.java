// A breakpoint at the beginning of every function or method of a name: `name` or `Class.method`.
package gene.debug;

import gene.bytecode.Code;
import java.util.ArrayList;
import java.util.List;

final class FunctionBreakpoint extends CodeBreakpoint {
  private final String name;

  FunctionBreakpoint(int id, String name, Conditions conditions) {
    super(id, conditions);
    this.name = name.strip().replace('/', '.');
  }

  @Override
  List<LoadedCode.Position> find(LoadedCode codes) {
    var found = new ArrayList<LoadedCode.Position>();
    for (Code code : codes.all()) {
      if (!code.name().isEmpty() && code.kind() != Code.Kind.MODULE && code.kind() != Code.Kind.BODY && (name.equals(code.name()) || name.equals(codes.qualifiedName(code)))) {
        int[] statements = code.statements();
        found.add(new LoadedCode.Position(code, statements.length == 0 ? 0 : statements[0]));
      }
    }
    return found;
  }

  @Override
  boolean concerns(String sourceId) {
    return true;
  }

  @Override
  String absence() {
    return "No function or method `" + name + "` is loaded";
  }

  @Override
  Breakpoint state() {
    boolean several = positions.stream().map(p -> p.code().source().id() + ":" + p.code().spanStart(p.pc())).distinct().count() > 1;
    if (positions.isEmpty() || several) {
      return new Breakpoint(id, "", isVerified(), 0, 0, message());
    }
    LoadedCode.Position at = positions.get(0);
    return new Breakpoint(id, at.code().source().id(), true, texts.line(at.code().source(), at.code().spanStart(at.pc())), 0, "");
  }
}
