// Paths as text, with `/` between the parts on every system.
package gene.library;

import java.util.ArrayDeque;
import java.util.List;

final class FilePaths {
  private FilePaths() {}

  /** Joined by one `/`; `.` and `..` resolved as far as the text allows. */
  static String join(List<String> parts) {
    boolean absolute = parts.get(0).startsWith("/");
    var kept = new ArrayDeque<String>();
    for (String part : String.join("/", parts).split("/")) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      boolean up = part.equals("..");
      if (up && !kept.isEmpty() && !kept.peekLast().equals("..")) {
        kept.removeLast();
      } else if (!up || !absolute) {
        kept.addLast(part);
      }
    }
    String joined = (absolute ? "/" : "") + String.join("/", kept);
    return joined.isEmpty() ? "." : joined;
  }

  static String basename(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String dirname(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
  }

  static String extension(String path) {
    String name = basename(path);
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot);
  }
}
