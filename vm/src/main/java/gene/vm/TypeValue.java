// A type as a value: what `(Int | String)` evaluates to, with the namespace in which its names mean something.
package gene.vm;

import gene.analysis.TypeExpr;
import gene.data.Namespace;
import gene.data.Opaque;

/** Compared by structure: two type values are equal when their expressions are. */
final class TypeValue implements Opaque {
  final TypeExpr type;
  final Namespace scope;

  TypeValue(TypeExpr type, Namespace scope) {
    this.type = type;
    this.scope = scope;
  }

  @Override
  public String typeofName() {
    return "VkCustom";
  }

  @Override
  public String className() {
    return "Type";
  }

  @Override
  public String display() {
    return type.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TypeValue t && t.type.equals(type);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }
}
