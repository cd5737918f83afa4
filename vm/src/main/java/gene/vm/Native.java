// A built-in function or method as a value.
package gene.vm;

import gene.data.Callable;

public final class Native implements Callable {
  private final String name;
  private final String qualifiedName;
  final NativeModule module;
  final int id;
  final boolean method;

  Native(String name, String qualifiedName, NativeModule module, int id, boolean method) {
    this.name = name;
    this.qualifiedName = qualifiedName;
    this.module = module;
    this.id = id;
    this.method = method;
  }

  @Override
  public String name() {
    return name;
  }

  /** `Array.size`, `math/sin`: what {@link gene.analysis.BuiltinTable} knows it by. */
  public String qualifiedName() {
    return qualifiedName;
  }
}
