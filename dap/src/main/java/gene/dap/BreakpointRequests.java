// Requests that set where and when the program stops.
package gene.dap;

import gene.debug.Ask;
import gene.debug.BreakpointRequest;
import gene.debug.Conditions;
import gene.debug.DataPlace;
import gene.debug.DataRequest;
import gene.debug.DebugException;
import gene.debug.StackFrame;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.BreakpointLocation;
import org.eclipse.lsp4j.debug.BreakpointLocationsArguments;
import org.eclipse.lsp4j.debug.BreakpointLocationsResponse;
import org.eclipse.lsp4j.debug.DataBreakpointAccessType;
import org.eclipse.lsp4j.debug.DataBreakpointInfoArguments;
import org.eclipse.lsp4j.debug.DataBreakpointInfoResponse;
import org.eclipse.lsp4j.debug.FunctionBreakpoint;
import org.eclipse.lsp4j.debug.InstructionBreakpoint;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetDataBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetDataBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

final class BreakpointRequests {
  private final Conversation conversation;
  private final Session session;
  private final Translation translation;
  private final Requests requests;

  BreakpointRequests(Conversation conversation) {
    this.conversation = conversation;
    session = conversation.session();
    translation = conversation.translation();
    requests = conversation.requests();
  }

  @JsonRequest
  public CompletableFuture<SetBreakpointsResponse> setBreakpoints(SetBreakpointsArguments args) {
    return requests.ask(() -> {
      SourceBreakpoint[] wanted = args.getBreakpoints() == null ? new SourceBreakpoint[0] : args.getBreakpoints();
      Lines lines = conversation.lines();
      List<BreakpointRequest> asked = Arrays.stream(wanted).map(b -> new BreakpointRequest(lines.fromClient(b.getLine()),
          b.getColumn() == null ? 0 : lines.columnFromClient(b.getColumn()), conditions(b.getCondition(), b.getHitCondition(), b.getLogMessage()))).toList();
      String source = translation.paths().id(args.getSource());
      return session.setBreakpoints(asked.size(), () -> conversation.debugger().setBreakpoints(source, asked)).map(found -> {
        var response = new SetBreakpointsResponse();
        response.setBreakpoints(shown(found));
        return response;
      });
    });
  }

  private Breakpoint[] shown(List<gene.debug.Breakpoint> found) {
    return found.stream().map(translation::breakpoint).toArray(Breakpoint[]::new);
  }

  private static Conditions conditions(String condition, String hitCondition, String logMessage) {
    return new Conditions(orEmpty(condition), orEmpty(hitCondition), orEmpty(logMessage));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  @JsonRequest
  public CompletableFuture<BreakpointLocationsResponse> breakpointLocations(BreakpointLocationsArguments args) {
    return requests.ask(() -> {
      Lines lines = conversation.lines();
      int line = lines.fromClient(args.getLine());
      int column = args.getColumn() == null ? 1 : lines.columnFromClient(args.getColumn());
      int endLine = args.getEndLine() == null ? line : lines.fromClient(args.getEndLine());
      int endColumn = args.getEndColumn() == null ? Integer.MAX_VALUE : lines.columnFromClient(args.getEndColumn());
      return conversation.debugger().places(translation.paths().id(args.getSource()), line, column, endLine, endColumn).map(places -> {
        var response = new BreakpointLocationsResponse();
        response.setBreakpoints(places.stream().map(p -> {
          var shown = new BreakpointLocation();
          shown.setLine(lines.toClient(p.line()));
          shown.setColumn(lines.columnToClient(p.column()));
          shown.setEndLine(lines.toClient(p.endLine()));
          shown.setEndColumn(lines.columnToClient(p.endColumn()));
          return shown;
        }).toArray(BreakpointLocation[]::new));
        return response;
      });
    });
  }

  @JsonRequest
  public CompletableFuture<SetFunctionBreakpointsResponse> setFunctionBreakpoints(SetFunctionBreakpointsArguments args) {
    return requests.ask(() -> {
      List<FunctionBreakpoint> wanted = List.of(args.getBreakpoints());
      List<Conditions> conditions = wanted.stream().map(b -> conditions(b.getCondition(), b.getHitCondition(), "")).toList();
      List<String> names = wanted.stream().map(FunctionBreakpoint::getName).toList();
      return session.setBreakpoints(names.size(), () -> conversation.debugger().setFunctionBreakpoints(names, conditions)).map(found -> {
        var response = new SetFunctionBreakpointsResponse();
        response.setBreakpoints(shown(found));
        return response;
      });
    });
  }

  @JsonRequest
  public CompletableFuture<SetInstructionBreakpointsResponse> setInstructionBreakpoints(SetInstructionBreakpointsArguments args) {
    return requests.ask(() -> {
      List<InstructionBreakpoint> wanted = List.of(args.getBreakpoints());
      List<Long> addresses = wanted.stream().map(b -> Addresses.parse(b.getInstructionReference()) + (b.getOffset() == null ? 0 : b.getOffset())).toList();
      List<Conditions> conditions = wanted.stream().map(b -> conditions(b.getCondition(), b.getHitCondition(), "")).toList();
      return session.setBreakpoints(addresses.size(), () -> conversation.debugger().setInstructionBreakpoints(addresses, conditions)).map(found -> {
        var response = new SetInstructionBreakpointsResponse();
        response.setBreakpoints(shown(found));
        for (int i = 0; i < addresses.size(); i++) {
          response.getBreakpoints()[i].setInstructionReference(wanted.get(i).getInstructionReference());
          response.getBreakpoints()[i].setOffset(wanted.get(i).getOffset());
        }
        return response;
      });
    });
  }

  @JsonRequest
  public CompletableFuture<Object> dataBreakpointInfo(DataBreakpointInfoArguments args) {
    return requests.ask(() -> {
      int reference = args.getVariablesReference() == null ? 0 : args.getVariablesReference();
      Function<StackFrame, DataPlace> find = frame -> {
        if (reference == 0) {
          return frame.place(args.getName());
        }
        Unfolding of = translation.unfolding(reference);
        String path = of.pathOf(args.getName());
        return of.frame().place(of.parts(), args.getName(), path == null ? args.getName() : path);
      };
      return conversation.inFrame(args.getFrameId(), frame -> info(() -> find.apply(frame)));
    });
  }

  /** A value that cannot be watched is an answer, not a failure. */
  private static Object info(Supplier<DataPlace> find) {
    try {
      DataPlace place = find.get();
      var response = new DataBreakpointInfoResponse();
      response.setDataId(place.id());
      response.setDescription(place.description());
      response.setAccessTypes(new DataBreakpointAccessType[] {DataBreakpointAccessType.WRITE});
      response.setCanPersist(false);
      return response;
    } catch (DebugException | Overtaken e) {
      return new Unwatchable(e.getMessage());
    }
  }

  @JsonRequest
  public CompletableFuture<SetDataBreakpointsResponse> setDataBreakpoints(SetDataBreakpointsArguments args) {
    return requests.ask(() -> {
      List<DataRequest> wanted = Arrays.stream(args.getBreakpoints()).map(b -> {
        if (b.getAccessType() != null && b.getAccessType() != DataBreakpointAccessType.WRITE) {
          throw new DebugException("Data breakpoints of Gene stop at writes only");
        }
        return new DataRequest(b.getDataId(), conditions(b.getCondition(), b.getHitCondition(), ""));
      }).toList();
      return session.setBreakpoints(wanted.size(), () -> conversation.debugger().setDataBreakpoints(wanted)).map(found -> {
        var response = new SetDataBreakpointsResponse();
        response.setBreakpoints(shown(found));
        return response;
      });
    });
  }

  @JsonRequest
  public CompletableFuture<SetExceptionBreakpointsResponse> setExceptionBreakpoints(SetExceptionBreakpointsArguments args) {
    return requests.ask(() -> session.setExceptionBreakpoints(ExceptionWishes.of(args)).map(faults -> {
      var response = new SetExceptionBreakpointsResponse();
      response.setBreakpoints(faults.stream().map(fault -> {
        var shown = new Breakpoint();
        shown.setVerified(fault.isEmpty());
        if (!fault.isEmpty()) {
          shown.setMessage(fault);
        }
        return shown;
      }).toArray(Breakpoint[]::new));
      return response;
    }));
  }
}
