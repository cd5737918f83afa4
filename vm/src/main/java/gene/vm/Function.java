// A function written in Gene: code with the variables, namespace and receiver it was made with.
package gene.vm;

import gene.bytecode.Code;
import gene.data.Callable;
import gene.data.Cell;
import gene.data.DataCopy;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.Namespace;
import gene.data.Opaque;
import java.util.ArrayList;
import java.util.List;

public final class Function implements Callable, Opaque, Captures {
  static final Cell[] NO_CAPTURES = {};

  final CodeState state;
  final Cell[] captures;
  final Namespace ns;
  /** What `self` is in its body unless it is a method. */
  final Object self;
  /** For a method: the class it was written in, where `super` starts above. Set when it is defined. */
  GeneClass owner;
  boolean frozen;

  Function(CodeState state, Cell[] captures, Namespace ns, Object self) {
    this.state = state;
    this.captures = captures;
    this.ns = ns;
    this.self = self;
    if (captures.length > 0 && !state.captures.differ()) {
      state.capture(captures);
    }
  }

  /** The same function where `self` is something else. */
  Function withSelf(Object other) {
    var f = new Function(state, captures, ns, other);
    f.owner = owner;
    return f;
  }

  /** The same function with another state: for frames that go on in a code which the function does not have any more. */
  Function on(CodeState other) {
    var f = new Function(other, captures, ns, self);
    f.owner = owner;
    f.frozen = frozen;
    return f;
  }

  @Override
  public List<Captured> captured() {
    var all = new ArrayList<Captured>();
    for (int i = 0; i < captures.length; i++) {
      Code.Capture c = state.code.captures().get(i);
      if (!captures[i].isAbsent() && !isMember(c.name(), captures[i])) {
        all.add(new Captured(c.name(), c.fromSlot() ? 0 : 1, captures[i].value()));
      }
    }
    return all;
  }

  /** Whether the variable is a definition of the module. */
  private boolean isMember(String name, Cell variable) {
    for (Namespace at = ns; at != null; at = at.parent()) {
      if (at.cell(name) == variable) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void freeze() {
    frozen = true;
  }

  public Code code() {
    return state.code;
  }

  /** Fresh data of `^examples`; Java's null without. */
  public GeneArray examples() {
    return (GeneArray) DataCopy.of(code().metadata().examples());
  }

  /** The namespace in which it was defined. */
  public Namespace namespace() {
    return ns;
  }

  @Override
  public String name() {
    return state.code.name();
  }

  /** How stack traces call it: `Class.method`, `name`, `<fn>`, `<module>`. */
  public String traceName() {
    Code code = state.code;
    return switch (code.kind()) {
      case MODULE -> "<module>";
      case EVAL -> "<eval>";
      case BODY -> code.name();
      case METHOD, CTOR -> (owner == null ? "" : owner.name() + ".") + code.name();
      case FUNCTION, BLOCK -> code.name().isEmpty() ? "<fn>" : code.name();
    };
  }

  @Override
  public String typeofName() {
    return state.code.kind() == Code.Kind.BLOCK ? "Block" : "Function";
  }

  @Override
  public String className() {
    return "Function";
  }

  @Override
  public String display() {
    return state.code.kind() == Code.Kind.BLOCK ? "VkBlock" : "VkFunction";
  }
}
