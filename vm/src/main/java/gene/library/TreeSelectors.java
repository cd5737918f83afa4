// The selectors of filesystem trees: `/a/b/*` names the children of a node, `/a/b` the node.
package gene.library;

import gene.data.ComplexSymbol;
import gene.data.GeneArray;
import gene.data.Raise;
import gene.data.Symbol;
import java.util.ArrayList;
import java.util.List;

final class TreeSelectors {
  static final String CHILDREN = "*";

  private final List<List<String>> paths;

  private TreeSelectors(List<List<String>> paths) {
    this.paths = paths;
  }

  static TreeSelectors none() {
    return new TreeSelectors(List.of());
  }

  /** The nodes whose children are separate. @param value the keyword argument; null when it was not passed */
  static TreeSelectors separate(Object value) {
    if (value == null) {
      return none();
    } else if (!(value instanceof GeneArray array)) {
      throw Raise.argument("write_tree ^separate expects an array");
    } else {
      var paths = new ArrayList<List<String>>();
      for (Object entry : array.toObjects()) {
        List<String> path = path(entry);
        if (path == null || path.isEmpty() || !path.get(path.size() - 1).equals(CHILDREN) || path.indexOf(CHILDREN) < path.size() - 1) {
          throw Raise.argument("write_tree ^separate entries must be absolute child selectors such as /a/b/*");
        }
        paths.add(path.subList(0, path.size() - 1));
      }
      return new TreeSelectors(paths);
    }
  }

  /** The nodes that are read later. */
  static TreeSelectors lazy(Object value) {
    if (value == null) {
      return none();
    } else if (!(value instanceof GeneArray array)) {
      throw Raise.argument("read_tree ^lazy expects an array");
    } else {
      var paths = new ArrayList<List<String>>();
      for (Object entry : array.toObjects()) {
        List<String> path = path(entry);
        if (path == null || path.contains(CHILDREN)) {
          throw Raise.argument("read_tree ^lazy entries must be absolute node selectors");
        }
        paths.add(path);
      }
      return new TreeSelectors(paths);
    }
  }

  boolean isEmpty() {
    return paths.isEmpty();
  }

  /** Whether a selected node is this one. */
  boolean names(List<String> path) {
    return paths.contains(path);
  }

  /** Whether a selected node is this one or below it. */
  boolean reaches(List<String> path) {
    return paths.stream().anyMatch(p -> p.size() >= path.size() && p.subList(0, path.size()).equals(path));
  }

  /** The segments of an absolute selector, given as a path symbol or as its text; null when it is none. */
  private static List<String> path(Object entry) {
    if (entry instanceof ComplexSymbol symbol) {
      return segments(symbol.parts());
    }
    if (entry instanceof Symbol symbol) {
      return symbol.name().equals("/") ? List.of() : null;
    }
    return entry instanceof String text ? segments(split(text)) : null;
  }

  private static List<String> segments(List<String> parts) {
    boolean root = parts.size() == 2 && parts.get(1).isEmpty();
    boolean absolute = parts.size() > 1 && parts.get(0).isEmpty();
    if (!absolute || !root && parts.lastIndexOf("") > 0) {
      return null;
    }
    return root ? List.of() : List.copyOf(parts.subList(1, parts.size()));
  }

  /** At every slash without a backslash before it. */
  private static List<String> split(String text) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(text.charAt(++i));
      } else if (c == '/') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
