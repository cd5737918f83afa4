// Binds what an `import` asks for, and keeps what modules export (language reference 11, sections 2 and 3).
package gene.vm;

import gene.analysis.ImportSpec;
import gene.data.Cell;
import gene.data.Namespace;
import gene.data.Raise;
import gene.data.Special;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class Imports {
  private static final Set<String> LOADERS_OWN = Set.of("gene", "genex", "pkg", "$pkg");

  private final Vm vm;
  /** The lists that `export` has made explicit. */
  private final Map<Namespace, Set<String>> exports = new HashMap<>();

  Imports(Vm vm) {
    this.vm = vm;
  }

  /** Copies members of a module that has run. */
  void bind(Namespace into, Namespace module, ImportSpec spec) {
    for (ImportSpec.Item item : spec.items()) {
      Set<String> listed = exports.get(module);
      String first = item.path().get(0);
      boolean all = item.isWildcard() && item.path().size() == 1;
      if (!all && listed != null && !listed.contains(first)) {
        throw Raise.general("[GENE.IMPORT.EXPORT_MISSING] Cannot import '" + first + "' from module with explicit exports")
            .withHint("it exports " + String.join(", ", listed));
      }
      Namespace at = walk(module, item.path(), 0);
      if (item.isWildcard()) {
        bindAll(into, at, all ? listed : null);
      } else {
        vm.store.set(into, item.as(), member(at, item.path()));
      }
    }
  }

  /** A member of the runtime's own namespaces: the first segment is gene, genex or global. */
  void bindBuiltin(Namespace into, ImportSpec.Item item) {
    List<String> path = item.path();
    if (path.size() > 1 && path.get(0).equals("genex")) {
      publish(path.get(1));
    }
    Namespace root = switch (path.get(0)) {
      case "gene" -> vm.gene;
      case "genex" -> vm.genex;
      default -> vm.global;
    };
    if (path.size() == 1) {
      vm.store.set(into, item.as(), root);
      return;
    }
    Namespace at = walk(root, path, 1);
    if (item.isWildcard()) {
      bindAll(into, at, null);
      return;
    }
    Object value = ready(vm.member(at, path.get(path.size() - 1)));
    if (value == Special.VOID) {
      throw Raise.general("Symbol '" + String.join("/", path) + "' not found in namespace");
    }
    vm.store.set(into, item.as(), value);
  }

  /** Loading an extension makes what its `tags` holds global, where no program has taken the names. */
  private void publish(String extension) {
    if (vm.genex.get(extension) instanceof Namespace ns && ns.get("tags") instanceof Namespace tags) {
      for (String name : tags.members().keySet()) {
        if (vm.global.get(name) == null) {
          vm.store.set(vm.global, name, tags.get(name));
        }
      }
    }
  }

  /** Whether the member may be reached from outside. */
  boolean isExported(Namespace module, String member) {
    Set<String> listed = exports.get(module);
    return listed == null || listed.contains(member);
  }

  /** EXPORT: the values are on the stack. */
  void export(Fiber f, List<String> names) {
    Set<String> listed = exports.computeIfAbsent(f.fn.ns, n -> new LinkedHashSet<>());
    var values = new LinkedHashMap<String, Object>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), exported(f, names.get(i), f.peek(names.size() - 1 - i)));
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

  private static Object exported(Fiber f, String name, Object local) {
    Cell member = local == Special.VOID ? f.fn.ns.lookup(name) : null;
    if (local == Special.VOID && member == null) {
      throw Raise.general("Cannot export '" + name + "': value not found");
    }
    return member == null ? local : member.value();
  }

  /** @param listed null for all */
  private void bindAll(Namespace into, Namespace from, Set<String> listed) {
    for (String member : List.copyOf(from.members().keySet())) {
      boolean own = member.startsWith("__") || LOADERS_OWN.contains(member);
      Object value = ready(from.get(member));
      if (!own && value != null && (listed == null || listed.contains(member))) {
        vm.store.set(into, member, value);
      }
    }
  }

  /** A function of the prelude that nobody has called yet is made now: a copy could not be replaced later. */
  private Object ready(Object value) {
    return value instanceof Prelude.Pending p ? vm.kernel.prelude.function(p) : value;
  }

  private static Object member(Namespace at, List<String> path) {
    String name = path.get(path.size() - 1);
    Object value = at.get(name);
    if (value == null) {
      Raise missing = Raise.general("Symbol '" + name + "' not found in namespace");
      throw gene.analysis.Suggestions.nearest(name, at.members().keySet())
          .map(near -> missing.withHint("a name that is close: `" + near + "`")).orElse(missing);
    }
    return value;
  }

  /** The namespace that holds the last segment. @param first the segment to begin with */
  private Namespace walk(Namespace from, List<String> path, int first) {
    Namespace at = from;
    for (String part : path.subList(first, path.size() - 1)) {
      Object inner = vm.member(at, part);
      if (inner == Special.VOID) {
        throw Raise.general("Symbol '" + part + "' not found in namespace");
      } else if (!(inner instanceof Namespace ns)) {
        throw Raise.general("'" + part + "' is not a namespace");
      } else {
        at = ns;
      }
    }
    return at;
  }
}
