// Fixtures: a text with the places of the expected findings between `[|` and `|]`, and the data that a text reads as.
package gene.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Diagnostic;
import gene.source.Source;
import gene.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

final class Marked {
  private Marked() {}

  static Tree tree(String text) {
    return Reader.read(Source.of("test.gene", text));
  }

  /** The data of a text without errors, each in compact form, joined by blanks. */
  static String data(String text) {
    Tree tree = tree(text);
    assertEquals(List.of(), tree.diagnostics(), text);
    return tree.tops().stream().map(t -> FormPrinter.print(datum(tree, t), FormPrinter.Format.COMPACT))
        .collect(Collectors.joining(" "));
  }

  /** The only datum of a text without errors. */
  static Object datum(String text) {
    Tree tree = tree(text);
    assertEquals(List.of(), tree.diagnostics(), text);
    assertEquals(1, tree.tops().size(), text);
    return datum(tree, tree.tops().get(0));
  }

  static Object datum(Tree tree, Tree.Top top) {
    return Forms.toData(top.form(), tree.source(), top.start());
  }

  /** Reads the text without its marks and compares: one finding per mark, in order.
   *  @param expected for each mark the last part of the code, a colon, and words of the message */
  static Tree faults(String marked, String... expected) {
    var spans = new ArrayList<Span>();
    Tree tree = tree(unmark(marked, spans));
    List<Diagnostic> found = tree.diagnostics();
    spans.sort(Comparator.comparingInt(Span::start));
    assertEquals(spans, found.stream().map(Diagnostic::span).toList(), () -> marked + "\n" + found);
    for (int i = 0; i < expected.length; i++) {
      String[] parts = expected[i].split(": ", 2);
      Diagnostic d = found.get(i);
      assertEquals("GENE.PARSE." + parts[0], d.code(), marked);
      assertTrue(d.message().toLowerCase().contains(parts[1].toLowerCase()), () -> d.message() + " in " + marked);
    }
    assertEquals(expected.length, found.size(), marked);
    return tree;
  }

  /** The text after the first fix of its only finding. */
  static String mended(String text) {
    Tree tree = tree(text);
    assertEquals(1, tree.diagnostics().size(), () -> text + "\n" + tree.diagnostics());
    Diagnostic.Edit edit = tree.diagnostics().get(0).fixes().get(0).edits().get(0);
    return text.substring(0, edit.span().start()) + edit.text() + text.substring(edit.span().end());
  }

  private static String unmark(String marked, List<Span> spans) {
    var text = new StringBuilder();
    var starts = new ArrayList<Integer>();
    for (int i = 0; i < marked.length(); i++) {
      if (marked.startsWith("[|", i)) {
        starts.add(text.length());
        i++;
      } else if (marked.startsWith("|]", i)) {
        spans.add(new Span(starts.remove(starts.size() - 1), text.length()));
        i++;
      } else {
        text.append(marked.charAt(i));
      }
    }
    return text.toString();
  }
}
