// The type of a rest parameter: an array each of whose elements has the type.
package gene.compiler;

import gene.analysis.TypeExpr;

public record RestOf(TypeExpr element) {
  @Override
  public String toString() {
    return element + "...";
  }
}
