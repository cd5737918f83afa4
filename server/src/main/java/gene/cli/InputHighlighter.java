// Colours the input of a session while it is typed, by its forms.
package gene.cli;

import gene.source.Diagnostic;
import gene.source.Source;
import gene.syntax.Form;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

final class InputHighlighter implements Highlighter {
  private static final AttributedStyle TEXT = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle LITERAL = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
  private static final AttributedStyle WORD = AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE).bold();
  private static final AttributedStyle KEY = AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);
  private static final AttributedStyle COMMENT = AttributedStyle.DEFAULT.foreground(AttributedStyle.BRIGHT);
  private static final AttributedStyle WRONG = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).underline();
  private static final Set<String> WORDS = new HashSet<>(FormWords.ALL);

  @Override
  public AttributedString highlight(LineReader reader, String input) {
    return highlight(input);
  }

  static AttributedString highlight(String input) {
    var styles = new AttributedStyle[input.length()];
    Arrays.fill(styles, AttributedStyle.DEFAULT);
    Tree tree = Reader.read(Source.of(Repl.NAME, input));
    tree.tops().forEach(top -> forms(top, styles));
    tree.comments().forEach(c -> fill(styles, c.start(), c.end(), COMMENT));
    if (!tree.isIncomplete()) {
      for (Diagnostic d : tree.diagnostics()) {
        fill(styles, d.span().start(), d.span().end(), WRONG);
      }
    }
    var out = new AttributedStringBuilder();
    for (int i = 0; i < styles.length; i++) {
      out.styled(styles[i], input.subSequence(i, i + 1));
    }
    return out.toAttributedString();
  }

  private static void forms(Tree.Top top, AttributedStyle[] styles) {
    var rest = new ArrayDeque<Form>();
    rest.push(top.form());
    while (!rest.isEmpty()) {
      Form form = rest.pop();
      int from = top.start() + form.start();
      int to = top.start() + form.end();
      if (form instanceof Form.Literal l) {
        fill(styles, from, to, l.value() instanceof String ? TEXT : LITERAL);
      } else if (form instanceof Form.Interpolation) {
        fill(styles, from, to, TEXT);
      } else if (form instanceof Form.Node n) {
        keys(n.props(), top, styles);
        if (n.head() instanceof Form.Name head && WORDS.contains(head.text())) {
          fill(styles, top.start() + head.start(), top.start() + head.end(), WORD);
        }
      } else if (form instanceof Form.MapForm m) {
        keys(m.props(), top, styles);
      }
      // The parts of an interpolation lie inside it, and are painted over it.
      form.parts().forEach(rest::push);
    }
  }

  private static void keys(List<Form.Prop> props, Tree.Top top, AttributedStyle[] styles) {
    props.forEach(p -> fill(styles, top.start() + p.keyStart(), top.start() + p.keyEnd(), KEY));
  }

  private static void fill(AttributedStyle[] styles, int from, int to, AttributedStyle style) {
    Arrays.fill(styles, Math.min(from, styles.length), Math.min(to, styles.length), style);
  }
}
