// The growing tree of a profile, and its samples.
package gene.debug;

import gene.bytecode.Code;
import gene.debug.Profile.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

final class Samples {
  private final Function<Code, String> names;
  private final List<Node> nodes = new ArrayList<>();
  private final Node idle;
  private final Node omitted;
  private final long start = System.nanoTime();
  private long last = start;
  private int count;
  private int[] samples = new int[1024];
  private int[] deltas = new int[1024];

  /** @param names what reports call the function of a code */
  Samples(Function<Code, String> names) {
    this.names = names;
    add(0, null, "(root)");
    idle = add(1, null, "(idle)");
    omitted = add(1, null, "(outer calls left out)");
  }

  private Node add(int parent, Code code, String name) {
    var node = new Node(nodes.size() + 1, parent, code, name);
    nodes.add(node);
    return node;
  }

  /** @param deep whether calls outside of these are left out */
  Node top(boolean deep) {
    return deep ? omitted : nodes.get(0);
  }

  Node below(Node node, Code code) {
    Node known = node.children.get(code);
    if (known == null) {
      known = add(node.id, code, names.apply(code));
      node.children.put(code, known);
    }
    return known;
  }

  void idle() {
    take(idle, 0);
  }

  /** The function was running, at that line; the time since the last sample is its. */
  void take(Node node, int line) {
    if (count == samples.length) {
      samples = Arrays.copyOf(samples, 2 * count);
      deltas = Arrays.copyOf(deltas, 2 * count);
    }
    long now = System.nanoTime();
    node.hit(line);
    samples[count] = node.id;
    deltas[count] = (int) Math.min(Integer.MAX_VALUE, Math.max(0, (now - last) / 1000));
    last += deltas[count] * 1000L;
    count++;
  }

  /** The program has stood still until now. */
  void skip() {
    last = System.nanoTime();
  }

  Profile finish(List<Profile.Allocation> allocations) {
    return new Profile(nodes, Arrays.copyOf(samples, count), Arrays.copyOf(deltas, count), start / 1000, allocations);
  }
}
