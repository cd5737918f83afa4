// What an instruction trace is to show, and how many rows it keeps.
package gene.debug;

import gene.bytecode.Code;
import java.util.List;

/**
 * A row must match a word of each list that is not empty.
 *
 * @param functions names, `name` or `Class.method`
 * @param files     ends of paths
 * @param opcodes   published names, in any case
 */
public record TraceRequest(List<String> functions, List<String> files, List<String> opcodes, int ringSize) {
  public static final int DEFAULT_RING = 10_000;
  public static final int LARGEST_RING = 1_000_000;

  public TraceRequest {
    functions = List.copyOf(functions);
    files = List.copyOf(files);
    opcodes = List.copyOf(opcodes);
    if (ringSize < 1 || ringSize > LARGEST_RING) {
      throw new DebugException("`ringSize` is a number from 1 to 1000000, not " + ringSize);
    }
    for (String word : opcodes) {
      if (!TraceRow.OPCODES.contains(word.toUpperCase(java.util.Locale.ROOT))) {
        throw new DebugException("There is no instruction `" + word + "`; those that there are: " + String.join(" ", TraceRow.OPCODES));
      }
    }
  }

  /** @param qualifiedName `Class.method` */
  boolean wants(Code code, String qualifiedName) {
    return (functions.isEmpty() || functions.contains(TraceRow.name(code, qualifiedName)) || functions.contains(TraceRow.name(code, code.name())))
        && (files.isEmpty() || files.stream().anyMatch(end -> endsWith(code.source().id(), end) || endsWith(code.source().name(), end)));
  }

  boolean wantsOpcode(String published) {
    return opcodes.isEmpty() || opcodes.stream().anyMatch(word -> word.equalsIgnoreCase(published));
  }

  /** The end of a path is a number of whole parts of it; the last one may be without `.gene`. */
  private static boolean endsWith(String path, String end) {
    String whole = '/' + path.replace('\\', '/');
    String part = '/' + end.replace('\\', '/');
    return whole.endsWith(part) || whole.endsWith(part + ".gene");
  }
}
