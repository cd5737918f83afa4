// A method together with the receiver it will be called on.
package gene.vm;

import gene.data.Callable;
import gene.data.Opaque;

public record BoundMethod(Object receiver, String name) implements Callable, Opaque {
  @Override
  public String typeofName() {
    return "Function";
  }

  @Override
  public String className() {
    return "Function";
  }

  @Override
  public String display() {
    return "VkBoundMethod";
  }
}
