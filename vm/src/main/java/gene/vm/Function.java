// A function written in Gene: code with the variables, namespace and receiver it was made with.
package gene.vm;

import gene.bytecode.Code;
import gene.data.Callable;
import gene.data.Cell;
import gene.data.GeneClass;
import gene.data.Namespace;
import gene.data.Opaque;

public final class Function implements Callable, Opaque {
  static final Cell[] NO_CAPTURES = {};

  final CodeState state;
  final Cell[] captures;
  final Namespace ns;
  /** What `self` is in its body unless it is a method. */
  final Object self;
  /** For a method: the class it was written in, where `super` starts above. Set when it is defined. */
  GeneClass owner;

  Function(CodeState state, Cell[] captures, Namespace ns, Object self) {
    this.state = state;
    this.captures = captures;
    this.ns = ns;
    this.self = self;
  }

  public Code code() {
    return state.code;
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
