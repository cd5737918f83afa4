// What a name in a text stands for.
package gene.server.feature;

import gene.analysis.Binding;
import gene.analysis.Builtin;
import gene.source.Span;

sealed interface Entity {
  /** Equal for what is the same thing, however it was found. */
  default String key() {
    if (this instanceof Variable v) {
      return v.document.uri().key() + "#" + v.document.span(v.binding).map(Span::start).orElse(-1);
    } else if (this instanceof Member m) {
      return m.document.uri().key() + "#" + m.symbol.nameSpan().start();
    } else if (this instanceof BuiltIn b) {
      return "gene:" + b.entry.qualifiedName();
    }
    return ((Module) this).document.uri().key();
  }

  default String name() {
    if (this instanceof Variable v) {
      return v.binding.name();
    } else if (this instanceof Member m) {
      return m.symbol.name();
    } else if (this instanceof BuiltIn b) {
      return b.entry.name();
    }
    return ((Module) this).document.uri().name();
  }

  /** Whether nothing outside its function can name it: calls name keyword parameters. */
  default boolean isLocal() {
    if (!(this instanceof Variable v) || v.binding.scope().parent() == null) {
      return false;
    }
    int start = v.document.span(v.binding).map(Span::start).orElse(0);
    return start > 0 && v.document.source().text().charAt(start - 1) != '^';
  }

  /** A variable of a scope that is no definition of the outline: a parameter, a local variable. */
  record Variable(Document document, Binding binding) implements Entity {}

  /** A definition of the outline. @param owner the class, namespace or enum it belongs to; empty at the top */
  record Member(Document document, Symbol symbol, String owner) implements Entity {}

  record BuiltIn(Builtin entry) implements Entity {}

  /** A whole file, named by an import. */
  record Module(Document document) implements Entity {}
}
