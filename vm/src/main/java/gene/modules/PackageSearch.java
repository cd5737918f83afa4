// Finds the folder of a package by name, in the order of the language reference 11, section 12.
package gene.modules;

import gene.data.Raise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class PackageSearch {
  private static final String PACKAGE_PATH = "GENE_PACKAGE_PATH";

  private final Packages packages;
  private final String name;
  private final Importer importer;
  private final List<String> searched = new ArrayList<>();

  PackageSearch(Packages packages, String name, Importer importer) {
    this.packages = packages;
    this.name = name;
    this.importer = importer;
    PackageName.check(name);
  }

  /** @param path the folder of `^path`; null without one */
  Path find(String path) {
    if (path != null) {
      Path at = Packages.resolve(importer.base(), path, "^path");
      return Packages.rootAbove(at).orElseThrow(() -> notFound("^path=" + at));
    }
    Optional<Path> registered = packages.findRegistered(importer, name);
    if (registered.isPresent()) {
      return Packages.rootAbove(registered.get()).orElseThrow(() -> notFound("$dep ^path=" + registered.get()));
    }
    return fromLockfile().or(this::fromStore).or(this::fromFolders).or(this::fromSiblings).or(this::itself)
        .orElseThrow(() -> notFound("searched=" + searched));
  }

  private Raise notFound(String where) {
    return Raise.general("[GENE.PACKAGE.NOT_FOUND] Package '" + name + "' was not found (importer=" + importer.name() + "; " + where + ")")
        .withHint("name it in ^dependencies of package.gene and run `gene deps install`, or say where it is with ^path");
  }

  // The lockfile

  private Optional<Path> fromLockfile() {
    Path folder = above(Lockfile.FILE).orElse(null);
    if (folder == null) {
      return Optional.empty();
    }
    Path file = folder.resolve(Lockfile.FILE);
    Lockfile lock;
    try {
      lock = Lockfile.read(file);
    } catch (Raise e) {
      throw Raise.general("[GENE.PACKAGE.INVALID_LOCK] " + e.getMessage());
    }
    Path own = importer.packageRoot();
    Optional<Lockfile.Node> node = own == null || !own.startsWith(folder) ? Optional.empty()
        : lock.findByDir(folder.relativize(own).toString().replace('\\', '/'));
    String id = node.map(n -> n.dependencies().get(name)).orElse(lock.roots().get(name));
    if (id == null) {
      searched.add(file.toString());
      return Optional.empty();
    }
    Lockfile.Node target = lock.nodes().get(id);
    if (target == null) {
      throw Raise.general("[GENE.PACKAGE.INVALID_LOCK] " + file + " names " + id + " for " + name + ", but has no such package");
    }
    Path root = Packages.resolve(folder, target.dir(), file.toString());
    if (!Files.isRegularFile(root.resolve(Manifest.FILE))) {
      throw Raise.general("[GENE.PACKAGE.INVALID_LOCK] " + id + " of " + file + " is missing: " + root)
          .withHint("`gene deps update` fetches it again");
    }
    Path real = ModuleSearch.real(root);
    String found = packages.manifest(real).findName().orElse(name);
    if (!found.equals(name)) {
      throw Raise.general("[GENE.PACKAGE.INVALID_LOCK] " + id + " of " + file + " is called " + found);
    }
    return Optional.of(real);
  }

  // Folders

  private Optional<Path> fromStore() {
    Path folder = above(".gene/deps").orElse(null);
    if (folder == null) {
      return Optional.empty();
    }
    Path versions = folder.resolve(".gene/deps").resolve(name);
    searched.add(versions.toString());
    return one(children(versions).filter(this::isIt).toList(), ".gene/deps");
  }

  private Optional<Path> fromFolders() {
    var bases = new LinkedHashSet<Path>();
    bases.add(importer.folder());
    bases.add(importer.folder().resolve("packages"));
    bases.addAll(packages.entries(PACKAGE_PATH));
    for (Path p = importer.folder().getParent(); p != null; p = p.getParent()) {
      bases.add(p);
    }
    var found = new ArrayList<Path>();
    for (Path base : bases) {
      for (String folder : new LinkedHashSet<>(List.of(name, PackageName.lastSegment(name)))) {
        Path candidate = base.resolve(folder);
        searched.add(candidate.toString());
        if (isIt(candidate)) {
          found.add(candidate);
        }
      }
    }
    return one(found, "folders");
  }

  private Optional<Path> fromSiblings() {
    Path own = importer.packageRoot();
    if (own == null || own.getParent() == null) {
      return Optional.empty();
    }
    searched.add(own.getParent() + "/*");
    return one(children(own.getParent()).filter(this::isIt).toList(), "siblings");
  }

  /** A package may import from itself by name. */
  private Optional<Path> itself() {
    return Optional.ofNullable(importer.packageRoot()).filter(this::isIt);
  }

  private Optional<Path> one(List<Path> found, String where) {
    var different = new LinkedHashSet<Path>();
    found.forEach(p -> different.add(ModuleSearch.real(p)));
    if (different.size() > 1) {
      throw Raise.general("[GENE.PACKAGE.AMBIGUOUS] Package '" + name + "' matched multiple " + where + " (importer=" + importer.name()
          + "; candidates=" + different + ")").withHint("say which with ^path, or lock it with `gene deps install`");
    }
    return different.stream().findFirst();
  }

  private boolean isIt(Path folder) {
    if (!Files.isRegularFile(folder.resolve(Manifest.FILE))) {
      return false;
    }
    Optional<String> found = packages.manifest(ModuleSearch.real(folder)).findName();
    return found.isPresent() && found.get().equals(name);
  }

  private Optional<Path> above(String entry) {
    for (Path p = importer.folder().toAbsolutePath().normalize(); p != null; p = p.getParent()) {
      if (Files.exists(p.resolve(entry))) {
        return Optional.of(ModuleSearch.real(p));
      }
    }
    return Optional.empty();
  }

  /** The folders in a folder, in order of name; none where it cannot be read. */
  private static Stream<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (var all = Files.list(folder)) {
      return all.filter(Files::isDirectory).sorted().toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
