// `package.gene.lock`: which package each dependency stands for, where its folder is and what the folder contains.
package gene.modules;

import gene.data.GeneMap;
import gene.data.Printer;
import gene.data.Raise;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Maps are by name; what they give are ids such as `x/dates@1.2.0`. */
public record Lockfile(Map<String, String> roots, Map<String, Node> nodes) {
  public static final String FILE = "package.gene.lock";
  private static final int VERSION = 1;

  public Lockfile {
    roots = new TreeMap<>(roots);
    nodes = new TreeMap<>(nodes);
  }

  /** @param dir    below the folder of the lockfile
   *  @param source type, url, path, tag, branch, commit, subdir: those that are known, in this order */
  public record Node(String name, String resolved, String dir, Map<String, String> source, String sha256, boolean singleton,
      Map<String, String> dependencies) {
    public Node {
      source = new LinkedHashMap<>(source);
      dependencies = new TreeMap<>(dependencies);
    }

    public String id() {
      return name + "@" + resolved;
    }
  }

  /** Raises when the file cannot be read or is no lockfile. */
  public static Lockfile read(Path file) {
    GeneMap data = DataFile.read(file);
    if (!(data.get("lock_version") instanceof Long version) || version < 1) {
      throw Raise.general("Invalid lockfile " + file + ": ^lock_version is missing");
    } else if (version > VERSION) {
      throw Raise.general("Unsupported lockfile " + file + ": ^lock_version " + version + ", known is " + VERSION);
    }
    var nodes = new LinkedHashMap<String, Node>();
    map(data, "packages", file).entries().forEach((id, value) -> {
      if (!(value instanceof GeneMap m)) {
        throw invalid(file, "packages/" + id);
      }
      boolean singleton = Boolean.TRUE.equals(m.get("singleton"));
      nodes.put(id, new Node(text(m, "name", file), text(m, "resolved", file), text(m, "dir", file), texts(m, "source", file),
          text(m, "sha256", file), singleton, texts(m, "dependencies", file)));
    });
    return new Lockfile(texts(data, "root_dependencies", file), nodes);
  }

  /** The node whose folder this is, relative to the lockfile with `/`. */
  public Optional<Node> findByDir(String dir) {
    return nodes.values().stream().filter(n -> n.dir().equals(dir)).findFirst();
  }

  public String text() {
    var out = new StringBuilder("{\n  ^lock_version " + VERSION + "\n");
    texts(out, "  ", "root_dependencies", roots);
    out.append("  ^packages {\n");
    nodes.forEach((id, n) -> {
      out.append("    ^").append(id).append(" {\n");
      String in = "      ";
      entry(out, in, "name", n.name());
      entry(out, in, "resolved", n.resolved());
      entry(out, in, "node_id", n.id());
      entry(out, in, "dir", n.dir());
      texts(out, in, "source", n.source());
      entry(out, in, "sha256", n.sha256());
      out.append(in).append("^singleton ").append(n.singleton()).append('\n');
      texts(out, in, "dependencies", n.dependencies());
      out.append("    }\n");
    });
    return out.append("  }\n}\n").toString();
  }

  private static void texts(StringBuilder out, String in, String key, Map<String, String> entries) {
    out.append(in).append('^').append(key).append(" {\n");
    entries.forEach((k, v) -> entry(out, in + "  ", k, v));
    out.append(in).append("}\n");
  }

  private static void entry(StringBuilder out, String in, String key, String value) {
    out.append(in).append('^').append(key).append(' ').append(Printer.code(value)).append('\n');
  }

  private static GeneMap map(GeneMap data, String key, Path file) {
    if (data.get(key) instanceof GeneMap m) {
      return m;
    }
    throw invalid(file, key);
  }

  private static Map<String, String> texts(GeneMap data, String key, Path file) {
    var texts = new LinkedHashMap<String, String>();
    map(data, key, file).entries().forEach((k, v) -> {
      if (!(v instanceof String s)) {
        throw invalid(file, key + "/" + k);
      }
      texts.put(k, s);
    });
    return texts;
  }

  private static String text(GeneMap data, String key, Path file) {
    if (data.get(key) instanceof String s) {
      return s;
    }
    throw invalid(file, key);
  }

  private static Raise invalid(Path file, String key) {
    return Raise.general("Invalid lockfile " + file + ": ^" + key + " is missing or malformed");
  }
}
