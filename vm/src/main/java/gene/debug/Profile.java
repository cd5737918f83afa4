// What a profiler has found: a tree of calls with the time in each, and what was created where.
package gene.debug;

import gene.bytecode.Code;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * @param nodes       the tree, each node before those below it; the first one is the root
 * @param samples     the id of the node that was running, for each sample
 * @param deltas      microseconds since the sample before; the program's own time, without that in which a debugger had it stand still
 * @param start       when the first interval began, in microseconds of no particular clock
 * @param allocations most first; empty where they were not counted
 */
public record Profile(List<Node> nodes, int[] samples, int[] deltas, long start, List<Allocation> allocations) {
  /** A function, as called from the one above. */
  public static final class Node {
    public final int id;
    public final int parent;
    /** Null for what is no function: `(root)`, `(idle)` and the like. */
    public final Code code;
    public final String name;
    final Map<Code, Node> children = new java.util.IdentityHashMap<>();
    /** How often it was running itself, and at which lines (from 1). */
    private int hits;
    private final Map<Integer, Integer> lines = new TreeMap<>();

    Node(int id, int parent, Code code, String name) {
      this.id = id;
      this.parent = parent;
      this.code = code;
      this.name = name;
    }

    void hit(int line) {
      hits++;
      if (line > 0) {
        lines.merge(line, 1, Integer::sum);
      }
    }

    public int hits() {
      return hits;
    }

    public Map<Integer, Integer> lines() {
      return lines;
    }
  }

  /** @param kind such as `array`, or the name of a class */
  public record Allocation(Code code, String function, int line, String kind, long count) {}

  public Profile {
    nodes = List.copyOf(nodes);
    allocations = List.copyOf(allocations);
  }

  /** In microseconds. */
  public long duration() {
    long all = 0;
    for (int delta : deltas) {
      all += delta;
    }
    return all;
  }
}
