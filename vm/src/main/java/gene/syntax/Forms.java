// Forms as data and back: what a quote makes of a form, and what the compiler reads when data are evaluated.
package gene.syntax;

import gene.data.Raise;
import gene.source.Origin;
import gene.source.Source;
import java.util.Optional;

public final class Forms {
  /** The reader accepts no deeper forms; data of programs can be deeper, or contain themselves. */
  public static final int DEPTH_LIMIT = OpenForms.DEPTH_LIMIT;

  private Forms() {}

  /**
   * Fresh data for a quoted form: a Gene remembers where it was read, an interpolated string is a Gene with the head `#Str`,
   * and a quote inside adds nothing. Raises ParseException for a broken form.
   *
   * @param topStart the start of the top-level form that holds the form
   */
  public static Object toData(Form form, Source source, int topStart) {
    return new FormData(source, topStart).of(form);
  }

  /**
   * The form of data that a program made. Spans are absolute offsets in the given source, from which some Gene of the data was
   * read; data that were read elsewhere or nowhere have the span of the Gene around them. A value that has no syntax becomes a
   * literal. Raises when the data are nested too deeply.
   */
  public static Form fromData(Object datum, Source source) {
    return new DataForm(source).of(datum);
  }

  /** The same for data whose places do not matter. */
  public static Form fromData(Object datum) {
    return fromData(datum, null);
  }

  /** Where data were read: the origin of the outermost and first Gene that has one; empty when they were read nowhere. */
  public static Optional<Origin> findOrigin(Object datum) {
    return DataForm.findOrigin(datum);
  }

  static void checkDepth(int depth) {
    if (depth > DEPTH_LIMIT) {
      throw Raise.runtime("Stack overflow").withHint("the data are nested more than " + DEPTH_LIMIT + " levels deep");
    }
  }
}
