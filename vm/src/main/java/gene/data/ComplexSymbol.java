// A path such as `a/b/c`: the list of its parts, empty parts included.
package gene.data;

import java.util.List;

public record ComplexSymbol(List<String> parts) {
  public ComplexSymbol {
    parts = List.copyOf(parts);
  }

  @Override
  public String toString() {
    return String.join("/", parts);
  }
}
