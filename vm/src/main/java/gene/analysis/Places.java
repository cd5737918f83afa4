// Which variable stands at an offset of a file: all places of all variables in order, found by halving.
package gene.analysis;

import gene.source.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

final class Places {
  private final long[] order;
  private final Span[] spans;
  private final Binding[] bindings;

  Places(Analysis analysis, List<Binding> all) {
    int count = 0;
    for (Binding b : all) {
      count += 1 + b.references().size();
    }
    spans = new Span[count];
    bindings = new Binding[count];
    int n = 0;
    for (Binding b : all) {
      Optional<Span> declared = analysis.span(b);
      if (declared.isPresent()) {
        spans[n] = declared.get();
        bindings[n++] = b;
      }
      for (Binding.Reference r : b.references()) {
        spans[n] = analysis.span(r);
        bindings[n++] = b;
      }
    }
    order = new long[n];
    for (int i = 0; i < n; i++) {
      order[i] = (long) spans[i].start() << 32 | i;
    }
    Arrays.sort(order);
  }

  /** The variable whose name touches the offset; of two that do, the one that begins there. */
  Optional<Binding> at(int offset) {
    int low = 0;
    int high = order.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order[middle] >>> 32 <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    // Several places may begin together, as those of a pattern's name; the first declared one counts.
    Binding found = null;
    for (int i = low - 1; i >= 0; i--) {
      int place = (int) order[i];
      if (spans[place].end() < offset || found != null && spans[place].start() != spans[(int) order[i + 1]].start()) {
        break;
      }
      found = bindings[place];
    }
    return Optional.ofNullable(found);
  }
}
