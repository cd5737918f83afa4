// The `.gene` folder and the lockfile of one package: what each subcommand of `gene deps` does to them.
package gene.cli.deps;

import gene.data.Raise;
import gene.modules.Dependency;
import gene.modules.Lockfile;
import gene.modules.Manifest;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

public final class PackageStore {
  private final Path root;
  private final Path lockfile;
  private final Path store;
  private final Path temporary;
  private final Programs programs;
  private final List<String> warnings = new ArrayList<>();

  public PackageStore(Path root, Map<String, String> environment) {
    this.root = root;
    lockfile = root.resolve(Lockfile.FILE);
    store = root.resolve(".gene/deps");
    temporary = root.resolve(".gene/tmp");
    programs = new Programs(environment);
  }

  /** What people should know of the last operation. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  public boolean isLocked() {
    return Files.exists(lockfile);
  }

  /** Fetches everything anew and writes the lockfile; nothing changes when something is wrong. */
  public Lockfile update(boolean allowNative) throws IOException {
    Lockfile before = null;
    if (isLocked()) {
      try {
        before = read();
      } catch (DepsFailure e) {
        warnings.add("the lockfile is replaced: " + e.getMessage());
      }
    }
    Files.createDirectories(temporary);
    Path workshop = Files.createTempDirectory(temporary, "update-");
    try {
      var resolution = new Resolution(root, workshop, allowNative, programs, warnings);
      Lockfile lock = resolution.resolve();
      for (Map.Entry<String, Path> copy : resolution.copies().entrySet()) {
        place(lock.nodes().get(copy.getKey()), copy.getValue(), workshop);
      }
      write(lock.text(), workshop);
      if (before != null) {
        warnOfChanges(before, lock);
      }
      return lock;
    } finally {
      Folders.remove(workshop);
    }
  }

  /** Whether `update` would have something to fetch by this name. */
  public boolean declares(String name) {
    return declared().stream().anyMatch(d -> d.name().equals(name));
  }

  public void warn(String text) {
    warnings.add(text);
  }

  /** Compares what is there with the lockfile; the number of packages in it. */
  public int verify() throws IOException {
    Lockfile lock = read();
    var faults = new ArrayList<String>();
    for (Lockfile.Node n : lock.nodes().values()) {
      Path dir = root.resolve(n.dir());
      if (!Files.isDirectory(dir)) {
        faults.add("missing directory for " + n.id() + ": " + n.dir());
        continue;
      }
      String hash = Folders.hash(dir);
      if (!hash.equals(n.sha256())) {
        faults.add("hash mismatch for " + n.id() + ": expected " + n.sha256() + ", got " + hash);
      }
    }
    if (!faults.isEmpty()) {
      throw new DepsFailure("verify failed:\n" + String.join("\n", faults));
    }
    warnOfSources(lock);
    return lock.nodes().size();
  }

  /** Removes the folders that no lockfile entry names; how many. */
  public int collect() throws IOException {
    Set<Path> kept = read().nodes().values().stream().map(n -> root.resolve(n.dir()).normalize()).collect(Collectors.toSet());
    int removed = 0;
    for (Path parent : folders(store)) {
      for (Path child : folders(parent)) {
        for (Path version : folders(child)) {
          if (!kept.contains(version)) {
            Folders.remove(version);
            removed++;
          }
        }
        removeIfEmpty(child);
      }
      removeIfEmpty(parent);
    }
    return removed;
  }

  /** Removes what interrupted operations left behind. */
  public void clean() throws IOException {
    Folders.remove(temporary);
  }

  private Lockfile read() {
    if (!isLocked()) {
      throw new DepsFailure("Lockfile not found: " + lockfile);
    }
    try {
      return Lockfile.read(lockfile);
    } catch (Raise e) {
      throw new DepsFailure(e.getMessage());
    }
  }

  private List<Dependency> declared() {
    try {
      return Manifest.read(root).checked().dependencies().stream().map(Dependency::parse).toList();
    } catch (Raise e) {
      throw new DepsFailure(e.getMessage());
    }
  }

  /** Puts a copy where the lockfile says; readers see the old folder or the new one. */
  private void place(Lockfile.Node node, Path copy, Path workshop) throws IOException {
    Path target = root.resolve(node.dir());
    if (Files.isDirectory(target)) {
      if (Folders.hash(target).equals(node.sha256())) {
        return;
      }
      Files.move(target, workshop.resolve("old-" + copy.getFileName()));
    }
    Files.createDirectories(target.getParent());
    Files.move(copy, target);
  }

  private void write(String text, Path workshop) throws IOException {
    Path fresh = workshop.resolve(Lockfile.FILE);
    Files.writeString(fresh, text);
    try {
      Files.move(fresh, lockfile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, lockfile, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void warnOfChanges(Lockfile before, Lockfile now) {
    for (Lockfile.Node n : now.nodes().values()) {
      Lockfile.Node old = before.nodes().get(n.id());
      if (old != null && "path".equals(n.source().get("type")) && !old.sha256().equals(n.sha256())) {
        warnings.add("path dependency " + n.id() + " has changed: hash " + old.sha256() + " -> " + n.sha256());
      }
    }
  }

  /** The folders that the package's own path dependencies come from may have changed since they were copied. */
  private void warnOfSources(Lockfile lock) throws IOException {
    for (Dependency d : declared()) {
      Lockfile.Node n = lock.nodes().get(lock.roots().getOrDefault(d.name(), ""));
      if (n == null) {
        warnings.add(d.name() + " is declared and not in the lockfile; run `gene deps update`");
        continue;
      }
      Path source = d.git() != null ? null : root.resolve(d.path() != null ? d.path() : d.subdir()).normalize();
      if (source != null && Files.isDirectory(source) && Manifest.read(source).nativeBuild().isEmpty() && !Folders.hash(source).equals(n.sha256())) {
        warnings.add("path dependency " + n.id() + " has changed since it was copied; run `gene deps update`");
      }
    }
  }

  private static List<Path> folders(Path in) throws IOException {
    if (!Files.isDirectory(in)) {
      return List.of();
    }
    try (var all = Files.list(in)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static void removeIfEmpty(Path folder) throws IOException {
    boolean empty;
    try (var all = Files.list(folder)) {
      empty = all.findAny().isEmpty();
    }
    if (empty) {
      Files.delete(folder);
    }
  }
}
