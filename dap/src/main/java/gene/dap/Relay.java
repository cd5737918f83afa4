// The session of a program with a process of its own: once it is launched, each request of the client goes there, and each event comes from there.
package gene.dap;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gene.debug.DebugException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.debug.CancelArguments;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;

/**
 * The process is an adapter of the same make, so it is told what the client has told this one: that is kept until the launch, and
 * said again there in the same order, whereby breakpoints get the same numbers. What comes while the process starts waits for it.
 */
final class Relay implements Debuggee.Hearer {
  /** A process on a busy machine may take seconds to start. */
  static final long START_MILLISECONDS = 30_000;
  /** Longer than the process itself waits for a program that does not end. */
  private static final long PARTING_MILLISECONDS = 2500;
  /** What of a session's beginning concerns the program. */
  private static final Set<String> SETTINGS = Set.of("setBreakpoints", "setFunctionBreakpoints", "setExceptionBreakpoints", "setInstructionBreakpoints",
      "configurationDone", "gene/sourceText", "gene/traceStart", "gene/traceStop", "gene/profileStart", "gene/profileStop");

  private record Waiting(String method, Object parameter, CompletableFuture<Object> answer) {}

  private final Host host;
  private final long patienceMilliseconds;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final List<Waiting> said = new ArrayList<>();
  private final Map<String, CompletableFuture<Object>> open = new ConcurrentHashMap<>();
  private Client client;
  private InitializeRequestArguments abilities;
  private boolean local;
  /** Null unless a program is in a terminal, or about to be. */
  private TerminalLaunch starting;
  private Debuggee debuggee;
  private boolean over;

  Relay(Host host, long patienceMilliseconds) {
    this.host = host;
    this.patienceMilliseconds = patienceMilliseconds;
  }

  void connect(Client toClient) {
    client = toClient;
  }

  /** The client needs nothing more of this. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  synchronized boolean isActive() {
    return starting != null;
  }

  synchronized void initialized(InitializeRequestArguments arguments) {
    abilities = arguments;
  }

  /** The program runs in this process. */
  synchronized void stayHere() {
    local = true;
    said.clear();
  }

  /** A request that this process answers, but that another may have to know of. */
  synchronized void heard(String method, Object parameter) {
    if (!local && SETTINGS.contains(method)) {
      said.add(new Waiting(method, parameter, new CompletableFuture<>()));
    }
  }

  /** An unsaved text of a document of this process. */
  synchronized void edited(String path, String text) {
    var source = new JsonObject();
    source.addProperty("path", path);
    var parameter = new JsonObject();
    parameter.add("source", source);
    parameter.addProperty("text", text);
    if (debuggee == null) {
      heard("gene/sourceText", parameter);
    } else {
      debuggee.request("gene/sourceText", parameter, new CompletableFuture<>());
    }
  }

  // The beginning

  /** @param given the configuration as it came */
  synchronized void launch(LaunchArguments arguments, Map<String, Object> given, CompletableFuture<Void> answer) {
    if (abilities == null || !Boolean.TRUE.equals(abilities.getSupportsRunInTerminalRequest())) {
      throw new DebugException("This client opens no terminals for programs: leave `console` away, or start the program "
          + "in a terminal with `gene run --debug-listen FILE`, and attach to it");
    } else if (host.gene().get().isEmpty()) {
      throw new DebugException("This adapter does not know how to start Gene in a terminal: leave `console` away");
    }
    var launch = new TerminalLaunch(arguments, host, patienceMilliseconds);
    CompletableFuture<SocketChannel> connected = launch.start(client.remote(), Boolean.TRUE.equals(abilities.getSupportsArgsCanBeInterpretedByShell()));
    starting = launch;
    // The client starts such a program anew itself.
    var without = new Capabilities();
    without.setSupportsRestartRequest(false);
    client.capabilities(without);
    var attach = new LinkedHashMap<>(given);
    attach.remove("token");
    var attached = new CompletableFuture<Object>();
    attached.whenComplete((value, failure) -> {
      if (failure == null) {
        answer.complete(null);
      } else {
        answer.completeExceptionally(failure);
      }
    });
    said.add(new Waiting("attach", attach, attached));
    connected.whenComplete((channel, failure) -> {
      if (failure == null) {
        begin(channel);
      } else {
        fail(failure);
      }
    });
  }

  private synchronized void begin(SocketChannel channel) {
    debuggee = new Debuggee(channel, this);
    if (over) {
      debuggee.close();
      return;
    }
    debuggee.request("initialize", abilities, new CompletableFuture<>());
    said.forEach(w -> debuggee.request(w.method, w.parameter, w.answer));
    said.clear();
  }

  private synchronized void fail(Throwable failure) {
    starting = null;
    List<Waiting> unheard = List.copyOf(said);
    said.clear();
    unheard.forEach(w -> w.answer.completeExceptionally(failure));
  }

  // Requests

  synchronized void request(String id, String method, Object parameter, CompletableFuture<Object> answer) {
    open.put(id, answer);
    answer.whenComplete((value, failure) -> open.remove(id, answer));
    switch (method) {
      case "disconnect" -> part((DisconnectArguments) parameter, answer);
      case "restart" -> answer.completeExceptionally(new DebugException("A program in a terminal is not restarted: end the session, and launch it again"));
      case "launch", "attach" -> answer.completeExceptionally(new DebugException("A program was launched already"));
      case "cancel" -> cancel(parameter, answer);
      case "terminate" -> {
        if (debuggee == null) {
          giveUp();
          client.lost();
          answer.complete(null);
        } else {
          pass(method, parameter, answer);
        }
      }
      default -> pass(method, parameter, answer);
    }
  }

  private void pass(String method, Object parameter, CompletableFuture<Object> answer) {
    if (debuggee == null) {
      said.add(new Waiting(method, parameter, answer));
    } else {
      debuggee.request(method, parameter, answer);
    }
  }

  /** The numbers of requests there are not those here. */
  private void cancel(Object parameter, CompletableFuture<Object> answer) {
    answer.complete(null);
    Integer number = parameter instanceof CancelArguments c ? c.getRequestId() : null;
    CompletableFuture<Object> cancelled = number == null ? null : open.get(String.valueOf(number));
    if (cancelled == null) {
      return;
    } else if (debuggee == null) {
      said.removeIf(w -> w.answer == cancelled);
      cancelled.completeExceptionally(new Overtaken("cancelled"));
    } else if (debuggee.idOf(cancelled) != null) {
      var there = new JsonObject();
      there.addProperty("requestId", Integer.valueOf(debuggee.idOf(cancelled)));
      debuggee.request("cancel", there, new CompletableFuture<>());
    }
  }

  // The end

  /** A launched program ends with its session unless the client says otherwise. */
  private void part(DisconnectArguments asked, CompletableFuture<Object> answer) {
    boolean ends = asked == null || !Boolean.FALSE.equals(asked.getTerminateDebuggee());
    leave(ends).whenComplete((value, failure) -> {
      // An answer that does not come, or is a refusal, changes nothing: the connection ends.
      if (ends) {
        client.lost();
      }
      client.goodbye();
      answer.complete(null);
      close();
    });
  }

  /** The client has gone without a word. */
  synchronized void streamEnded() {
    client.goodbye();
    leave(true).whenComplete((value, failure) -> close());
  }

  private CompletableFuture<Object> leave(boolean ends) {
    var parted = new CompletableFuture<Object>();
    if (debuggee == null) {
      giveUp();
      parted.complete(null);
    } else {
      var there = new DisconnectArguments();
      there.setTerminateDebuggee(ends);
      debuggee.request("disconnect", there, parted);
    }
    return parted.orTimeout(PARTING_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  private void giveUp() {
    over = true;
    starting.giveUp();
  }

  private void close() {
    Debuggee there;
    synchronized (this) {
      there = debuggee;
    }
    if (there != null) {
      there.close();
    }
    ended.complete(null);
  }

  // What comes from the process

  @Override
  public void event(String name, JsonElement body) {
    // The client has been told that the adapter is ready, by the adapter.
    if (!name.equals("initialized")) {
      client.relay(name, body);
    }
  }

  @Override
  public void gone() {
    client.lost();
  }
}
