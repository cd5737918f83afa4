// A variable of a lexical scope: where it is declared, what uses it, and whether a closure keeps it.
package gene.analysis;

import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;

public final class Binding {
  public enum Kind { VAR, LET, PARAM, FUNCTION, CLASS, INTERFACE, NAMESPACE, ENUM, TYPE, LOOP, CATCH, HIDDEN, OUTER }

  /** A place that names the binding, relative to its top-level form. */
  public record Reference(Tree.Top top, int start, int end, boolean write) {}

  private final String name;
  private final Kind kind;
  private final Scope scope;
  private final Tree.Top top;
  private final int start;
  private final int end;
  private final List<Reference> references = new ArrayList<>(4);
  private TypeExpr type;
  private boolean captured;
  private FunctionInfo function;
  private Form value;
  private int order;
  private List<Node> values = List.of();
  private boolean assigned;
  private Type inferred;
  private Type initial;
  private FunctionInfo hiddenFrom;

  Binding(String name, Kind kind, Scope scope, Tree.Top top, int start, int end) {
    this.name = name;
    this.kind = kind;
    this.scope = scope;
    this.top = top;
    this.start = start;
    this.end = end;
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  public Scope scope() {
    return scope;
  }

  /** The top-level form of the declaration; null for what the source does not show. */
  public Tree.Top top() {
    return top;
  }

  /** The declaring name's span, relative to {@link #top}. */
  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  public List<Reference> references() {
    return references;
  }

  /** The declared type; null without annotation. */
  public TypeExpr type() {
    return type;
  }

  /** Whether a closure uses it, so that it lives in a cell. */
  public boolean captured() {
    return captured;
  }

  /** The function it is bound to by its definition; null otherwise. */
  public FunctionInfo function() {
    return function;
  }

  /** The form of its initial value; null without one. */
  public Form value() {
    return value;
  }

  /** Whether anything uses its value. */
  public boolean isRead() {
    for (Reference r : references) {
      if (!r.write()) {
        return true;
      }
    }
    return false;
  }

  /** Whether something besides the declaration gives it a value. */
  public boolean isAssigned() {
    return assigned;
  }

  /** Something that this file does not show gives it a value. */
  void setAssigned() {
    assigned = true;
  }

  /** The initial value and what is assigned later, as far as this file shows it. */
  List<Node> values() {
    return values;
  }

  void addValue(Node value) {
    if (values.isEmpty()) {
      values = new ArrayList<>(1);
    }
    values.add(value);
  }

  /** What the checker found out about its values; {@link Type#ANY} when nothing. */
  public Type inferred() {
    return inferred == null ? Type.ANY : inferred;
  }

  boolean isInferred() {
    return inferred != null;
  }

  /** The type of the value that the declaration gives; null until it has been seen. */
  Type initial() {
    return initial;
  }

  void setInitial(Type type) {
    initial = type;
  }

  void setInferred(Type type) {
    inferred = type;
  }

  /** Its place among the bindings of its scope. */
  int order() {
    return order;
  }

  void setOrder(int order) {
    this.order = order;
  }

  void setType(TypeExpr type) {
    this.type = type;
  }

  void setFunction(FunctionInfo function) {
    this.function = function;
  }

  void setValue(Form value) {
    this.value = value;
  }

  /** Names the function whose own code does not see the binding, as while its value is being computed; null for none. */
  void hideFrom(FunctionInfo user) {
    hiddenFrom = user;
  }

  boolean isHiddenFrom(FunctionInfo user) {
    return hiddenFrom != null && hiddenFrom == user;
  }

  void capture() {
    captured = true;
  }

  void refer(Tree.Top in, int from, int to, boolean write) {
    references.add(new Reference(in, from, to, write));
    assigned |= write;
  }

  @Override
  public String toString() {
    return name;
  }
}
