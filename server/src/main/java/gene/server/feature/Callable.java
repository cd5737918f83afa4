// What a call reaches, as its callers see it: a name, parameters, a result, words about it.
package gene.server.feature;

import gene.analysis.Builtin;
import gene.source.Span;
import java.util.Optional;

/**
 * @param label    the head as it is shown, such as `(fn area [r] -> Float)`
 * @param document where it is defined; empty for built-ins
 * @param start    where the top-level form begins to which the parameters' spans are relative
 */
record Callable(String name, String label, Parameters parameters, String result, String doc, Optional<Document> document, int start) {
  static Optional<Callable> of(Entity e) {
    if (e instanceof Entity.BuiltIn b) {
      return of(b.entry());
    } else if (e instanceof Entity.Member m) {
      return of(m.document(), m.symbol());
    } else if (e instanceof Entity.Variable v && v.binding().value() != null && v.binding().top() != null) {
      return DefinitionForm.anonymous(v.binding().value()).filter(d -> d.params() != null).map(d -> {
        String text = v.document().source().text();
        int start = v.binding().top().start();
        return new Callable(v.binding().name(), "(fn " + v.binding().name() + " " + words(v.document(), new Span(d.params().start(), d.params().end()).shift(start)) + ")",
            Parameters.of(d.params(), text, start), "", "", Optional.of(v.document()), start);
      });
    }
    return Optional.empty();
  }

  static Optional<Callable> of(Builtin b) {
    if (b.kind() != Builtin.Kind.FUNCTION && b.kind() != Builtin.Kind.METHOD) {
      return Optional.empty();
    }
    int arrow = b.signature().lastIndexOf("->");
    return Optional.of(new Callable(b.name(), Signatures.of(b), Parameters.ofSignature(b.signature()),
        arrow < 0 ? "" : b.signature().substring(arrow + 2).strip(), b.doc(), Optional.empty(), 0));
  }

  /** A class is called with `new`: then its constructor counts. */
  static Optional<Callable> of(Document document, Symbol symbol) {
    return switch (symbol.kind()) {
      case FUNCTION, METHOD, CONSTRUCTOR -> DefinitionForm.of(symbol.form()).map(d -> new Callable(symbol.name(), Signatures.of(document, symbol),
          d.params() == null ? Parameters.NONE : Parameters.of(d.params(), document.source().text(), symbol.top().start()),
          d.type() == null ? "" : words(document, symbol.top().span(d.type())), DocComment.of(document, symbol), Optional.of(document), symbol.top().start()));
      case VARIANT -> Optional.of(variant(document, symbol));
      default -> Optional.empty();
    };
  }

  private static Callable variant(Document document, Symbol symbol) {
    Parameters fields = Parameters.NONE;
    if (symbol.form() instanceof gene.syntax.Form.Node n) {
      var list = new gene.syntax.Form.Array(n.start(), n.end(), n.children(), false);
      fields = Parameters.of(list, document.source().text(), symbol.top().start());
    }
    return new Callable(symbol.name(), Signatures.of(document, symbol), fields, "", DocComment.of(document, symbol), Optional.of(document), symbol.top().start());
  }

  private static String words(Document document, Span span) {
    return document.text(span).strip().replaceAll("\\s+", " ");
  }
}
