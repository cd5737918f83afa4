// `read_tree`: what `write_tree` wrote, at once or, for selected nodes, when they are first used.
package gene.library;

import gene.data.Container;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Raise;
import gene.data.Store;
import gene.vm.Args;
import gene.vm.NamedValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Texts are read first; a plan then makes the value of the node from the values of all of them. A node that is read later
 * is a value of a map that asks for it ({@link GeneMap#lazy}); below an array, which cannot, it is the map's value that holds the array.
 */
final class TreeReader {
  /** Makes a node's value; the values of the files are in the list. */
  private interface Plan extends Function<List<Object>, Object> {}

  private final Supplier<SerialReader> readers;
  private final TreeSelectors lazy;
  private final List<Object> data = new ArrayList<>();

  private TreeReader(Supplier<SerialReader> readers, TreeSelectors lazy) {
    this.readers = readers;
    this.lazy = lazy;
  }

  static Object read(Args a) {
    a.require(1, "read_tree expects a path");
    String path = a.string(0, "read_tree expects a string path");
    if (a.count() > 1) {
      throw Raise.argument("read_tree expects 1 argument");
    }
    TreeFiles.onlyKeyword(a, "lazy");
    TreeSelectors lazy = TreeSelectors.lazy(a.keyword("lazy"));
    var vm = a.vm();
    var current = NamedValues.current(a);
    var reader = new TreeReader(() -> new SerialReader(vm, current), lazy);
    Path folder = TreeFiles.at(vm, path);
    Path file = path.endsWith(TreeNames.SUFFIX) ? folder : TreeFiles.at(vm, path + TreeNames.SUFFIX);
    Plan plan;
    if (Files.isRegularFile(file)) {
      plan = reader.file(file);
    } else if (Files.isDirectory(folder)) {
      plan = reader.folder(folder, List.of(), false);
    } else {
      throw Raise.io("Filesystem tree path not found: " + path);
    }
    return reader.readers.get().read(reader.data, plan::apply);
  }

  private Plan file(Path file) {
    int index = data.size();
    data.add(SerialReader.data(file.toString(), TreeFiles.read(file)));
    return values -> values.get(index);
  }

  /** @param path  null below a node that is read later: nothing there is selected any more
   *  @param later whether the entries of the node, if it has some, are read later */
  private Plan folder(Path folder, List<String> path, boolean later) {
    Map<String, Path> entries = entries(folder);
    Plan plan;
    if (entries.containsKey(TreeNames.TYPE)) {
      plan = gene(entries, path, later);
    } else if (entries.containsKey(TreeNames.ORDER)) {
      plan = array(folder, entries, path, later);
    } else {
      plan = map(entries, path, later);
    }
    return entries.containsKey(TreeNames.SEALED) ? values -> Store.seal((Container) plan.apply(values)) : plan;
  }

  private static Map<String, Path> entries(Path folder) {
    var entries = new LinkedHashMap<String, Path>();
    for (Path p : TreeFiles.list(folder)) {
      String name = p.getFileName().toString();
      boolean inside = Files.isDirectory(p);
      if (inside || name.endsWith(TreeNames.SUFFIX)) {
        entries.put(inside ? name : name.substring(0, name.length() - TreeNames.SUFFIX.length()), p);
      }
    }
    return entries;
  }

  private Plan node(Path at, List<String> path, boolean later) {
    return Files.isDirectory(at) ? folder(at, path, later) : file(at);
  }

  private Plan map(Map<String, Path> entries, List<String> path, boolean later) {
    var plans = new LinkedHashMap<String, Plan>();
    entries.forEach((name, at) -> {
      if (!name.equals(TreeNames.SEALED)) {
        String key = TreeNames.decode(name);
        plans.put(key, entry(at, below(path, key), later));
      }
    });
    return values -> {
      var made = new LinkedHashMap<String, Object>();
      plans.forEach((key, plan) -> made.put(key, plan.apply(values)));
      return made.values().stream().anyMatch(v -> v instanceof Supplier) ? GeneMap.lazy(made) : new GeneMap(made);
    };
  }

  /** The value of an entry, or a Supplier of it. */
  private Plan entry(Path at, List<String> path, boolean later) {
    boolean selected = path != null && (lazy.names(path) || lazy.reaches(path) && isArray(at));
    if (!later && !selected) {
      return node(at, path, false);
    }
    Supplier<Object> source = () -> {
      var reader = new TreeReader(readers, TreeSelectors.none());
      Plan plan = reader.node(at, null, true);
      List<Object> values = reader.data.stream().map(d -> readers.get().readNow(d)).toList();
      return plan.apply(values);
    };
    return values -> source;
  }

  private static boolean isArray(Path at) {
    return Files.exists(at.resolve(TreeNames.ORDER + TreeNames.SUFFIX));
  }

  private Plan array(Path folder, Map<String, Path> entries, List<String> path, boolean later) {
    Object order = SerialReader.data(folder.toString(), TreeFiles.read(entries.get(TreeNames.ORDER)));
    if (!(order instanceof GeneArray ids)) {
      throw Raise.parse("Filesystem tree: " + entries.get(TreeNames.ORDER) + " must hold an array");
    }
    var plans = new ArrayList<Plan>();
    for (int i = 0; i < ids.size(); i++) {
      Path at = entries.get(String.valueOf(ids.get(i)));
      if (at == null) {
        throw Raise.io("Filesystem tree path not found: " + folder.resolve(String.valueOf(ids.get(i))));
      }
      plans.add(node(at, below(path, Integer.toString(i)), later));
    }
    return values -> GeneArray.of(plans.stream().map(p -> p.apply(values)).toList());
  }

  private Plan gene(Map<String, Path> entries, List<String> path, boolean later) {
    Plan type = node(entries.get(TreeNames.TYPE), below(path, TreeNames.TYPE), later);
    Path propsAt = entries.get(TreeNames.PROPS);
    Path childrenAt = entries.get(TreeNames.ELEMENTS);
    Plan props = propsAt == null ? values -> new GeneMap() : map(entries(propsAt), path, later);
    Plan children = childrenAt == null ? values -> new GeneArray() : array(childrenAt, entries(childrenAt), path, later);
    return values -> new Gene(type.apply(values), (GeneMap) props.apply(values), (GeneArray) children.apply(values), null);
  }

  private static List<String> below(List<String> path, String segment) {
    if (path == null) {
      return null;
    }
    var longer = new ArrayList<>(path);
    longer.add(segment);
    return longer;
  }
}
