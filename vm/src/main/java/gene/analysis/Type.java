// What the checker knows of a value: a kind, an instance of a class of the file, an enum, a union, a function; or nothing.
package gene.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Immutable; printed as the annotation that would declare it. */
public sealed interface Type {
  /** Nothing is known. */
  Type ANY = new Any();
  Type NEVER = new Never();
  Type INT = new Kind("Int");
  Type FLOAT = new Kind("Float");
  Type NUMERIC = new Kind("Numeric");
  Type STRING = new Kind("String");
  Type BOOL = new Kind("Bool");
  Type NIL = new Kind("Nil");
  Type VOID = new Kind("Void");
  Type CHAR = new Kind("Char");
  Type SYMBOL = new Kind("Symbol");
  Type ARRAY = new Kind("Array");
  Type MAP = new Kind("Map");
  Type RANGE = new Kind("Range");
  Type FUNCTION = new Kind("Function");
  Type OBJECT = new Kind("Object");

  record Any() implements Type {
    @Override
    public boolean equals(Object other) {
      return other instanceof Any;
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public String toString() {
      return "Any";
    }
  }

  /** What never gives a value: `return`, `throw`, `break`. */
  record Never() implements Type {
    @Override
    public boolean equals(Object other) {
      return other instanceof Never;
    }

    @Override
    public int hashCode() {
      return 2;
    }

    @Override
    public String toString() {
      return "Never";
    }
  }

  /** A built-in kind or group, by the name that annotations use. */
  record Kind(String name) implements Type {
    // Written out: the equals that records come with goes through method handles, which is slow until it is compiled.
    @Override
    public boolean equals(Object other) {
      return this == other || other instanceof Kind k && k.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A name that this file does not define: an import, or a mistake. */
  record Unknown(String name) implements Type {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A type parameter: erased when the program runs. */
  record Variable(String name) implements Type {
    @Override
    public String toString() {
      return name;
    }
  }

  /** An instance of the class or of a descendant. */
  record Instance(ClassShape cls) implements Type {
    @Override
    public String toString() {
      return cls.name();
    }
  }

  /** The class itself as a value. */
  record ClassValue(ClassShape cls) implements Type {
    @Override
    public String toString() {
      return "Class";
    }
  }

  /** A value of the enum; the arguments are those of `(Result Int String)`, or none. */
  record EnumValue(EnumShape shape, List<Type> arguments) implements Type {
    public EnumValue {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return arguments.isEmpty() ? shape.name() : "(" + shape.name() + " " + words(arguments) + ")";
    }
  }

  /** `(Array Int)`: what the elements are is a promise that nobody checks. */
  record Applied(String name, List<Type> arguments) implements Type {
    public Applied {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return "(" + name + " " + words(arguments) + ")";
    }
  }

  record Union(List<Type> members) implements Type {
    public Union {
      members = List.copyOf(members);
    }

    @Override
    public String toString() {
      return "(" + String.join(" | ", new TreeSet<>(members.stream().map(Object::toString).toList())) + ")";
    }
  }

  /** A parameter of a function: `key` for a keyword, `rest` for any number. */
  record Param(String key, boolean rest, boolean required, Type type) {
    @Override
    public String toString() {
      return (key == null ? "" : "^" + key + " ") + type + (rest ? "..." : "");
    }
  }

  record Fn(List<Param> params, Type result, List<String> effects) implements Type {
    public Fn {
      params = List.copyOf(params);
      effects = List.copyOf(effects);
    }

    @Override
    public String toString() {
      return "(Fn [" + words(params) + "] -> " + result + (effects.isEmpty() ? "" : " ! [" + String.join(" ", effects) + "]") + ")";
    }
  }

  default boolean isKnown() {
    return !(this instanceof Any || this instanceof Unknown || this instanceof Variable || this instanceof Never);
  }

  default boolean isKind(String name) {
    return this instanceof Kind k && k.name().equals(name);
  }

  /** The alternatives: the members of a union, else the type alone. */
  default List<Type> alternatives() {
    return this instanceof Union u ? u.members() : List.of(this);
  }

  /** One of the two; nothing is known when nothing is known of one. */
  static Type join(Type a, Type b) {
    if (a.equals(b) || b instanceof Never) {
      return a;
    } else if (a instanceof Never) {
      return b;
    } else if (!a.isKnown() || !b.isKnown()) {
      return ANY;
    }
    return union(List.of(a, b));
  }

  /** Flat and without duplicates; many alternatives are as good as none. */
  static Type union(List<Type> types) {
    var flat = new ArrayList<Type>();
    for (Type t : types) {
      for (Type each : t.alternatives()) {
        if (each instanceof Any) {
          return ANY;
        } else if (!flat.contains(each)) {
          flat.add(each);
        }
      }
    }
    return flat.isEmpty() || flat.size() > 8 ? ANY : flat.size() == 1 ? flat.get(0) : new Union(flat);
  }

  private static String words(List<?> parts) {
    return parts.stream().map(Object::toString).collect(Collectors.joining(" "));
  }
}
