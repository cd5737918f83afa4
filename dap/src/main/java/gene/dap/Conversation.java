// What the families of requests of one client share.
package gene.dap;

import gene.debug.Ask;
import gene.debug.Debugger;
import gene.debug.StackFrame;
import java.util.function.Function;

/** @param requests where each family puts its work */
record Conversation(Host host, Session session, Translation translation, Requests requests) {
  static Conversation with(Host host) {
    var translation = new Translation(new SourcePaths(host.folder()));
    return new Conversation(host, new Session(host, translation), translation, new Requests());
  }

  Debugger debugger() {
    return session.debugger();
  }

  /** Looks at a frame of the stopped program by the client's number; without one at the innermost. */
  <T> Ask<T> inFrame(Integer frame, Function<StackFrame, T> look) {
    return debugger().whileStopped(innermost -> look.apply(frame == null ? innermost : translation.frame(frame)));
  }

  Lines lines() {
    return translation.lines();
  }
}
