// Loading modules: each file once, cycles reported (language reference 11).
package gene.vm;

import gene.analysis.ImportSpec;
import gene.bytecode.Code;
import gene.data.Namespace;
import gene.data.Raise;
import gene.data.Special;
import gene.modules.Dependency;
import gene.modules.Importer;
import gene.modules.Packages;
import gene.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class Modules {
  /** What is known of a module beside its members. @param virtual whether it has no file, so that the current folder counts too */
  private record Place(String name, Path folder, boolean virtual, PackageValue pkg) {}

  /** A module whose top level is running. @param fiber null for the entry module */
  private record Loading(String file, Namespace module, Fiber fiber) {
    /** A module that failed has left the stack, whoever may have caught its exception. */
    boolean isRunning() {
      if (fiber == null) {
        return true;
      }
      for (int level = 0; level <= fiber.depth && fiber.state != Fiber.State.DONE; level++) {
        Function f = fiber.function(level);
        if (f.ns == module && f.code().kind() == Code.Kind.MODULE) {
          return true;
        }
      }
      return false;
    }
  }

  /** What goes on when a module has run: gives a value or a CallRequest. */
  interface LoadedModule {
    Object with(Namespace module);
  }

  private final Vm vm;
  private final Packages packages;
  private final Path entryRoot;
  private final Map<String, Namespace> loaded = new LinkedHashMap<>();
  private final List<Loading> loading = new ArrayList<>();
  /** In the order in which the modules were begun. */
  private final Map<Namespace, Place> places = new LinkedHashMap<>();
  final Imports imports;
  private Application application;

  /** @param entryRoot the package of the entry module; null to look for it around the file */
  Modules(Vm vm, Path folder, Path entryRoot) {
    this.vm = vm;
    this.entryRoot = entryRoot;
    packages = new Packages(folder, vm.environment());
    imports = new Imports(vm);
  }

  /** The namespaces of the modules that have been loaded, each after those it imports, and last those that still run. */
  List<Namespace> all() {
    var all = new ArrayList<>(loaded.values());
    places.keySet().stream().filter(ns -> !all.contains(ns)).forEach(all::add);
    return all;
  }

  /** Loads the module of that name unless it is there; the continuation gets its namespace. */
  Object request(String name, LoadedModule then) {
    for (Namespace ns : all()) {
      if (name.equals(ns.get("__module_name__"))) {
        return then.with(ns);
      }
    }
    Path folder = vm.workingFolder();
    Path file = packages.module(name, new Importer("<module>", folder, packages.findRoot(folder).orElse(null)));
    Namespace known = loaded.get(file.toString());
    return known != null ? then.with(known) : request(file, then);
  }

  /** The namespace of the entry module, which is about to run. @param main what `__is_main__` is */
  Namespace entry(Source source, boolean main) {
    return entry(source, main, true);
  }

  /** A namespace for what a session evaluates. Its file is not being loaded: others may import that. */
  Namespace session(Source source) {
    return entry(source, true, false);
  }

  private Namespace entry(Source source, boolean main, boolean runs) {
    String name = source.name();
    boolean virtual = name.startsWith("<");
    // The identity of a file is its path; what an editor has not saved yet has only a name.
    boolean identified = !virtual && !source.id().contains("://");
    Path file = vm.workingFolder().resolve(virtual ? "code" : identified ? source.id() : name).toAbsolutePath().normalize();
    var pkg = new PackageValue(packages, file.getParent(), entryRoot);
    application = new Application(pkg);
    if (!virtual) {
      if (runs) {
        loading.add(new Loading(real(file).toString(), null, null));
      }
      return namespace(source, name, new Place(name, file.getParent(), false, pkg), main);
    }
    Path own = pkg.findRoot().map(root -> root.resolve("src").resolve(virtualFile(name))).orElse(null);
    String shown = own == null ? name : own.toString();
    return namespace(source, shown, new Place(shown, own == null ? vm.workingFolder() : own.getParent(), true, pkg), main);
  }

  /** `__gene_cli_eval.gene` for `<eval>`. */
  private static String virtualFile(String name) {
    String word = name.equals("<stdin>") ? "run_stdin" : name.substring(1, name.length() - 1);
    return "__gene_cli_" + word + ".gene";
  }

  private Namespace namespace(Source source, String name, Place place, boolean main) {
    var ns = new Namespace(source.name(), vm.global, vm.epoch);
    vm.store.set(ns, "__module_name__", name);
    vm.store.set(ns, "__is_main__", main);
    vm.store.set(ns, "gene", vm.gene);
    vm.store.set(ns, "genex", vm.genex);
    vm.store.set(ns, "pkg", place.pkg());
    vm.store.set(ns, "$pkg", place.pkg());
    places.put(ns, place);
    return ns;
  }

  Application application() {
    return application;
  }

  /** IMPORT: binds at once, or after the module has run; an import of no items without a module is a `$dep`. */
  Fiber load(Fiber f, ImportSpec spec) {
    Namespace into = f.fn.ns;
    if (spec.isNative()) {
      throw Raise.general("[GENE.MODULE.NOT_FOUND] Native module '" + spec.module() + "' was not found");
    } else if (spec.isRegistration()) {
      packages.register(importer(into), new Dependency(spec.pkg(), "*", spec.pkgPath(), null, null, null, null, null));
      f.replace(0, Special.NIL);
      return f;
    } else if (spec.module() == null) {
      spec.items().forEach(i -> imports.bindBuiltin(into, i));
      f.replace(0, Special.NIL);
      return f;
    }
    Importer importer = importer(into);
    Path file = spec.pkg() == null && spec.pkgPath() == null ? packages.module(spec.module(), importer)
        : packages.module(spec.module(), spec.pkg(), spec.pkgPath(), importer);
    Namespace known = loaded.get(file.toString());
    if (known != null) {
      imports.bind(into, known, spec);
      f.replace(0, Special.NIL);
      return f;
    }
    return vm.kernel.calls.request(f, request(file, ns -> {
      imports.bind(into, ns, spec);
      return Special.NIL;
    }), f.sp);
  }

  private Importer importer(Namespace ns) {
    Place p = places.get(ns);
    boolean elsewhere = p.virtual() && !p.folder().equals(vm.workingFolder());
    return new Importer(p.name(), p.folder(), p.pkg().findRoot().orElse(null), elsewhere ? List.of(vm.workingFolder()) : List.of());
  }

  private CallRequest request(Path file, LoadedModule then) {
    refuseCycle(file);
    Code code = code(file);
    var pkg = new PackageValue(packages, file.getParent(), null);
    Namespace ns = namespace(code.source(), file.toString(), new Place(file.toString(), file.getParent(), false, pkg), false);
    var module = new Function(vm.state(code), Function.NO_CAPTURES, ns, ns);
    var entry = new Loading(file.toString(), ns, vm.current);
    loading.add(entry);
    return CallRequest.call(module, (v, result) -> {
      loading.remove(entry);
      loaded.put(file.toString(), ns);
      return then.with(ns);
    });
  }

  private Code code(Path file) {
    if (file.toString().endsWith(".gir")) {
      return vm.compilation.compiled(file);
    }
    Source source = read(file);
    Compilation.Unit unit = vm.compilation.unit(source);
    if (unit.code() == null) {
      var d = unit.errors().get(0);
      throw Raise.general(source.place(d.span().start()) + ": " + d.message());
    }
    return unit.code();
  }

  private void refuseCycle(Path file) {
    loading.removeIf(l -> !l.isRunning());
    List<String> files = loading.stream().map(Loading::file).toList();
    int first = files.indexOf(file.toString());
    if (first >= 0) {
      String cycle = Stream.concat(files.stream().skip(first), Stream.of(file.toString())).collect(Collectors.joining(" -> "));
      throw Raise.general("[GENE.MODULE.CYCLE] Cyclic import detected: " + cycle);
    }
  }

  private static Source read(Path file) {
    try {
      return new Source(file.toString(), file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Raise.general("[GENE.MODULE.NOT_FOUND] Module " + file + " cannot be read: it is unreadable or no UTF-8 text");
    }
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      // The text came from elsewhere: an editor's buffer, say.
      return file;
    }
  }
}
