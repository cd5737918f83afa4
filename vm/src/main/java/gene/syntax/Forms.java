// Forms as data and back: what a quote makes of a form, and what the compiler reads when data are evaluated.
package gene.syntax;

import gene.data.Raise;
import gene.source.Source;

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
   * The form of data that a program made. Spans are absolute offsets in the source that a Gene was read from; data that
   * were read nowhere have the span of the Gene around them. A value that has no syntax becomes a literal. Raises when the
   * data are nested too deeply.
   */
  public static Form fromData(Object datum) {
    return new DataForm().of(datum);
  }

  static void checkDepth(int depth) {
    if (depth > DEPTH_LIMIT) {
      throw Raise.runtime("Stack overflow").withHint("the data are nested more than " + DEPTH_LIMIT + " levels deep");
    }
  }
}
