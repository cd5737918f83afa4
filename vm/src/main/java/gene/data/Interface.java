// What `interface` defines: the members that it asks for, and how classes of others supply them. Changed through Store only.
package gene.data;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calling it with an object gives that object seen through the interface. */
public final class Interface implements Callable, Coded, Opaque {
  private final String name;
  private final Set<String> methods;
  private final Set<String> fields;
  private final Set<String> readonly;
  final Map<GeneClass, GeneClass> implementations = new IdentityHashMap<>();

  /** @param readonly those of the fields that no adapter writes */
  public Interface(String name, List<String> methods, List<String> fields, List<String> readonly) {
    this.name = name;
    this.methods = Collections.unmodifiableSet(new LinkedHashSet<>(methods));
    this.fields = Collections.unmodifiableSet(new LinkedHashSet<>(fields));
    this.readonly = Set.copyOf(readonly);
  }

  @Override
  public String name() {
    return name;
  }

  /** The names of the declared methods, in order. */
  public Set<String> methods() {
    return methods;
  }

  /** The names of the declared fields, in order. */
  public Set<String> fields() {
    return fields;
  }

  public boolean isReadonly(String field) {
    return readonly.contains(field);
  }

  /** The class of the adapters for objects of a class or of its nearest ancestor that has one; null when none has. */
  public GeneClass findImplementation(GeneClass cls) {
    for (GeneClass c = cls; c != null; c = c.parent()) {
      GeneClass found = implementations.get(c);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  public String typeofName() {
    return "VkInterface";
  }

  @Override
  public String className() {
    return "Interface";
  }

  @Override
  public String display() {
    return "VkInterface";
  }

  @Override
  public String code() {
    return "<Interface " + name + ">";
  }
}
