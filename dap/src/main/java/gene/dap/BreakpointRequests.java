// Requests that set where and when the program stops.
package gene.dap;

import gene.debug.BreakpointRequest;
import gene.debug.DebugException;
import gene.debug.ExceptionFilter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

final class BreakpointRequests {
  private final Conversation conversation;
  private final Translation translation;

  BreakpointRequests(Conversation conversation) {
    this.conversation = conversation;
    translation = conversation.translation();
  }

  @JsonRequest
  public CompletableFuture<SetBreakpointsResponse> setBreakpoints(SetBreakpointsArguments args) {
    return conversation.requests().ask(() -> {
      if (args.getSource() == null || args.getSource().getPath() == null) {
        throw new DebugException("Breakpoints can be set in files only");
      }
      SourceBreakpoint[] wanted = args.getBreakpoints() == null ? new SourceBreakpoint[0] : args.getBreakpoints();
      List<BreakpointRequest> asked = Arrays.stream(wanted).map(b -> new BreakpointRequest(translation.lines().fromClient(b.getLine()),
          orEmpty(b.getCondition()), orEmpty(b.getHitCondition()), orEmpty(b.getLogMessage()))).toList();
      return conversation.session().setBreakpoints(translation.paths().id(args.getSource().getPath()), asked).map(found -> {
        var response = new SetBreakpointsResponse();
        response.setBreakpoints(found.stream().map(translation::breakpoint).toArray(Breakpoint[]::new));
        return response;
      });
    });
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  @JsonRequest
  public CompletableFuture<SetExceptionBreakpointsResponse> setExceptionBreakpoints(SetExceptionBreakpointsArguments args) {
    return conversation.requests().ask(() -> {
      var wanted = EnumSet.noneOf(ExceptionFilter.class);
      for (String filter : args.getFilters() == null ? new String[0] : args.getFilters()) {
        wanted.add(Arrays.stream(ExceptionFilter.values()).filter(f -> f.name().equalsIgnoreCase(filter)).findFirst()
            .orElseThrow(() -> new DebugException("There is no exception filter `" + filter + "`")));
      }
      return conversation.debugger().setExceptionFilters(wanted).map(x -> new SetExceptionBreakpointsResponse());
    });
  }
}
