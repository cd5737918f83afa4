// Workspace symbols: the definitions of all files whose names fit what has been typed, best first.
package gene.server.feature;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;

/** @param entry with its line and character from 0, in UTF-16 units */
public record WorkspaceSymbols(DocumentUri uri, IndexedFile.Entry entry) {
  private static final int MOST = 256;

  /** @param uri null for a file that is not open */
  private record Scored(DocumentUri uri, Path path, IndexedFile.Entry entry, int score) {}

  private static final Comparator<Scored> BEST_FIRST = Comparator.comparingInt((Scored s) -> -s.score).thenComparing(s -> s.entry.name())
      .thenComparing(s -> String.valueOf(s.path)).thenComparing(s -> s.entry.start());

  public static List<WorkspaceSymbols> of(Snapshot snapshot, String query) {
    // Of tens of thousands that may fit only the best are sorted.
    var found = new PriorityQueue<Scored>(MOST + 1, BEST_FIRST.reversed());
    var open = new HashSet<Path>();
    int separator = Math.max(query.lastIndexOf('/'), query.lastIndexOf('.'));
    var name = new Fuzzy(query.substring(separator + 1));
    var container = new Fuzzy(separator <= 0 ? "" : query.substring(0, separator));
    for (Document d : snapshot.open()) {
      d.uri().path().ifPresent(p -> open.addAll(List.of(p, p.resolveSibling(d.uri().key()))));
      IndexedFile now = IndexedFile.of(d.uri().path().orElse(null), "", d);
      collect(d.uri(), now, name, container, found);
    }
    for (IndexedFile f : snapshot.index().files()) {
      if (!open.contains(f.path())) {
        collect(null, f, name, container, found);
      }
    }
    return found.stream().sorted(BEST_FIRST).map(s -> new WorkspaceSymbols(s.uri == null ? DocumentUri.of(s.path) : s.uri, s.entry)).toList();
  }

  private static void collect(DocumentUri uri, IndexedFile file, Fuzzy name, Fuzzy container, PriorityQueue<Scored> into) {
    for (IndexedFile.Entry e : file.symbols()) {
      int score = name.mayFit(e.letters()) ? name.score(e.name()) : Fuzzy.NONE;
      if (score != Fuzzy.NONE && container.score(e.container()) != Fuzzy.NONE) {
        Scored worst = into.size() == MOST ? into.peek() : null;
        if (worst == null || score >= worst.score) {
          into.add(new Scored(uri, file.path(), e, score));
          if (into.size() > MOST) {
            into.poll();
          }
        }
      }
    }
}
}
