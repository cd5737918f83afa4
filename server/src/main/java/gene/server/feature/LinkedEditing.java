// Linked editing: the places of a local variable, which can be typed over together. Other names take a rename.
package gene.server.feature;

import gene.source.Span;
import java.util.List;

public final class LinkedEditing {
  private LinkedEditing() {}

  /** Empty for what is no local variable, and where one of its places is written differently. */
  public static List<Span> at(Snapshot snapshot, Document document, int offset) {
    List<Entity> entities = Names.at(snapshot, document, offset).map(Names.Found::entities).orElse(List.of());
    boolean local = entities.size() == 1 && entities.get(0).isLocal();
    if (!local) {
      return List.of();
    }
    List<Occurrences.Occurrence> all = Occurrences.in(snapshot, document, entities);
    boolean here = all.stream().anyMatch(o -> o.span().start() <= offset && offset <= o.span().end());
    boolean same = all.stream().allMatch(o -> o.text().equals(entities.get(0).name()));
    return here && same ? all.stream().map(Occurrences.Occurrence::span).toList() : List.of();
  }
}
