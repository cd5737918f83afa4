// What a handler gets besides message and state: the reply to the pending request, and the actor itself.
package gene.vm;

import gene.data.Opaque;
import gene.data.Raise;
import java.util.function.Consumer;

public final class ActorContext implements Opaque {
  private final Actor actor;
  private final boolean request;
  private boolean replied;
  Consumer<Parcel> answer;

  ActorContext(Actor actor, boolean request) {
    this.actor = actor;
    this.request = request;
  }

  public Actor actor() {
    return actor;
  }

  boolean hasReplied() {
    return replied;
  }

  /** The turn has ended: a reply that comes later is a second one. */
  void close() {
    replied = true;
  }

  /** @throws Raise when nobody waits for a reply, there was one already, or the value cannot leave the VM */
  public void reply(Vm vm, Object value) {
    if (!request) {
      throw Raise.of("ThreadException", "ActorContext.reply requires send_expect_reply");
    } else if (replied) {
      throw Raise.of("ThreadException", "ActorContext.reply can only be called once per message");
    }
    Parcel parcel = Packing.pack(vm, value);
    replied = true;
    answer.accept(parcel);
  }

  @Override
  public String typeofName() {
    return "ActorContext";
  }

  @Override
  public String className() {
    return "ActorContext";
  }

  @Override
  public String display() {
    return "VkActorContext";
  }
}
