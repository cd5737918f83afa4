// An instance of Exception or a descendant: besides its fields, where it was thrown and through which calls.
package gene.vm;

import gene.data.GeneClass;
import gene.data.Instance;
import gene.data.Printer;
import gene.data.Special;
import java.util.List;

public final class ExceptionInstance extends Instance {
  StackTrace trace;
  /** How to mend it, for the report. */
  String hint;

  ExceptionInstance(GeneClass cls) {
    super(cls);
  }

  /** The text of its message field. */
  public String message() {
    Object m = get("message");
    return m == null || m == Special.NIL ? "" : m instanceof String s ? s : Printer.display(m);
  }

  /** Null while it has not been thrown. */
  public StackTrace trace() {
    return trace;
  }

  /** Null when nothing is to be said. */
  public String hint() {
    return hint;
  }

  /** The boxed field, or what stands for it; Java's null when it is unset. */
  public Object field(String name) {
    Object v = get(name);
    return v == null ? computed(name) : v;
  }

  /** `location` and `stack` while no program has set them; Java's null for other names. */
  Object computed(String name) {
    if (trace == null) {
      return null;
    }
    return switch (name) {
      case "location" -> trace.location();
      case "stack" -> gene.data.GeneArray.of((List<?>) trace.lines());
      default -> null;
    };
  }
}
