// All that is known at one moment: the open documents, the folders of the workspace, and the files on disk behind them.
package gene.server.feature;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class Snapshot {
  private final Map<String, Document> open;
  private final List<Path> folders;
  private final DiskFiles disk;

  private Snapshot(Map<String, Document> open, List<Path> folders, DiskFiles disk) {
    this.open = open;
    this.folders = List.copyOf(folders);
    this.disk = disk;
  }

  public static Snapshot empty() {
    return new Snapshot(Map.of(), List.of(), new DiskFiles());
  }

  /** With this document open, instead of its earlier state if there is one. */
  public Snapshot with(Document document) {
    var next = new HashMap<>(open);
    next.put(document.uri().key(), document);
    return new Snapshot(next, folders, disk);
  }

  /** With the document closed: from now on its file counts. */
  public Snapshot without(DocumentUri uri) {
    var next = new HashMap<>(open);
    next.remove(uri.key());
    return new Snapshot(next, folders, disk);
  }

  public Snapshot withFolders(List<Path> newFolders) {
    return new Snapshot(open, newFolders, disk);
  }

  public List<Path> folders() {
    return folders;
  }

  public Optional<Document> findOpen(DocumentUri uri) {
    return Optional.ofNullable(open.get(uri.key()));
  }

  /** The open document, or else the file. */
  public Optional<Document> find(DocumentUri uri) {
    return findOpen(uri).or(() -> uri.path().flatMap(disk::find));
  }
}
