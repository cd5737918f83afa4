// The three names of a value's kind: what `typeof` gives, its class, and what messages and annotations call it.
package gene.data;

public final class Kinds {
  private Kinds() {}

  /** What `(typeof v)` gives: "Int", "VkRange", the class of an instance, the enum of an enum value. */
  public static String typeName(Object v) {
    if (v instanceof Opaque o) {
      return o.typeofName();
    } else if (v == Special.VOID) {
      return "VkVoid";
    } else if (v instanceof Char || v == Special.NOT_FOUND) {
      return "VkChar";
    } else if (v instanceof Range) {
      return "VkRange";
    } else if (v instanceof Bytes) {
      return "VkBytes";
    } else if (v instanceof Namespace) {
      return "VkNamespace";
    } else if (v instanceof Unquote) {
      return "VkUnquote";
    }
    return className(v);
  }

  /** The name of `(v .class)`. */
  public static String className(Object v) {
    if (v instanceof Opaque o) {
      return o.className();
    } else if (v instanceof Long) {
      return "Int";
    } else if (v instanceof Double) {
      return "Float";
    } else if (v instanceof Boolean) {
      return "Bool";
    } else if (v instanceof String) {
      return "String";
    } else if (v instanceof Symbol || v == Special.PLACEHOLDER) {
      return "Symbol";
    } else if (v == Special.NIL) {
      return "Nil";
    } else if (v == Special.VOID) {
      return "Void";
    } else if (v instanceof Char) {
      return "Char";
    } else if (v instanceof Instance i) {
      return i.cls().name();
    } else if (v instanceof Container c) {
      return containerName(c);
    } else if (v instanceof ComplexSymbol) {
      return "ComplexSymbol";
    } else if (v instanceof Range) {
      return "Range";
    } else if (v instanceof Bytes) {
      return "Bytes";
    } else if (v instanceof GeneClass) {
      return "Class";
    } else if (v instanceof Namespace) {
      return "Namespace";
    } else if (v instanceof Callable) {
      return "Function";
    }
    return "Object";
  }

  /** What annotations and messages call the kind: "Char", "Range", "Regex", the name of a class or an enum. */
  public static String plainName(Object v) {
    String name = className(v);
    if (v instanceof Opaque o && name.equals("Object")) {
      return o.typeofName();
    }
    return name.equals("Regexp") ? "Regex" : name;
  }

  private static String containerName(Container c) {
    if (c instanceof GeneArray) {
      return "Array";
    } else if (c instanceof GeneMap) {
      return "Map";
    } else if (c instanceof Gene) {
      return "Gene";
    } else if (c instanceof GeneHashMap) {
      return "HashMap";
    }
    return "HashSet";
  }
}
