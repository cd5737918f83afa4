// Text to data, without evaluation.
package gene.library;

import gene.data.Raise;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.syntax.Forms;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.List;

final class ReadData {
  private ReadData() {}

  /**
   * All forms of the text.
   *
   * @param name what messages and origins call the text
   * @throws Raise `ParseException` with the reader's first message and its place
   */
  static List<Object> all(String name, String text) {
    Tree tree = Reader.read(Source.of(name, text));
    for (Diagnostic d : tree.diagnostics()) {
      if (d.isError()) {
        throw Raise.parse(d.message() + " (" + tree.source().place(d.span().start()) + ")");
      }
    }
    return tree.tops().stream().map(top -> Forms.toData(top.form(), tree.source(), top.start())).toList();
  }
}
