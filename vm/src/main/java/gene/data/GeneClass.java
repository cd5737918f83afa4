// A class: methods by name, declared fields, a constructor, and a small namespace of members. Changed through Store only.
package gene.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public final class GeneClass {
  private final String name;
  private final GeneClass parent;
  private final Namespace members;
  private final Shape root;
  private final Epoch epoch;
  private boolean ownEquality;
  private int equalityEpoch = -1;
  final LinkedHashMap<String, Callable> methods = new LinkedHashMap<>();
  final LinkedHashMap<String, Object> fields = new LinkedHashMap<>();
  final LinkedHashMap<String, Object> metadata = new LinkedHashMap<>();
  List<Interface> interfaces = List.of();
  Callable ctor;
  private final Interface adapts;
  // The most fields an instance of it has had so far: what the next one reserves.
  int expectedFields;

  /** @param parent null for Object only
   *  @param scope  the namespace in which the class is defined, where names of its body are looked up next */
  public GeneClass(String name, GeneClass parent, Namespace scope, Epoch epoch) {
    this(name, parent, null, scope, epoch);
  }

  private GeneClass(String name, GeneClass parent, Interface adapts, Namespace scope, Epoch epoch) {
    this.name = name;
    this.adapts = adapts;
    this.parent = parent;
    this.epoch = epoch;
    this.members = new Namespace(name, scope, epoch);
    this.root = new Shape(this, null, null);
    this.expectedFields = parent == null ? 0 : parent.expectedFields;
  }

  /** The class of the adapters that one implementation makes; programs see its parent in its place. */
  public static GeneClass implementation(Interface of, GeneClass parent, Namespace scope, Epoch epoch) {
    return new GeneClass(parent.name, parent, of, scope, epoch);
  }

  public String name() {
    return name;
  }

  /** The interface whose adapters are the instances; null for every class that a program can see. */
  public Interface adapts() {
    return adapts;
  }

  /** What programs see of it: those of all adapters are one. */
  public GeneClass visible() {
    return adapts == null ? this : parent;
  }

  /** The interfaces that the class itself names. */
  public List<Interface> interfaces() {
    return interfaces;
  }

  /** Whether the class or an ancestor names the interface. */
  public boolean conformsTo(Interface wanted) {
    for (GeneClass c = this; c != null; c = c.parent) {
      if (c.interfaces.contains(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** Null for Object. */
  public GeneClass parent() {
    return parent;
  }

  public Namespace members() {
    return members;
  }

  public Shape rootShape() {
    return root;
  }

  /** Whether it or an ancestor declares the field, and so perhaps a type for it. */
  public boolean declares(String field) {
    for (GeneClass c = this; c != null; c = c.parent) {
      if (c.fields.containsKey(field)) {
        return true;
      }
    }
    return false;
  }

  public boolean isA(GeneClass other) {
    for (GeneClass c = this; c != null; c = c.parent) {
      if (c == other) {
        return true;
      }
    }
    return false;
  }

  /** The method of this class or the nearest ancestor; null when there is none. */
  public Callable findMethod(String name) {
    for (GeneClass c = this; c != null; c = c.parent) {
      Callable m = c.methods.get(name);
      if (m != null) {
        return m;
      }
    }
    return null;
  }

  /** Whether `==` asks a method of this class or an ancestor. */
  public boolean hasOwnEquality() {
    if (equalityEpoch != epoch.value()) {
      ownEquality = findMethod("==") != null;
      equalityEpoch = epoch.value();
    }
    return ownEquality;
  }

  /** The constructor of this class or the nearest ancestor; null when there is none. */
  public Callable findCtor() {
    for (GeneClass c = this; c != null; c = c.parent) {
      if (c.ctor != null) {
        return c.ctor;
      }
    }
    return null;
  }

  /** The constructor written in the class itself; null when there is none. */
  public Callable ownCtor() {
    return ctor;
  }

  /** The methods defined in the class itself, in order. */
  public Map<String, Callable> methods() {
    return Collections.unmodifiableMap(methods);
  }

  /** Declared fields with their types (null when untyped), own ones only. */
  public Map<String, Object> fields() {
    return Collections.unmodifiableMap(fields);
  }

  public Map<String, Object> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  @Override
  public String toString() {
    return name;
  }
}
