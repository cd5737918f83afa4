// The name of a stack frame, with as much beside it as a client asks for.
package gene.dap;

import gene.debug.Scope;
import gene.debug.StackFrame;
import gene.debug.Variable;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.debug.StackFrameFormat;

final class FrameNames {
  private FrameNames() {}

  static String of(StackFrame f, StackFrameFormat format, Lines lines) {
    String name = f.awaits() ? f.name() + " (awaits)" : f.name();
    if (format == null) {
      return name;
    }
    var text = new StringBuilder();
    if (Boolean.TRUE.equals(format.getModule())) {
      text.append(f.source().name()).append('!');
    }
    text.append(name);
    if (Boolean.TRUE.equals(format.getParameters())) {
      text.append('(').append(arguments(f).stream().map(v -> argument(v, format)).collect(Collectors.joining(", "))).append(')');
    }
    if (Boolean.TRUE.equals(format.getLine())) {
      text.append(" Line ").append(lines.line(f.source(), f.span().start()));
    }
    return text.toString();
  }

  private static List<Variable> arguments(StackFrame f) {
    return f.scopes().stream().filter(s -> s.kind() == Scope.Kind.ARGUMENTS).flatMap(s -> s.variables().named(0, s.variables().namedCount()).stream()).toList();
  }

  private static String argument(Variable v, StackFrameFormat format) {
    var text = new StringBuilder();
    if (Boolean.TRUE.equals(format.getParameterTypes())) {
      text.append(v.type());
    }
    if (!Boolean.FALSE.equals(format.getParameterNames())) {
      text.append(text.isEmpty() ? "" : " ").append(v.name());
    }
    if (Boolean.TRUE.equals(format.getParameterValues())) {
      text.append(text.isEmpty() ? "" : " = ").append(v.text(Boolean.TRUE.equals(format.getHex())));
    }
    return text.toString();
  }
}
