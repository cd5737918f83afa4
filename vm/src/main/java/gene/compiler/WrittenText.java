// What a form looks like where it was written, for messages.
package gene.compiler;

import gene.bytecode.Datum;
import gene.data.Equality;
import gene.data.Printer;
import gene.source.Source;
import gene.syntax.Form;
import gene.syntax.Forms;
import gene.syntax.Reader;
import gene.syntax.Tree;

final class WrittenText {
  private WrittenText() {}

  /** Data that print as they were written. */
  static Datum datum(Form form, Source source, Emitter e, Object data) {
    return new Datum(data, onOneLine(form, source, e));
  }

  static String onOneLine(Form form, Source source, Emitter e) {
    return at(form, source, e).replaceAll("\\s+", " ");
  }

  /** The text at the form's span. */
  private static String at(Form form, Source source, Emitter e) {
    String text = source.text();
    int from = Math.min(e.absolute(form.start()), text.length());
    return text.substring(from, Math.max(from, Math.min(e.absolute(form.end()), text.length())));
  }

  /** The same; or, for a form made of data, whose span may be that of the form around it, literal text. */
  static String of(Form form, Source source, Emitter e, Object datum) {
    String text = at(form, source, e);
    Tree read = Reader.read(Source.of(source.name(), text));
    boolean same = !read.hasErrors() && read.tops().size() == 1
        && Equality.equal(Forms.toData(read.tops().get(0).form(), read.source(), 0), datum);
    return same ? text : Printer.code(datum);
  }
}
