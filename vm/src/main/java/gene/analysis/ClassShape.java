// A class as its definition shows it: ancestors, methods, fields, and whether that is all there can be.
package gene.analysis;

import gene.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Filled while the definition is read; compared by identity, because classes are. */
public final class ClassShape {
  /** @param place the absolute span of the declaration */
  public record Field(String name, Type type, Span place) {}

  private final String name;
  private final Span place;
  final Map<String, FunctionInfo> methods = new LinkedHashMap<>();
  final Map<String, Field> fields = new LinkedHashMap<>();
  final List<String> interfaces = new ArrayList<>();
  FunctionInfo ctor;
  /** The superclass in the same file; null when it is another one or none. */
  ClassShape parent;
  /** A built-in superclass; `Object` without one; null when nothing is known of it. */
  String builtinParent = "Object";
  /** Whether members may come from elsewhere: code in the body that defines some, an unknown superclass. */
  boolean open;

  ClassShape(String name, Span place) {
    this.name = name;
    this.place = place;
  }

  public String name() {
    return name;
  }

  /** The absolute span of the definition's name. */
  public Span place() {
    return place;
  }

  public Optional<ClassShape> findParent() {
    return Optional.ofNullable(parent);
  }

  /** The methods that the class itself defines. */
  public Map<String, FunctionInfo> methods() {
    return methods;
  }

  /** The fields that the class itself declares. */
  public Map<String, Field> fields() {
    return fields;
  }

  public Optional<FunctionInfo> findCtor() {
    for (ClassShape c : lineage()) {
      if (c.ctor != null) {
        return Optional.of(c.ctor);
      }
    }
    return Optional.empty();
  }

  /** Own or inherited. */
  public Optional<FunctionInfo> findMethod(String method) {
    for (ClassShape c : lineage()) {
      if (c.methods.containsKey(method)) {
        return Optional.of(c.methods.get(method));
      }
    }
    return Optional.empty();
  }

  /** Own or inherited. */
  public Optional<Field> findField(String field) {
    for (ClassShape c : lineage()) {
      if (c.fields.containsKey(field)) {
        return Optional.of(c.fields.get(field));
      }
    }
    return Optional.empty();
  }

  /** The class and those of its ancestors that the file defines, nearest first; a class may be written as its own ancestor. */
  List<ClassShape> lineage() {
    if (parent == null) {
      return List.of(this);
    }
    var all = new LinkedHashSet<ClassShape>();
    for (ClassShape c = this; c != null && all.add(c); c = c.parent) {
      // collects
    }
    return List.copyOf(all);
  }

  /** Whether all that instances answer is known. */
  boolean isClosed() {
    return lineage().stream().noneMatch(c -> c.open || c.parent == null && c.builtinParent == null);
  }

  /** The nearest built-in ancestor; `Object` when the file's classes have none. */
  String builtinAncestor() {
    List<ClassShape> all = lineage();
    String builtin = all.get(all.size() - 1).builtinParent;
    return builtin == null ? "Object" : builtin;
  }

  boolean isA(ClassShape other) {
    return lineage().contains(other);
  }

  /** A class that declares no fields has an open set of them. */
  boolean declaresFields() {
    return !fields.isEmpty();
  }

  @Override
  public String toString() {
    return name;
  }
}
