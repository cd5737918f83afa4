// A fault found by Java code: which exception class, and the message. The VM turns it into an exception object of Gene.
package gene.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

public final class Raise extends RuntimeException {
  private final String kind;
  private final String code;
  private final String hint;
  private Map<String, Object> properties = Map.of();

  private Raise(String kind, String code, String message, String hint) {
    super(message, null, false, false);
    this.kind = kind;
    this.code = code;
    this.hint = hint;
  }

  /** The name of the exception class. */
  public String kind() {
    return kind;
  }

  /** The exception's `code`, by which programs know what happened; null when it has none. */
  public String code() {
    return code;
  }

  /** How to mend it; null when there is nothing to say. */
  public String hint() {
    return hint;
  }

  /** More properties of the exception object. */
  public Map<String, Object> properties() {
    return properties;
  }

  /** This fault, whose exception object has one more property. */
  public Raise with(String name, Object value) {
    var more = new LinkedHashMap<>(properties);
    more.put(name, value);
    var raise = new Raise(kind, code, getMessage(), hint);
    raise.properties = Collections.unmodifiableMap(more);
    return raise;
  }

  public static Raise of(String kind, String message) {
    return new Raise(kind, null, message, null);
  }

  public static Raise coded(String kind, String code, String message) {
    return new Raise(kind, code, message, null);
  }

  public static Raise general(String message) {
    return of("Exception", message);
  }

  public static Raise runtime(String message) {
    return of("RuntimeException", message);
  }

  public static Raise type(String message) {
    return of("TypeException", message);
  }

  public static Raise argument(String message) {
    return of("ArgumentException", message);
  }

  public static Raise io(String message) {
    return of("IOError", message);
  }

  public static Raise parse(String message) {
    return of("ParseException", message);
  }

  public Raise withHint(String text) {
    return new Raise(kind, code, getMessage(), text);
  }
}
