// A definition in the outline of a document, with what is defined inside it.
package gene.server.feature;

import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.List;
import java.util.Optional;

/**
 * @param detail   the parameters or the type, for display beside the name; empty when there is nothing to say
 * @param span     the whole definition
 * @param nameSpan the name, inside the span
 * @param form     the form that defines it, inside `top`
 */
public record Symbol(String name, String detail, Kind kind, Span span, Span nameSpan, List<Symbol> children, Tree.Top top, Form form) {
  public enum Kind { FUNCTION, CLASS, OBJECT, INTERFACE, METHOD, CONSTRUCTOR, FIELD, NAMESPACE, ENUM, VARIANT, VARIABLE, CONSTANT, TYPE }

  public Symbol {
    children = List.copyOf(children);
  }

  /** The last child of that name, as the last definition of a name is the one that holds. */
  public Optional<Symbol> findChild(String childName) {
    return find(children, childName);
  }

  static Optional<Symbol> find(List<Symbol> symbols, String name) {
    for (int i = symbols.size() - 1; i >= 0; i--) {
      if (symbols.get(i).name.equals(name)) {
        return Optional.of(symbols.get(i));
      }
    }
    return Optional.empty();
  }

  boolean isClassLike() {
    return kind == Kind.CLASS || kind == Kind.OBJECT || kind == Kind.INTERFACE;
  }

  boolean isClassMember() {
    return kind == Kind.METHOD || kind == Kind.FIELD || kind == Kind.CONSTRUCTOR;
  }

  @Override
  public String toString() {
    return kind + " " + name;
  }
}
