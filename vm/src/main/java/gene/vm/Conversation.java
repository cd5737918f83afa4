// A session that a program has opened with `($repl)`: prelude.gene drives it, an input at a time.
package gene.vm;

import gene.source.Source;
import java.util.Optional;

public final class Conversation {
  private final Vm vm;
  private final Session session;
  private final Dialogue dialogue;
  private Source input;

  private Conversation(Vm vm, Session session, Dialogue dialogue) {
    this.vm = vm;
    this.session = session;
    this.dialogue = dialogue;
  }

  /** What the instruction asks for: the conversation, in the frame that runs. */
  static CallRequest open(Vm vm, Fiber f) {
    var session = new Session(vm, f);
    return CallRequest.call(vm.prelude("converse"), null, new Conversation(vm, session, Dialogues.of(vm).open(session)));
  }

  /** Waits for an input that compiles; false at the end. */
  public boolean next() {
    while (true) {
      Optional<Source> next = vm.block(() -> { }, dialogue::next);
      if (next.isEmpty()) {
        return false;
      }
      input = next.get();
      Optional<Fault> fault = session.prepare(input);
      if (fault.isEmpty()) {
        return true;
      }
      dialogue.tell(fault.get());
    }
  }

  public CallRequest run() {
    return CallRequest.call(session.begin(), null);
  }

  public void show(Object value) {
    session.end();
    dialogue.show(input, value);
  }

  public void tell(ExceptionInstance exception) {
    session.end();
    dialogue.tell(new Fault.UncaughtFault(exception));
  }

  public void close() {
    dialogue.close();
  }
}
