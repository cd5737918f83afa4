// All built-in entries: an input of every analysis. Made by the library, needed without a VM.
package gene.analysis;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

public final class BuiltinTable {
  public static final BuiltinTable EMPTY = new BuiltinTable(List.of());

  private final Map<String, Builtin> byName = new LinkedHashMap<>();
  private final Map<String, Map<String, Builtin>> methods = new LinkedHashMap<>();
  private final Map<String, String> parents = new HashMap<>();
  private final Set<String> prefixes = new HashSet<>();

  public BuiltinTable(Collection<Builtin> entries) {
    for (Builtin b : entries) {
      if (b.kind() == Builtin.Kind.METHOD) {
        methods.computeIfAbsent(b.owner(), o -> new LinkedHashMap<>()).put(b.name(), b);
      } else {
        byName.put(b.qualifiedName(), b);
        prefixes.add(b.qualifiedName().split("/", 2)[0]);
        if (b.kind() == Builtin.Kind.CLASS) {
          parents.put(b.name(), b.parent());
        }
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

  public boolean isClass(String name) {
    return parents.containsKey(name);
  }

  /** Whether a class is another one or descends from it. */
  public boolean isA(String className, String ancestor) {
    for (String c = className; c != null && !c.isEmpty(); c = parents.get(c)) {
      if (c.equals(ancestor)) {
        return true;
      }
    }
    return false;
  }

  /** A method of the class or of its nearest ancestor that has it. */
  public Optional<Builtin> findInherited(String className, String method) {
    for (String c = className; c != null && !c.isEmpty(); c = parents.get(c)) {
      Builtin found = methods.getOrDefault(c, Map.of()).get(method);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** Everything but methods, in order of registration. */
  public Collection<Builtin> all() {
    return byName.values();
  }

  /** Whether it is the first part of a qualified name, as `math` is. */
  boolean isPrefix(String name) {
    return prefixes.contains(name);
  }

  /** The methods of one built-in class, without inherited ones. */
  public Collection<Builtin> methodsOf(String className) {
    return methods.getOrDefault(className, Map.of()).values();
  }

  /** The names that importing a path of the runtime makes global: loading an extension publishes what its `tags` holds. */
  List<String> published(List<String> path) {
    boolean extension = path.size() > 1 && path.get(0).equals("genex");
    String tags = extension ? "genex/" + path.get(1) + "/tags" : null;
    return extension ? byName.values().stream().filter(b -> b.owner().equals(tags)).map(Builtin::name).toList() : List.of();
  }

  public Collection<String> classesWithMethods() {
    return methods.keySet();
  }
}
