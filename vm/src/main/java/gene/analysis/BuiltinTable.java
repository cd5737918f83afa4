// All built-in entries: an input of every analysis. Made by the library, needed without a VM.
package gene.analysis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class BuiltinTable {
  public static final BuiltinTable EMPTY = new BuiltinTable(List.of());

  private final Map<String, Builtin> byName = new LinkedHashMap<>();
  private final Map<String, Map<String, Builtin>> methods = new LinkedHashMap<>();

  public BuiltinTable(Collection<Builtin> entries) {
    for (Builtin b : entries) {
      if (b.kind() == Builtin.Kind.METHOD) {
        methods.computeIfAbsent(b.owner(), o -> new LinkedHashMap<>()).put(b.name(), b);
      } else {
        byName.put(b.qualifiedName(), b);
      }
    }
  }

  /** By the name a program writes: `println`, `math/sin`. */
  public Optional<Builtin> find(String qualifiedName) {
    return Optional.ofNullable(byName.get(qualifiedName));
  }

  public Optional<Builtin> findMethod(String className, String method) {
    return Optional.ofNullable(methods.getOrDefault(className, Map.of()).get(method));
  }

  /** Everything but methods, in order of registration. */
  public Collection<Builtin> all() {
    return byName.values();
  }

  /** The methods of one built-in class, without inherited ones. */
  public Collection<Builtin> methodsOf(String className) {
    return methods.getOrDefault(className, Map.of()).values();
  }

  public Collection<String> classesWithMethods() {
    return methods.keySet();
  }
}
