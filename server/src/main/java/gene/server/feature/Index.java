// The files of the workspace in short, open or not: a value that grows while the folders are read in the background.
package gene.server.feature;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class Index {
  public static final Index EMPTY = new Index(Map.of(), false);

  private final Map<Path, IndexedFile> files;
  private final boolean complete;

  private Index(Map<Path, IndexedFile> files, boolean complete) {
    this.files = files;
    this.complete = complete;
  }

  public Index with(Collection<IndexedFile> more) {
    var next = new HashMap<>(files);
    more.forEach(f -> next.put(f.path(), f));
    return new Index(next, complete);
  }

  public Index without(Collection<Path> gone) {
    var next = new HashMap<>(files);
    next.keySet().removeIf(p -> gone.stream().anyMatch(p::startsWith));
    return new Index(next, complete);
  }

  public Index completed() {
    return new Index(files, true);
  }

  /** Whether all files have been read that were there. */
  public boolean isComplete() {
    return complete;
  }

  public Collection<IndexedFile> files() {
    return files.values();
  }

  public Optional<IndexedFile> find(Path path) {
    return Optional.ofNullable(files.get(path));
  }

  public int size() {
    return files.size();
  }

  List<IndexedFile> mentioning(String name) {
    return files.values().stream().filter(f -> f.mentions(name)).toList();
  }
}
