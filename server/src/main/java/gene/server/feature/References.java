// Find all references: every place that names what is under the cursor, in the whole workspace.
package gene.server.feature;

import gene.source.Span;
import java.util.List;

public record References(Document document, Span span) {
  public static List<References> at(Snapshot snapshot, Document document, int offset, boolean declarations) {
    return Names.at(snapshot, document, offset).map(found -> Occurrences.everywhere(snapshot, found.entities()).stream()
        .filter(o -> declarations || o.kind() != Occurrences.Kind.DECLARATION).map(o -> new References(o.document(), o.span())).toList()).orElse(List.of());
  }
}
