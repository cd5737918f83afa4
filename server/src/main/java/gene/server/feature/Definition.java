// Go to definition: where the name under the cursor is defined.
package gene.server.feature;

import gene.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * @param origin the name that was asked about
 * @param span   the whole definition in the target, around `name`
 */
public record Definition(Span origin, Document target, Span span, Span name) {
  /** Several where the text leaves it open, none for unknown names; built-ins are defined on pages of their own. */
  public static List<Definition> at(Snapshot snapshot, Document document, int offset) {
    return Names.at(snapshot, document, offset).map(found -> found.entities().stream().flatMap(e -> of(snapshot, found.span(), e).stream()).toList())
        .orElse(List.of());
  }

  /** Where the name comes into this file: the import that brings it, else its definition. */
  public static List<Definition> declaration(Snapshot snapshot, Document document, int offset) {
    Optional<Names.Found> found = Names.at(snapshot, document, offset);
    if (found.isPresent() && found.get().entities().get(0) instanceof Entity.Member m && m.document() != document) {
      Optional<Span> item = new Imports(snapshot, document).itemOf(m.key());
      if (item.isPresent()) {
        return List.of(new Definition(found.get().span(), document, item.get(), item.get()));
      }
    }
    return at(snapshot, document, offset);
  }

  /** The classes, enums and types of what the name stands for. */
  public static List<Definition> type(Snapshot snapshot, Document document, int offset) {
    return Names.at(snapshot, document, offset).map(found -> found.entities().stream().flatMap(e -> typeOf(snapshot, document, e).stream()
        .flatMap(type -> of(snapshot, found.span(), type).stream())).toList()).orElse(List.of());
  }

  private static Optional<Entity> typeOf(Snapshot snapshot, Document document, Entity e) {
    if (e instanceof Entity.Variable v) {
      var receiver = new Receiver(snapshot, v.document());
      return receiver.classOf(v.binding()).flatMap(receiver::findType);
    } else if (e instanceof Entity.Member m && (m.symbol().isClassLike() || m.symbol().kind() == Symbol.Kind.ENUM || m.symbol().kind() == Symbol.Kind.TYPE)) {
      return Optional.of(m);
    } else if (e instanceof Entity.Member m && m.symbol().kind() == Symbol.Kind.VARIANT) {
      return new Receiver(snapshot, m.document()).findType(m.owner());
    } else if (e instanceof Entity.Member m && m.symbol().kind() == Symbol.Kind.FIELD) {
      return new Receiver(snapshot, m.document()).findType(m.symbol().detail());
    } else if (e instanceof Entity.Member m) {
      return Callable.of(m).filter(c -> !c.result().isEmpty()).flatMap(c -> new Receiver(snapshot, m.document()).findType(c.result()));
    }
    return Optional.empty();
  }

  private static Optional<Definition> of(Snapshot snapshot, Span origin, Entity e) {
    if (e instanceof Entity.Member m) {
      return Optional.of(new Definition(origin, m.document(), m.symbol().span(), m.symbol().nameSpan()));
    } else if (e instanceof Entity.Variable v) {
      return v.document().span(v.binding()).map(s -> new Definition(origin, v.document(), s, s));
    } else if (e instanceof Entity.BuiltIn b) {
      BuiltinPages.Place place = snapshot.builtins().place(b.entry());
      return Optional.of(new Definition(origin, place.document(), place.span(), place.span()));
    }
    var start = new Span(0, 0);
    return Optional.of(new Definition(origin, ((Entity.Module) e).document(), start, start));
  }

  /** Methods that override a method, members of an interface that classes have, subclasses of a class. */
  public static List<Definition> implementations(Snapshot snapshot, Document document, int offset) {
    Optional<Names.Found> found = Names.at(snapshot, document, offset);
    var all = new ArrayList<Definition>();
    if (found.isPresent()) {
      for (Entity e : found.get().entities()) {
        if (e instanceof Entity.Member m) {
          Hierarchy.implementations(snapshot, m).forEach(i -> of(snapshot, found.get().span(), i).ifPresent(all::add));
        }
      }
    }
    return all.isEmpty() ? at(snapshot, document, offset) : List.copyOf(all);
  }
}
