// The texts of values, asking instances whose classes define `to_s` in Gene: for built-ins and for the VM's own needs.
package gene.vm;

import gene.data.Callable;
import gene.data.Instance;
import gene.data.Rendering;
import java.util.function.Function;

/** What {@link #all} and {@link #of} give is a native's result: at once when no Gene code has to run, else a {@link CallRequest}. */
public final class Texts {
  private final Object[] values;
  private final Rendering.Form form;
  private final Function<String[], Object> then;
  private final String[] texts;
  private int index;
  private Rendering current;

  private Texts(Object[] values, Rendering.Form form, Function<String[], Object> then) {
    this.values = values;
    this.form = form;
    this.then = then;
    this.texts = new String[values.length];
  }

  /** @param then gets the texts of all values and gives the result */
  public static Object all(Object[] values, Rendering.Form form, Function<String[], Object> then) {
    return new Texts(values, form, then).goOn();
  }

  public static Object of(Object value, Rendering.Form form, Function<String, Object> then) {
    String simple = Rendering.simple(value, form);
    return simple != null ? then.apply(simple) : all(new Object[] {value}, form, texts -> then.apply(texts[0]));
  }

  private Object goOn() {
    while (index < values.length) {
      if (current == null) {
        texts[index] = Rendering.simple(values[index], form);
        if (texts[index] != null) {
          index++;
          continue;
        }
        current = new Rendering(values[index], form, Texts::hasOwnText);
      }
      Object step = current.advance();
      if (step instanceof Instance asked) {
        return CallRequest.method(asked, "to_s", (vm, result) -> answer(result));
      }
      texts[index++] = (String) step;
      current = null;
    }
    return then.apply(texts);
  }

  private Object answer(Object result) {
    current.answer(result);
    return goOn();
  }

  /** Whether the class of the instance, or an ancestor of it, has a `to_s` that is not built in. */
  public static boolean hasOwnText(Instance instance) {
    Callable method = instance.cls().findMethod("to_s");
    return method != null && !(method instanceof Native);
  }
}
