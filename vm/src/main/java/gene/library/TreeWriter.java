// `write_tree`: a value as one file, or as folders in which selected nodes are files of their own.
package gene.library;

import gene.data.Container;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Raise;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.NamedValues;
import gene.vm.Vm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** First the texts of all files are made, which may call Gene code; only then something on the disk changes. */
final class TreeWriter {
  /** A file with a value, whose text comes later, or a folder of entries by name; the elements of an array get their names last. */
  private static final class Entry {
    final Object value;
    final Map<String, Entry> named = new LinkedHashMap<>();
    List<Entry> elements;
    boolean folder;
    String text;

    Entry(Object value) {
      this.value = value;
    }
  }

  private final Vm vm;
  private final TreeSelectors separate;
  private final List<Entry> files = new ArrayList<>();
  private final NamedValues named;

  private TreeWriter(Vm vm, TreeSelectors separate) {
    this.vm = vm;
    this.separate = separate;
    this.named = new NamedValues(vm);
  }

  static Object write(Args a) {
    a.require(2, "write_tree expects a path and a value");
    String path = a.string(0, "write_tree expects a string path");
    if (a.count() > 2) {
      throw Raise.argument("write_tree expects 2 arguments");
    }
    TreeFiles.onlyKeyword(a, "separate");
    var writer = new TreeWriter(a.vm(), TreeSelectors.separate(a.keyword("separate")));
    boolean folder = !writer.separate.isEmpty();
    if (folder && path.endsWith(TreeNames.SUFFIX)) {
      throw Raise.argument("write_tree cannot use a .gene path when ^separate requires directories");
    } else if (folder && !isStructural(a.get(1))) {
      throw Raise.argument("write_tree ^separate targets a non-structural root value");
    }
    Entry root = writer.plan(a.get(1), List.of());
    return writer.texts(0, () -> {
      TreeFiles.replace(writer.vm, path, root.folder ? null : root.text, root.folder ? files(root) : Map.of());
      return Special.NIL;
    });
  }

  private static boolean isStructural(Object v) {
    return v instanceof GeneMap || v instanceof GeneArray || v instanceof Gene;
  }

  private Entry plan(Object value, List<String> path) {
    var entry = new Entry(value);
    if (separate.isEmpty() || !separate.reaches(path) || !isStructural(value)) {
      files.add(entry);
      return entry;
    }
    entry.folder = true;
    if (value instanceof GeneMap map) {
      entries(entry, map, path);
    } else if (value instanceof GeneArray array) {
      elements(entry, array, path);
    } else {
      var gene = (Gene) value;
      List<String> typePath = below(path, TreeNames.TYPE);
      entry.named.put(TreeNames.TYPE, plan(gene.type(), typePath));
      entry.named.put(TreeNames.PROPS, folder());
      entries(entry.named.get(TreeNames.PROPS), gene.props(), path);
      entry.named.put(TreeNames.ELEMENTS, folder());
      elements(entry.named.get(TreeNames.ELEMENTS), gene.children(), path);
    }
    if (((Container) value).isSealed()) {
      var mark = new Entry(true);
      files.add(mark);
      entry.named.put(TreeNames.SEALED, mark);
    }
    return entry;
  }

  private static Entry folder() {
    var folder = new Entry(null);
    folder.folder = true;
    return folder;
  }

  private void entries(Entry folder, GeneMap map, List<String> path) {
    map.entries().forEach((key, value) -> {
      if (key.equals(TreeNames.TYPE)) {
        throw Raise.argument("write_tree ^separate cannot write a map with key '" + TreeNames.TYPE + "'");
      }
      folder.named.put(TreeNames.encode(key), plan(value, below(path, key)));
    });
  }

  private void elements(Entry folder, GeneArray array, List<String> path) {
    folder.elements = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      folder.elements.add(plan(array.get(i), below(path, Integer.toString(i))));
    }
  }

  private static List<String> below(List<String> path, String segment) {
    var longer = new ArrayList<>(path);
    longer.add(segment);
    return longer;
  }

  private Object texts(int from, java.util.function.Supplier<Object> then) {
    if (from == files.size()) {
      return then.get();
    }
    Entry file = files.get(from);
    return SerialWriter.write(vm, file.value, named, text -> {
      file.text = text;
      return texts(from + 1, then);
    });
  }

  /** Relative paths with their texts; a path that ends in a slash is an empty folder. */
  private static Map<String, String> files(Entry folder) {
    var all = new LinkedHashMap<String, String>();
    folder.named.forEach((name, entry) -> add(all, name, entry));
    if (folder.elements != null) {
      var ids = new ArrayList<String>();
      for (Entry element : folder.elements) {
        String id = id(element.folder ? files(element) : Map.of("", element.text), all.keySet());
        ids.add('"' + id + '"');
        add(all, id, element);
      }
      all.put(TreeNames.ORDER + TreeNames.SUFFIX, "(" + SerialWriter.ENVELOPE + " [" + String.join(" ", ids) + "])");
    }
    return all;
  }

  private static void add(Map<String, String> all, String name, Entry entry) {
    if (!entry.folder) {
      all.put(name + TreeNames.SUFFIX, entry.text);
      return;
    }
    all.put(name + "/", "");
    files(entry).forEach((path, text) -> all.put(name + "/" + path, text));
  }

  /** `v` and twelve hex digits, made from the content, and from the number of equal elements before it. */
  private static String id(Map<String, String> inside, java.util.Set<String> taken) {
    for (int copy = 0;; copy++) {
      String id = "v" + HexFormat.of().formatHex(sha256(copy + "\n" + inside), 0, 6);
      if (!taken.contains(id + TreeNames.SUFFIX) && !taken.contains(id + "/")) {
        return id;
      }
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
