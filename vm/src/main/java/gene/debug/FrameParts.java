// The local or captured variables of a frame.
package gene.debug;

import gene.data.Store;
import gene.vm.Frames;
import java.util.ArrayList;
import java.util.List;

final class FrameParts implements Parts {
  private final Frames frames;
  private final int level;
  private final List<Frames.Variable> variables;

  FrameParts(Frames frames, int level, List<Frames.Variable> variables) {
    this.frames = frames;
    this.level = level;
    this.variables = variables;
  }

  @Override
  public int namedCount() {
    return variables.size();
  }

  @Override
  public int indexedCount() {
    return 0;
  }

  @Override
  public List<Variable> named(int from, int to) {
    var page = new ArrayList<Variable>();
    for (Frames.Variable v : variables.subList(Math.min(Math.max(0, from), variables.size()), Math.min(to, variables.size()))) {
      page.add(new Variable(v.name(), v.value()));
    }
    return page;
  }

  @Override
  public List<Variable> indexed(int from, int to) {
    return List.of();
  }

  @Override
  public void assign(Store store, String name, Object value) {
    Frames.Variable variable = variables.stream().filter(v -> v.name().equals(name)).findFirst()
        .orElseThrow(() -> new DebugException("There is no variable `" + name + "` here"));
    if (variable.constant()) {
      throw new DebugException("`" + name + "` was declared with `let` and keeps its value");
    } else if (!frames.assign(level, name, value)) {
      throw new DebugException("`" + name + "` has no value yet: its declaration has not run");
    }
  }

  @Override
  public List<Place> places(String name) {
    return frames.findCell(level, name).map(cell -> {
      // A module's variable is a member of the module, too.
      boolean member = frames.namespace(level).cell(name) == cell;
      return member ? List.of(new Place(cell, null), new Place(frames.namespace(level), name)) : List.of(new Place(cell, null));
    }).orElse(List.of());
  }
}
