// What `genex/sub` gives: the handle by which a program stops listening.
package gene.vm;

import gene.data.Opaque;

public final class Subscription implements Opaque {
  private final Object event;
  private final Object callback;

  Subscription(Object event, Object callback) {
    this.event = event;
    this.callback = callback;
  }

  Object event() {
    return event;
  }

  Object callback() {
    return callback;
  }

  @Override
  public String typeofName() {
    return "Subscription";
  }

  @Override
  public String className() {
    return "Subscription";
  }

  @Override
  public String display() {
    return "VkCustom";
  }
}
