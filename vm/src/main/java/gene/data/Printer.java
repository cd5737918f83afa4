// The texts of values: as `println` shows them, as code, as `.to_s` gives them, and inside an interpolated string.
package gene.data;

import java.util.function.Function;

/**
 * Where classes may define `to_s` in Gene, {@link Rendering} asks for each text in turn; the methods here are for values
 * whose texts are known, or do not matter.
 */
public final class Printer {
  private Printer() {}

  public static String display(Object value) {
    return Rendering.run(value, Rendering.Form.DISPLAY);
  }

  /** The literal form. */
  public static String code(Object value) {
    return Rendering.run(value, Rendering.Form.CODE);
  }

  public static String toS(Object value) {
    return Rendering.run(value, Rendering.Form.TO_S);
  }

  public static String interpolated(Object value) {
    return Rendering.run(value, Rendering.Form.INTERPOLATED);
  }

  /** @param texts the rendered text of an instance; Java's null for one whose class has no `to_s` of its own */
  public static String text(Object value, Rendering.Form form, Function<Instance, String> texts) {
    var rendering = new Rendering(value, form, i -> texts.apply(i) != null);
    Object step = rendering.advance();
    while (step instanceof Instance asked) {
      rendering.answer(texts.apply(asked));
      step = rendering.advance();
    }
    return (String) step;
  }
}
