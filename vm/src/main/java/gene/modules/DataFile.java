// Reads a file whose content is one map: in brackets, or as a flat sequence of `^key value` pairs.
package gene.modules;

import gene.data.GeneMap;
import gene.data.Raise;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.syntax.Form;
import gene.syntax.Forms;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

final class DataFile {
  private DataFile() {}

  /** Raises with the place of what is wrong. */
  static GeneMap read(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Raise.io(file + " cannot be read: it is missing, unreadable or no UTF-8 text");
    }
    Tree tree = Reader.read(Source.of(file.toString(), text));
    boolean map = tree.tops().size() == 1 && tree.tops().get(0).form() instanceof Form.MapForm;
    if (!map) {
      tree = Reader.read(Source.of(file.toString(), "{ " + text + "\n}"));
    }
    if (tree.hasErrors()) {
      Diagnostic d = tree.diagnostics().get(0);
      throw Raise.parse(file + ":" + tree.source().line(d.span().start()) + ": " + d.message());
    }
    Tree.Top top = tree.tops().get(0);
    if (tree.tops().size() == 1 && Forms.toData(top.form(), tree.source(), top.start()) instanceof GeneMap data) {
      return data;
    }
    throw Raise.parse(file + ": expected one map, or ^key value pairs");
  }
}
