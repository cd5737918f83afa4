// The packages around a program: finds package folders and modules in them. Remembers what it has read: one for each VM.
package gene.modules;

import gene.data.Raise;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class Packages {
  private static final String WORKSPACE = "GENE_WORKSPACE_PATH";
  private static final String ENTRY = "index";

  private final Path folder;
  private final Map<String, String> environment;
  private final Map<Path, Manifest> manifests = new HashMap<>();
  private final Map<Path, Optional<Path>> roots = new HashMap<>();
  /** What `$dep` says at top level, by the folder that it is relative to, then by name. */
  private final Map<Path, Map<String, Path>> registered = new LinkedHashMap<>();

  /** @param folder      what relative entries of environment variables are relative to
   *  @param environment read at each search, because programs change it */
  public Packages(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** The folder of the package that a folder belongs to: the nearest with a manifest, at or above it. */
  public Optional<Path> findRoot(Path of) {
    Optional<Path> known = roots.get(of);
    if (known == null) {
      known = rootAbove(of);
      roots.put(of, known);
    }
    return known;
  }

  static Optional<Path> rootAbove(Path of) {
    for (Path p = of.toAbsolutePath().normalize(); p != null; p = p.getParent()) {
      if (Files.isRegularFile(p.resolve(Manifest.FILE))) {
        return Optional.of(ModuleSearch.real(p));
      }
    }
    return Optional.empty();
  }

  /** Where programs import, an unreadable manifest counts as an empty one. */
  public Manifest manifest(Path root) {
    return manifests.computeIfAbsent(root, r -> {
      try {
        return Manifest.read(r);
      } catch (Raise e) {
        return Manifest.empty();
      }
    });
  }

  /** `($dep NAME ^path …)` at the top level of a module. */
  public void register(Importer importer, Dependency dependency) {
    String where = dependency.path() != null ? dependency.path() : dependency.subdir();
    if (where != null) {
      registered.computeIfAbsent(importer.base(), b -> new HashMap<>()).put(dependency.name(), resolve(importer.base(), where, dependency.name()));
    }
  }

  /** The folder that a registration of the importer's package, or else of another one, names. */
  Optional<Path> findRegistered(Importer importer, String name) {
    Path own = registered.getOrDefault(importer.base(), Map.of()).get(name);
    return own != null ? Optional.of(own)
        : registered.values().stream().filter(m -> m.containsKey(name)).map(m -> m.get(name)).findFirst();
  }

  /** The file that an `import` without a package means. */
  public Path module(String specifier, Importer importer) {
    var search = new ModuleSearch(specifier, importer);
    var tiers = new ArrayList<ModuleSearch.Tier>();
    tiers.add(new ModuleSearch.Tier("importer", List.of(importer.folder()), null));
    importer.others().forEach(other -> tiers.add(new ModuleSearch.Tier("folder", List.of(other), null)));
    if (importer.packageRoot() != null) {
      tiers.add(tier(importer.packageRoot()));
    }
    List<Path> workspace = entries(WORKSPACE).stream()
        .map(e -> e.endsWith("src") ? e : e.resolve("src")).toList();
    tiers.add(new ModuleSearch.Tier("workspace", workspace, null));
    return search.find(tiers).orElseThrow(search::notFound);
  }

  /** The file that an `import` with `^pkg` means. @param path the folder of `^path`; null without one */
  public Path module(String specifier, String pkg, String path, Importer importer) {
    Path root = new PackageSearch(this, pkg, importer).find(path);
    String inside = specifier;
    for (String prefix : List.of(pkg + "/", PackageName.lastSegment(pkg) + "/")) {
      if (inside.startsWith(prefix)) {
        inside = inside.substring(prefix.length());
        break;
      }
    }
    List<String> names = specifier.equals(ENTRY) ? List.of(manifest(root).mainModule(), ENTRY) : List.of(inside);
    ModuleSearch last = null;
    for (String name : names) {
      last = new ModuleSearch(name, new Importer(importer.name(), root, root));
      Optional<Path> found = last.find(List.of(tier(root)));
      if (found.isPresent()) {
        return inside(root, found.get());
      }
    }
    throw last.notFound();
  }

  /** The package that `--pkg` names: a folder, or the name of one that can be found from here. */
  public Path named(String nameOrPath, Importer importer) {
    try {
      Path at = folder.resolve(nameOrPath);
      if (Files.isRegularFile(at) && at.endsWith(Manifest.FILE)) {
        at = at.getParent();
      }
      if (Files.isDirectory(at)) {
        Optional<Path> root = rootAbove(at);
        if (root.isPresent()) {
          return root.get();
        }
      }
    } catch (InvalidPathException e) {
      // Then it can only be a name.
    }
    return new PackageSearch(this, nameOrPath, importer).find(null);
  }

  private ModuleSearch.Tier tier(Path root) {
    return new ModuleSearch.Tier("package", List.of(root, resolve(root, manifest(root).sourceDir(), root.toString()), root.resolve("src"),
        root.resolve("lib"), root.resolve("build")), root.resolve("build"));
  }

  private static Path inside(Path root, Path file) {
    if (!file.startsWith(root)) {
      throw Raise.general("[GENE.PACKAGE.BOUNDARY] Resolved module escapes package root (module=" + file + "; root=" + root + ")");
    }
    return file;
  }

  static Path resolve(Path base, String text, String what) {
    try {
      return base.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw Raise.general(what + ": no folder can be called " + gene.data.Printer.code(text));
    }
  }

  /** The folders of an environment variable. */
  List<Path> entries(String variable) {
    var paths = new ArrayList<Path>();
    for (String entry : environment.getOrDefault(variable, "").split(File.pathSeparator)) {
      if (!entry.isEmpty()) {
        paths.add(resolve(folder, entry, variable));
      }
    }
    return paths;
  }
}
