// Finds out which packages a package needs, depth first, and lays copies of them ready.
package gene.cli.deps;

import gene.data.Raise;
import gene.modules.Dependency;
import gene.modules.Lockfile;
import gene.modules.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class Resolution {
  private static final String LOCAL = "local";

  private final Path root;
  private final Path workshop;
  private final boolean allowNative;
  private final Programs programs;
  private final List<String> warnings;
  private final Map<String, Lockfile.Node> nodes = new LinkedHashMap<>();
  /** Where the copies lie, by the id of their node. */
  private final Map<String, Path> copies = new LinkedHashMap<>();

  /** @param workshop a folder of our own for checkouts and copies */
  Resolution(Path root, Path workshop, boolean allowNative, Programs programs, List<String> warnings) {
    this.root = root;
    this.workshop = workshop;
    this.allowNative = allowNative;
    this.programs = programs;
    this.warnings = warnings;
  }

  /** A dependency's files before they are copied. */
  private record Fetched(Path folder, Map<String, String> source, String version) {}

  Lockfile resolve() throws IOException {
    Manifest manifest = manifest(root);
    List<String> path = manifest.findName().map(List::of).orElse(List.of());
    return new Lockfile(dependencies(root, manifest, path), nodes);
  }

  Map<String, Path> copies() {
    return copies;
  }

  private static Manifest manifest(Path folder) {
    try {
      return Manifest.read(folder).checked();
    } catch (Raise e) {
      throw new DepsFailure(e.getMessage());
    }
  }

  /** @param path the names of the packages that lead here */
  private Map<String, String> dependencies(Path folder, Manifest manifest, List<String> path) throws IOException {
    var ids = new LinkedHashMap<String, String>();
    for (Object declaration : manifest.dependencies()) {
      Dependency d;
      try {
        d = Dependency.parse(declaration).checkedName();
      } catch (Raise e) {
        throw new DepsFailure(e.getMessage());
      }
      if (ids.containsKey(d.name())) {
        throw new DepsFailure("Dependency " + d.name() + " is declared twice in " + folder.resolve(Manifest.FILE));
      }
      ids.put(d.name(), node(d, folder, path));
    }
    return ids;
  }

  private String node(Dependency d, Path folder, List<String> path) throws IOException {
    if (path.contains(d.name())) {
      var cycle = new ArrayList<>(path.subList(path.indexOf(d.name()), path.size()));
      cycle.add(d.name());
      throw new DepsFailure("Dependency cycle detected: " + String.join(" -> ", cycle));
    }
    Fetched fetched = fetch(d, folder);
    if (!Files.isRegularFile(fetched.folder().resolve(Manifest.FILE))) {
      throw new DepsFailure("Dependency source not found for " + d.name() + ": " + fetched.folder() + " has no " + Manifest.FILE);
    }
    Manifest manifest = manifest(fetched.folder());
    String found = manifest.findName().orElse(d.name());
    if (!found.equals(d.name())) {
      throw new DepsFailure("Dependency " + d.name() + ": the package in " + fetched.folder() + " is called " + found);
    }
    String version = fetched.version() != null ? fetched.version() : version(manifest.version(), d.version());
    var inner = new ArrayList<>(path);
    inner.add(d.name());
    String id = d.name() + "@" + version;
    Path copy = workshop.resolve("node-" + copies.size() + "-" + nodes.size());
    Folders.copy(fetched.folder(), copy);
    build(d, manifest, copy);
    String hash = Folders.hash(copy);
    Lockfile.Node known = nodes.get(id);
    if (known != null) {
      refuseOther(known, hash, fetched);
      return id;
    }
    refuseSecondState(d.name(), version, manifest.isSingleton());
    var unfinished = new Lockfile.Node(d.name(), version, ".gene/deps/" + d.name() + "/" + version, fetched.source(), hash,
        manifest.isSingleton(), Map.of());
    nodes.put(id, unfinished);
    copies.put(id, copy);
    nodes.put(id, new Lockfile.Node(d.name(), version, unfinished.dir(), fetched.source(), hash, manifest.isSingleton(),
        dependencies(fetched.folder(), manifest, inner)));
    return id;
  }

  private Fetched fetch(Dependency d, Path folder) {
    var source = new LinkedHashMap<String, String>();
    source.put("type", d.git() == null ? "path" : "git");
    if (d.git() == null) {
      String text = d.path() != null ? d.path() : d.subdir();
      source.put(d.path() != null ? "path" : "subdir", text);
      return new Fetched(folder(d, folder, text), source, null);
    }
    source.put("url", d.git());
    if (d.tag() != null) {
      source.put("tag", d.tag());
    }
    if (d.branch() != null) {
      source.put("branch", d.branch());
    }
    Path into = workshop.resolve("git-" + copies.size() + "-" + nodes.size());
    String commit = new GitSource(programs).checkOut(d, folder, into);
    source.put("commit", commit);
    boolean release = d.tag() != null && d.tag().matches("v?\\d+\\.\\d+\\.\\d+");
    return new Fetched(into, source, release ? d.tag().replaceFirst("^v", "") : "sha-" + commit.substring(0, 8));
  }

  private static Path folder(Dependency d, Path base, String text) {
    Path folder;
    try {
      folder = base.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw new DepsFailure("Dependency source not found for " + d.name() + ": " + text);
    }
    if (d.subdir() != null && !folder.startsWith(base)) {
      throw new DepsFailure("Dependency " + d.name() + ": ^subdir must stay inside the package: " + text);
    } else if (!Files.isDirectory(folder)) {
      throw new DepsFailure("Dependency source not found for " + d.name() + ": " + folder);
    }
    return folder;
  }

  private static String version(String ofManifest, String label) {
    String version = ofManifest != null ? ofManifest : label.equals("*") ? LOCAL : label;
    String name = version.replaceAll("[^A-Za-z0-9._-]", "_");
    // A folder cannot be called like this.
    return name.matches("\\.*") ? "_" : name;
  }

  private void build(Dependency d, Manifest manifest, Path copy) {
    if (manifest.nativeBuild().isEmpty()) {
      return;
    } else if (!allowNative) {
      warnings.add("native build of " + d.name() + " skipped; --allow-native runs its commands");
      return;
    }
    for (String command : manifest.nativeBuild()) {
      Programs.Result result = programs.shell(copy, command);
      if (result.status() != 0) {
        throw new DepsFailure("Native build of " + d.name() + " failed: " + command + ": " + result.complaint());
      }
    }
  }

  private static void refuseOther(Lockfile.Node known, String hash, Fetched fetched) {
    if (!known.sha256().equals(hash)) {
      throw new DepsFailure("Dependency conflict: two different packages are " + known.id() + ": " + known.source() + " and " + fetched.source());
    }
  }

  /** A package with global state can be in a program once. */
  private void refuseSecondState(String name, String version, boolean singleton) {
    for (Lockfile.Node n : nodes.values()) {
      if (n.name().equals(name) && (singleton || n.singleton())) {
        throw new DepsFailure("Global-state conflict: " + name + " can be there once, but " + n.resolved() + " and " + version + " are needed");
      }
    }
  }
}
