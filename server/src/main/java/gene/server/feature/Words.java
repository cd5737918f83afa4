// The names that a text mentions, as hashes in order: enough to know which files need not be looked at for a name.
package gene.server.feature;

import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.Arrays;
import java.util.function.Consumer;

final class Words {
  private int[] hashes = new int[256];
  private int count;

  private Words() {}

  static int[] of(Tree tree) {
    var words = new Words();
    tree.tops().forEach(top -> each(top.form(), words::add));
    int[] sorted = Arrays.copyOf(words.hashes, words.count);
    Arrays.sort(sorted);
    int unique = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[unique++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, unique);
  }

  static boolean contains(int[] words, String name) {
    return Arrays.binarySearch(words, name.hashCode()) >= 0;
  }

  private void add(String word) {
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, count * 2);
    }
    hashes[count++] = word.hashCode();
  }

  private static void each(Form form, Consumer<String> to) {
    if (form instanceof Form.Name n) {
      token(n.text(), to);
    } else if (form instanceof Form.Path p) {
      p.segments().forEach(s -> token(s.text(), to));
    } else if (form instanceof Form.Literal l && l.value() instanceof String s && s.length() < 64) {
      to.accept(s); // a method or an export may be named by a string
    } else if (form instanceof Form.Node n) {
      n.props().forEach(p -> token(p.key(), to));
    } else if (form instanceof Form.MapForm m) {
      m.props().forEach(p -> token(p.key(), to));
    }
    form.parts().forEach(part -> each(part, to));
  }

  private static void token(String text, Consumer<String> to) {
    String name = core(text);
    int colon = name.indexOf(':');
    if (colon > 0) {
      to.accept(name.substring(0, colon));
      to.accept(name.substring(colon + 1));
    } else if (!name.isEmpty()) {
      to.accept(name);
    }
  }

  /** How many marks stand before the name: of `.m` and `^k`, `@a`, `<x>`. */
  static int leading(String text) {
    int from = 0;
    while (from < text.length() - 1 && ".^@<".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    return from;
  }

  /** The name without the marks around it: `x` of `x...`, `x:`, `.x`, `^x`, `@x`, `<x>`. */
  static String core(String text) {
    int from = leading(text);
    int to = text.length();
    while (to - from > 1 && ".:>".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }
}
