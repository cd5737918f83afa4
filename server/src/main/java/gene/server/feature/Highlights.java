// Document highlight: the places in this file that name what is under the cursor, and whether they read or write it.
package gene.server.feature;

import gene.source.Span;
import java.util.List;

public record Highlights(Span span, boolean write) {
  public static List<Highlights> at(Snapshot snapshot, Document document, int offset) {
    return Names.at(snapshot, document, offset).map(found -> Occurrences.in(snapshot, document, found.entities()).stream()
        .map(o -> new Highlights(o.span(), o.kind() != Occurrences.Kind.READ)).toList()).orElse(List.of());
  }
}
