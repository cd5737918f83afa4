// The scope around evaluated code: it makes a binding for each visible name that the code asks for.
package gene.analysis;

final class OuterScope extends Scope {
  private final Analysis.Surroundings around;

  OuterScope(FunctionInfo function, Analysis.Surroundings around) {
    super(null, function);
    this.around = around;
  }

  @Override
  Binding find(String name, int limit) {
    Binding known = super.find(name, limit);
    if (known != null) {
      return known;
    }
    Binding found = around.find(name).map(kind -> new Binding(name, kind == Binding.Kind.LET ? kind : Binding.Kind.OUTER, this, null, 0, 0)).orElse(null);
    if (found != null) {
      add(found);
    }
    return found;
  }

  /** The variable of the session that a declaration at the top of its input makes; null when it is local to the input. */
  Binding keep(String name, Binding.Kind kind) {
    if (!around.keeps(name, kind)) {
      return null;
    }
    var b = new Binding(name, Binding.Kind.OUTER, this, null, 0, 0);
    add(b);
    return b;
  }
}
