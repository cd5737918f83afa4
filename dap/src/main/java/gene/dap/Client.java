// Events to the client, in the order of the calls; `terminated` is sent once, and nothing after the client was told goodbye.
package gene.dap;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gene.debug.Breakpoint;
import gene.debug.DebugThread;
import gene.debug.Stop;
import gene.debug.Timeline;
import gene.source.Source;
import java.util.Locale;
import org.eclipse.lsp4j.debug.BreakpointEventArguments;
import org.eclipse.lsp4j.debug.BreakpointEventArgumentsReason;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.CapabilitiesEventArguments;
import org.eclipse.lsp4j.debug.ExitedEventArguments;
import org.eclipse.lsp4j.debug.InvalidatedAreas;
import org.eclipse.lsp4j.debug.InvalidatedEventArguments;
import org.eclipse.lsp4j.debug.LoadedSourceEventArguments;
import org.eclipse.lsp4j.debug.LoadedSourceEventArgumentsReason;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.eclipse.lsp4j.debug.ThreadEventArguments;
import org.eclipse.lsp4j.debug.ThreadEventArgumentsReason;
import org.eclipse.lsp4j.jsonrpc.Endpoint;

final class Client {
  private final GeneClient remote;
  private final Endpoint wire;
  private final Translation translation;
  private boolean ended;
  private boolean gone;
  private boolean hearsInvalidated;

  /** @param wire takes what has another program's form already */
  Client(GeneClient remote, Endpoint wire, Translation translation) {
    this.remote = remote;
    this.wire = wire;
    this.translation = translation;
  }

  /** @param invalidated whether the client knows the event `invalidated` */
  synchronized void hears(boolean invalidated) {
    hearsInvalidated = invalidated;
  }

  /** For what the client is asked, which is no event. */
  GeneClient remote() {
    return remote;
  }

  synchronized void initialized() {
    remote.initialized();
  }

  synchronized void stopped(Stop stop) {
    if (ended || gone) {
      return;
    }
    var event = new StoppedEventArguments();
    event.setReason(stop.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    event.setThreadId(stop.thread());
    event.setAllThreadsStopped(true);
    if (!stop.text().isEmpty()) {
      event.setText(stop.text());
    }
    if (stop.exception() != null) {
      event.setDescription(stop.caught() ? "Paused on exception" : "Paused on uncaught exception");
    }
    if (!stop.breakpoints().isEmpty()) {
      event.setHitBreakpointIds(stop.breakpoints().toArray(Integer[]::new));
    }
    remote.stopped(event);
  }

  synchronized void thread(DebugThread thread, boolean started) {
    if (ended || gone) {
      return;
    }
    var event = new ThreadEventArguments();
    event.setReason(started ? ThreadEventArgumentsReason.STARTED : ThreadEventArgumentsReason.EXITED);
    event.setThreadId(thread.id());
    remote.thread(event);
  }

  synchronized void changed(Breakpoint breakpoint) {
    if (ended || gone) {
      return;
    }
    var event = new BreakpointEventArguments();
    event.setReason(BreakpointEventArgumentsReason.CHANGED);
    event.setBreakpoint(translation.breakpoint(breakpoint));
    remote.breakpoint(event);
  }

  synchronized void loaded(Source source) {
    if (ended || gone) {
      return;
    }
    var event = new LoadedSourceEventArguments();
    event.setReason(LoadedSourceEventArgumentsReason.NEW);
    event.setSource(translation.paths().of(source, false));
    remote.loadedSource(event);
  }

  synchronized void output(String category, String text) {
    output(category, text, null, 0);
  }

  /** @param source null when the text comes from no line */
  synchronized void output(String category, String text, Source source, int offset) {
    if (ended || gone) {
      return;
    }
    var event = new OutputEventArguments();
    event.setCategory(category);
    event.setOutput(text);
    if (source != null) {
      event.setSource(translation.paths().of(source, false));
      event.setLine(translation.lines().line(source, offset));
      event.setColumn(translation.lines().column(source, offset));
    }
    remote.output(event);
  }

  /** Frames and variables that were shown are no longer good, though the program stands where it stood. */
  synchronized void invalidated() {
    if (ended || gone || !hearsInvalidated) {
      return;
    }
    var event = new InvalidatedEventArguments();
    event.setAreas(new String[] {InvalidatedAreas.ALL});
    remote.invalidated(event);
  }

  /** An instruction trace has new rows, or has ended. */
  synchronized void timeline(Timeline.State state) {
    if (!ended && !gone) {
      remote.timeline(TimeTravelRequests.shown(state));
    }
  }

  synchronized void forked(long position, long dropped) {
    if (ended || gone) {
      return;
    }
    var body = new JsonObject();
    body.addProperty("position", position);
    body.addProperty("dropped", dropped);
    body.addProperty("message", "The past was changed at position " + position + ": the " + dropped + " steps behind it are forgotten, and the program does them anew");
    remote.forked(body);
  }

  synchronized void traceRows(JsonObject body) {
    if (!ended && !gone) {
      remote.traceRows(body);
    }
  }

  /** What this adapter can do has changed. @param changed the flags that have */
  synchronized void capabilities(Capabilities changed) {
    if (!ended && !gone) {
      var event = new CapabilitiesEventArguments();
      event.setCapabilities(changed);
      remote.capabilities(event);
    }
  }

  /** An event of a program's own process. */
  synchronized void relay(String event, JsonElement body) {
    if (!ended && !gone) {
      ended = event.equals("terminated");
      wire.notify(event, body);
    }
  }

  /** The program's own process is gone; its exit status is not known. */
  synchronized void lost() {
    if (!ended && !gone) {
      ended = true;
      remote.terminated(new TerminatedEventArguments());
    }
  }

  /** The program has ended, or was abandoned. */
  synchronized void ended(int exitStatus) {
    if (ended || gone) {
      return;
    }
    ended = true;
    var event = new ExitedEventArguments();
    event.setExitCode(exitStatus);
    remote.exited(event);
    remote.terminated(new TerminatedEventArguments());
  }

  synchronized void goodbye() {
    gone = true;
  }
}
