// Loading modules: each file once, cycles reported (language reference 11).
package gene.vm;

import gene.analysis.Analysis;
import gene.analysis.ImportSpec;
import gene.compiler.Compiler;
import gene.data.GeneArray;
import gene.data.Namespace;
import gene.data.Raise;
import gene.data.Special;
import gene.source.Source;
import gene.syntax.Reader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class Modules {
  private static final Set<String> LOADERS_OWN = Set.of("gene", "genex", "pkg", "$pkg");

  /** What goes on when a module has run: gives a value or a CallRequest. */
  interface LoadedModule {
    Object with(Namespace module);
  }

  private final Vm vm;
  private final Map<String, Namespace> loaded = new LinkedHashMap<>();
  private final List<Namespace> made = new ArrayList<>();
  private final List<String> loading = new ArrayList<>();
  private final Map<Namespace, Set<String>> exports = new HashMap<>();
  private final Map<Namespace, Path> folders = new HashMap<>();

  Modules(Vm vm) {
    this.vm = vm;
  }

  /** The namespaces of the modules that have been loaded, each after those it imports, and last those that still run. */
  List<Namespace> all() {
    var all = new ArrayList<>(loaded.values());
    made.stream().filter(ns -> !all.contains(ns)).forEach(all::add);
    return all;
  }

  /** Whether the member may be reached from outside. */
  boolean isExported(Namespace module, String member) {
    Set<String> listed = exports.get(module);
    return listed == null || listed.contains(member);
  }

  /** Loads the module of that name unless it is there; the continuation gets its namespace. */
  Object request(String name, LoadedModule then) {
    for (Namespace ns : all()) {
      if (name.equals(ns.get("__module_name__"))) {
        return then.with(ns);
      }
    }
    Path file = resolve(name, vm.workingFolder());
    Namespace known = loaded.get(file.toString());
    return known != null ? then.with(known) : request(file, then);
  }

  /** The namespace of a module that is about to run. */
  Namespace namespace(Source source, boolean main) {
    var ns = new Namespace(source.name(), vm.global, vm.epoch);
    made.add(ns);
    vm.store.set(ns, "__module_name__", source.name());
    vm.store.set(ns, "__is_main__", main);
    if (main) {
      Path file = vm.workingFolder().resolve(source.name()).normalize();
      folders.put(ns, source.name().startsWith("<") || file.getParent() == null ? vm.workingFolder() : file.getParent());
      if (!source.name().startsWith("<")) {
        loading.add(file.toString());
      }
    }
    return ns;
  }

  /** IMPORT: binds at once, or after the module has run. */
  Fiber load(Fiber f, ImportSpec spec) {
    Namespace into = f.fn.ns;
    if (spec.isNative()) {
      throw Raise.general("[GENE.MODULE.NOT_FOUND] Native module '" + spec.module() + "' was not found");
    } else if (spec.module() == null) {
      spec.items().forEach(i -> bindBuiltin(into, i));
      f.pc++;
      return f;
    } else if (spec.pkg() != null) {
      throw Raise.general("[GENE.PACKAGE.NOT_FOUND] Package '" + spec.pkg() + "' was not found");
    }
    Path file = resolve(spec.module(), folders.getOrDefault(into, vm.workingFolder()));
    Namespace known = loaded.get(file.toString());
    if (known != null) {
      bind(into, known, spec);
      f.pc++;
      return f;
    }
    return run(f, file, into, spec);
  }

  private Fiber run(Fiber f, Path file, Namespace into, ImportSpec spec) {
    int dest = f.sp;
    // The value of the request is dropped: the instruction leaves nothing on the stack.
    CallRequest request = request(file, ns -> {
      bind(into, ns, spec);
      return Special.NIL;
    });
    f.push(Special.NIL);
    return vm.kernel.calls.request(f, request, dest);
  }

  private CallRequest request(Path file, LoadedModule then) {
    if (loading.contains(file.toString())) {
      var cycle = new ArrayList<>(loading.subList(loading.indexOf(file.toString()), loading.size()));
      cycle.add(file.toString());
      throw Raise.general("[GENE.MODULE.CYCLE] Cyclic import detected: " + String.join(" -> ", cycle));
    }
    Source source = read(file);
    Analysis analysis = Analysis.of(Reader.read(source), vm.table(), vm.environment());
    if (analysis.hasErrors()) {
      var d = analysis.errors().get(0);
      throw Raise.general(source.place(d.span().start()) + ": " + d.message());
    }
    Namespace ns = namespace(source, false);
    folders.put(ns, file.getParent());
    var module = new Function(vm.state(Compiler.compile(analysis, vm.compilerOptions())), Function.NO_CAPTURES, ns, ns);
    loading.add(file.toString());
    return CallRequest.call(module, (v, result) -> {
      loading.remove(file.toString());
      loaded.put(file.toString(), ns);
      return then.with(ns);
    });
  }

  private Source read(Path file) {
    try {
      return new Source(file.toString(), file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Raise.general("[GENE.MODULE.NOT_FOUND] Module " + file + " cannot be read: it is unreadable or no UTF-8 text");
    }
  }

  private Path resolve(String specifier, Path folder) {
    var searched = new ArrayList<Path>();
    boolean hasSuffix = specifier.endsWith(".gene") || specifier.endsWith(".gir");
    Path plain = folder.resolve(specifier).normalize();
    Path suffixed = folder.resolve(specifier + ".gene").normalize();
    for (Path candidate : hasSuffix ? List.of(plain) : List.of(suffixed, plain)) {
      searched.add(candidate);
      if (Files.isRegularFile(candidate)) {
        try {
          return candidate.toRealPath();
        } catch (IOException e) {
          return candidate;
        }
      }
    }
    throw Raise.general("[GENE.MODULE.NOT_FOUND] Module '" + specifier + "' was not found (importer=" + folder + "; specifier=" + specifier + "; searched=" + searched + ")");
  }

  private void bind(Namespace into, Namespace from, ImportSpec spec) {
    for (ImportSpec.Item item : spec.items()) {
      Namespace at = walk(from, item.path());
      String name = item.path().get(item.path().size() - 1);
      Set<String> listed = exports.get(at);
      if (item.isWildcard()) {
        for (String member : List.copyOf(at.members().keySet())) {
          boolean own = member.startsWith("__") || LOADERS_OWN.contains(member);
          if (!own && (listed == null || listed.contains(member)) && at.get(member) != null) {
            vm.store.set(into, member, at.get(member));
          }
        }
        continue;
      }
      if (listed != null && !listed.contains(item.path().get(0))) {
        throw Raise.general("[GENE.IMPORT.EXPORT_MISSING] Cannot import '" + name + "' from module with explicit exports");
      }
      Object value = at.get(name);
      if (value == null) {
        throw Raise.general("Symbol '" + name + "' not found in namespace");
      }
      vm.store.set(into, item.as(), value);
    }
  }

  private static Namespace walk(Namespace from, List<String> path) {
    Namespace at = from;
    for (String part : path.subList(0, path.size() - 1)) {
      Object inner = at.get(part);
      if (inner == null) {
        throw Raise.general("Symbol '" + part + "' not found in namespace");
      } else if (!(inner instanceof Namespace ns)) {
        throw Raise.general("'" + part + "' is not a namespace");
      } else {
        at = ns;
      }
    }
    return at;
  }

  /** A member of the runtime's own namespaces: the first segment is gene, genex or global. */
  private void bindBuiltin(Namespace into, ImportSpec.Item item) {
    List<String> path = item.path();
    Namespace root = switch (path.get(0)) {
      case "gene" -> vm.gene;
      case "genex" -> vm.genex;
      default -> vm.global;
    };
    if (path.size() == 1) {
      vm.store.set(into, item.as(), root);
      return;
    }
    Namespace at = walk(root, path.subList(1, path.size()));
    String name = path.get(path.size() - 1);
    if (item.isWildcard()) {
      at.members().keySet().forEach(m -> vm.store.set(into, m, at.get(m)));
      return;
    }
    Object value = vm.member(at, name);
    if (value == Special.VOID) {
      throw Raise.general("Symbol '" + String.join("/", path) + "' not found in namespace");
    }
    vm.store.set(into, item.as(), value);
  }

  /** EXPORT: the values are on the stack. */
  void export(Fiber f, List<String> names) {
    Set<String> listed = exports.computeIfAbsent(f.fn.ns, n -> new LinkedHashSet<>());
    var values = new LinkedHashMap<String, Object>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), f.peek(names.size() - 1 - i));
    }
    values.forEach((name, value) -> {
      if (f.fn.ns.cell(name) == null) {
        vm.store.set(f.fn.ns, name, value);
      }
      listed.add(name);
    });
    f.drop(names.size());
    f.pc++;
  }

  /** `$args` and the like that are values of the program. */
  GeneArray arguments() {
    return GeneArray.of(vm.arguments());
  }
}
