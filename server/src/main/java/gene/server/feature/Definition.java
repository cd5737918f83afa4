// Go to definition: where the name under the cursor is defined.
package gene.server.feature;

import gene.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * @param origin the name that was asked about
 * @param span   the whole definition in the target, around `name`
 */
public record Definition(Span origin, Document target, Span span, Span name) {
  /** Several where the text leaves it open, none for built-ins and unknown names. */
  public static List<Definition> at(Snapshot snapshot, Document document, int offset) {
    return Names.at(snapshot, document, offset).map(found -> {
      var all = new ArrayList<Definition>();
      for (Entity e : found.entities()) {
        if (e instanceof Entity.Member m) {
          all.add(new Definition(found.span(), m.document(), m.symbol().span(), m.symbol().nameSpan()));
        } else if (e instanceof Entity.Variable v) {
          v.document().analysis().span(v.binding()).ifPresent(s -> all.add(new Definition(found.span(), v.document(), s, s)));
        } else if (e instanceof Entity.Module m) {
          var start = new Span(0, 0);
          all.add(new Definition(found.span(), m.document(), start, start));
        }
      }
      return List.copyOf(all);
    }).orElse(List.of());
  }
}
