// All that is known at one moment: the open documents, the folders of the workspace, their index, and the files on disk behind them.
package gene.server.feature;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

public final class Snapshot {
  private final Map<String, Document> open;
  private final List<Path> folders;
  private final DiskFiles disk;
  private final Index index;
  private final Settings settings;
  private final BuiltinPages builtins;
  private final BooleanSupplier unwanted;

  private Snapshot(Map<String, Document> open, List<Path> folders, DiskFiles disk, Index index, Settings settings, BuiltinPages builtins,
      BooleanSupplier unwanted) {
    this.open = open;
    this.folders = List.copyOf(folders);
    this.disk = disk;
    this.index = index;
    this.settings = settings;
    this.builtins = builtins;
    this.unwanted = unwanted;
  }

  public static Snapshot empty() {
    return new Snapshot(Map.of(), List.of(), new DiskFiles(), Index.EMPTY, Settings.DEFAULT, new BuiltinPages(Optional.empty()), () -> false);
  }

  /** With this document open, instead of its earlier state if there is one. */
  public Snapshot with(Document document) {
    var next = new HashMap<>(open);
    next.put(document.uri().key(), document);
    return new Snapshot(next, folders, disk, index, settings, builtins, unwanted);
  }

  /** With the document closed: from now on its file counts. */
  public Snapshot without(DocumentUri uri) {
    var next = new HashMap<>(open);
    next.remove(uri.key());
    return new Snapshot(next, folders, disk, index, settings, builtins, unwanted);
  }

  public Snapshot withFolders(List<Path> newFolders) {
    return new Snapshot(open, newFolders, disk, index, settings, builtins, unwanted);
  }

  public Snapshot withIndex(UnaryOperator<Index> change) {
    return new Snapshot(open, folders, disk, change.apply(index), settings, builtins, unwanted);
  }

  public Snapshot withSettings(Settings newSettings) {
    return new Snapshot(open, folders, disk, index, newSettings, builtins, unwanted);
  }

  public Snapshot withBuiltins(BuiltinPages pages) {
    return new Snapshot(open, folders, disk, index, settings, pages, unwanted);
  }

  /** The same, for one question: answering it ends with {@link Unwanted} once the answer is of no use to anyone. */
  public Snapshot askedUntil(BooleanSupplier nobodyWaits) {
    return new Snapshot(open, folders, disk, index, settings, builtins, nobodyWaits);
  }

  /** To be called now and then by what takes long. */
  public void check() {
    if (unwanted.getAsBoolean()) {
      throw new Unwanted();
    }
  }

  /** Ends the work on an answer that nobody waits for. */
  public static final class Unwanted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unwanted() {
      super("the answer is not wanted any more", null, false, false);
    }
  }

  public BuiltinPages builtins() {
    return builtins;
  }

  public List<Path> folders() {
    return folders;
  }

  public Index index() {
    return index;
  }

  public Settings settings() {
    return settings;
  }

  public Collection<Document> open() {
    return open.values();
  }

  public Optional<Document> findOpen(DocumentUri uri) {
    return Optional.ofNullable(open.get(uri.key()));
  }

  /** The open document, or else the file. */
  public Optional<Document> find(DocumentUri uri) {
    return findOpen(uri).or(() -> builtins.find(uri)).or(() -> uri.path().flatMap(disk::find));
  }

  /** The document of a URI, as text. */
  public Optional<Document> findDocument(String uri) {
    return find(DocumentUri.of(uri));
  }

  /** The open documents and the files of the workspace that mention one of the words. */
  public List<Document> mentioningAny(List<String> words) {
    return words.stream().flatMap(w -> mentioning(w).stream()).distinct().sorted(Comparator.comparing(d -> d.uri().key())).toList();
  }

  /** The open documents, and the files of the workspace that mention the name. */
  List<Document> mentioning(String name) {
    var all = new ArrayList<Document>();
    var seen = new HashSet<String>();
    for (Document d : open.values()) {
      seen.add(d.uri().key());
      if (d.source().text().contains(name)) {
        all.add(d);
      }
    }
    for (IndexedFile f : index.mentioning(name)) {
      check();
      DocumentUri uri = DocumentUri.of(f.path());
      if (seen.add(uri.key())) {
        find(uri).ifPresent(all::add);
      }
    }
    return all;
  }
}
