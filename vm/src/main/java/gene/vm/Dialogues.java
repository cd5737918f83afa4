// Where the sessions of one VM come from: `($repl)` in a program, and what is left of a program that failed.
package gene.vm;

import gene.data.Raise;
import java.util.Optional;
import java.util.function.Function;

public final class Dialogues {
  private Function<Session, Dialogue> opener;
  /** The fiber that nothing caught an exception of; it stands where it left the program's outermost frame. */
  private Fiber failed;

  private Dialogues() {}

  public static Dialogues of(Vm vm) {
    return vm.part(Dialogues.class, v -> new Dialogues());
  }

  /** Says who talks with the sessions that the program opens. */
  public void openBy(Function<Session, Dialogue> by) {
    opener = by;
  }

  Dialogue open(Session session) {
    if (opener == null) {
      throw Raise.runtime("$repl needs a program that a person has started: here nobody gives a session its inputs");
    }
    return opener.apply(session);
  }

  void fail(Fiber f) {
    failed = f;
  }

  /** A session in the outermost frame of the program that has failed, with `$ex` as the exception; empty when none has. */
  public Optional<Session> afterFailure(Vm vm) {
    if (failed == null) {
      return Optional.empty();
    }
    var session = new Session(vm, failed);
    session.handle(failed.failure);
    return Optional.of(session);
  }
}
