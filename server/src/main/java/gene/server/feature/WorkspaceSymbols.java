// Workspace symbols: the definitions of all files whose names fit what has been typed, best first.
package gene.server.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** @param entry with its line and character from 0, in UTF-16 units */
public record WorkspaceSymbols(DocumentUri uri, IndexedFile.Entry entry) {
  private static final int MOST = 256;

  private record Scored(DocumentUri uri, IndexedFile.Entry entry, int score) {}

  public static List<WorkspaceSymbols> of(Snapshot snapshot, String query) {
    var found = new ArrayList<Scored>();
    var open = new HashSet<String>();
    int separator = Math.max(query.lastIndexOf('/'), query.lastIndexOf('.'));
    String name = query.substring(separator + 1);
    String container = separator <= 0 ? "" : query.substring(0, separator);
    for (Document d : snapshot.open()) {
      open.add(d.uri().key());
      IndexedFile now = IndexedFile.of(d.uri().path().orElse(null), "", d);
      collect(d.uri(), now, name, container, found);
    }
    for (IndexedFile f : snapshot.index().files()) {
      if (!open.contains(f.path().toString())) {
        collect(null, f, name, container, found);
      }
    }
    found.sort(Comparator.comparingInt((Scored s) -> -s.score).thenComparing(s -> s.entry.name()).thenComparing(s -> s.entry.start()));
    return found.stream().limit(MOST).map(s -> new WorkspaceSymbols(s.uri, s.entry)).toList();
  }

  private static void collect(DocumentUri uri, IndexedFile file, String name, String container, List<Scored> into) {
    DocumentUri of = uri;
    for (IndexedFile.Entry e : file.symbols()) {
      int score = Fuzzy.score(name, e.name());
      if (score != Fuzzy.NONE && (container.isEmpty() || Fuzzy.score(container, e.container()) != Fuzzy.NONE)) {
        of = of == null ? DocumentUri.of(file.path()) : of;
        into.add(new Scored(of, e, score));
      }
    }
}
}
