// Requests about a session as a whole: its beginning, its restart, its end.
package gene.dap;

import gene.debug.DebugException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.CancelArguments;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.TerminateArguments;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

final class SessionRequests {
  private final Conversation conversation;
  private final Session session;
  private final Relay relay;
  private final Requests requests;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  /** The program goes on without the client. */
  private boolean released;

  /** @param relay runs programs in terminals */
  SessionRequests(Conversation conversation, Relay relay) {
    this.conversation = conversation;
    this.relay = relay;
    relay.ended().thenRun(() -> ended.complete(null));
    session = conversation.session();
    requests = conversation.requests();
  }

  CompletableFuture<Void> ended() {
    return ended;
  }

  void streamEnded() {
    if (relay.isActive()) {
      relay.streamEnded();
      return;
    }
    session.client().goodbye();
    if (session.isAttached()) {
      released = true;
      session.release();
      ended.complete(null);
    } else if (!released) {
      session.terminate().whenComplete((nothing, failure) -> ended.complete(null));
    }
  }

  @JsonRequest
  public CompletableFuture<Capabilities> initialize(InitializeRequestArguments args) {
    conversation.lines().countFrom(Boolean.FALSE.equals(args.getLinesStartAt1()) ? 0 : 1, Boolean.FALSE.equals(args.getColumnsStartAt1()) ? 0 : 1);
    if ("uri".equals(args.getPathFormat())) {
      conversation.translation().paths().useUris();
    }
    session.client().hears(Boolean.TRUE.equals(args.getSupportsInvalidatedEvent()));
    session.paint(Boolean.TRUE.equals(args.getSupportsANSIStyling()));
    return requests.after(Feature.all(), () -> session.client().initialized());
  }

  @JsonRequest
  public CompletableFuture<Void> launch(Map<String, Object> args) {
    Map<String, Object> given = args == null ? Map.of() : args;
    return requests.begin(answer -> {
      LaunchArguments arguments = LaunchArguments.parse(given, conversation.host());
      if (arguments.console() == Console.INTERNAL) {
        session.launch(arguments, answer);
        relay.stayHere();
      } else {
        session.checkLaunchable();
        relay.launch(arguments, given, answer);
      }
    });
  }

  @JsonRequest
  public CompletableFuture<Void> attach(Map<String, Object> args) {
    return requests.begin(answer -> session.attach(LaunchArguments.ofAttach(args == null ? Map.of() : args), answer));
  }

  @JsonRequest
  public CompletableFuture<Void> configurationDone(ConfigurationDoneArguments args) {
    return requests.after(null, session::configurationDone);
  }

  /** @param args may bring the launch configuration anew, as `arguments` */
  @JsonRequest
  @SuppressWarnings("unchecked")
  public CompletableFuture<Void> restart(Map<String, Object> args) {
    return requests.begin(answer -> {
      Object changed = args == null ? null : args.get("arguments");
      LaunchArguments anew = changed instanceof Map<?, ?> map && map.get("program") != null
          ? LaunchArguments.parse((Map<String, Object>) map, conversation.host()) : null;
      if (anew != null && anew.console() != Console.INTERNAL) {
        throw new DebugException("A restart stays in the debug console: end the session to launch the program in a terminal");
      }
      session.restart(anew, answer);
    });
  }

  @JsonRequest
  public CompletableFuture<Void> cancel(CancelArguments args) {
    return requests.after(null, () -> {
      if (args != null && args.getRequestId() != null && requests.cancel(String.valueOf(args.getRequestId()))) {
        conversation.debugger().cancelEvaluation();
      }
    });
  }

  @JsonRequest
  public CompletableFuture<Void> terminate(TerminateArguments args) {
    return requests.after(null, session::terminate);
  }

  @JsonRequest
  public CompletableFuture<Void> disconnect(DisconnectArguments args) {
    Boolean asked = args == null ? null : args.getTerminateDebuggee();
    boolean release = asked == null ? session.isAttached() : !asked;
    return requests.begin(answer -> {
      released = release;
      CompletableFuture<Void> end = release ? session.release() : session.terminate();
      CompletableFuture<Void> parting = release ? CompletableFuture.completedFuture(null) : end;
      parting.whenComplete((x, failure) -> {
        session.client().goodbye();
        answer.complete(null);
        // The process of an attached program lives as long as that.
        (session.isAttached() ? CompletableFuture.<Void>completedFuture(null) : end).whenComplete((y, late) -> ended.complete(null));
      });
    });
  }
}
