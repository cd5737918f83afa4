// What a name in a text stands for.
package gene.server.feature;

import gene.analysis.Binding;
import gene.analysis.Builtin;

sealed interface Entity {
  /** A variable of a scope that is no definition of the outline: a parameter, a local variable. */
  record Variable(Document document, Binding binding) implements Entity {}

  /** A definition of the outline. @param owner the class, namespace or enum it belongs to; empty at the top */
  record Member(Document document, Symbol symbol, String owner) implements Entity {}

  record BuiltIn(Builtin entry) implements Entity {}

  /** A whole file, named by an import. */
  record Module(Document document) implements Entity {}
}
