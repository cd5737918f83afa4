// The three ways in which a client says at which exceptions to stop, as one list.
package gene.dap;

import gene.debug.DebugException;
import gene.debug.ExceptionFilter;
import gene.debug.ExceptionRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.lsp4j.debug.ExceptionBreakMode;
import org.eclipse.lsp4j.debug.ExceptionFilterOptions;
import org.eclipse.lsp4j.debug.ExceptionOptions;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;

final class ExceptionWishes {
  private ExceptionWishes() {}

  /** In the order of the answer: filters, filters with conditions, paths. */
  static List<ExceptionRequest> of(SetExceptionBreakpointsArguments args) {
    var wishes = new ArrayList<ExceptionRequest>();
    for (String id : args.getFilters() == null ? new String[0] : args.getFilters()) {
      wishes.add(new ExceptionRequest(filter(id), List.of(), ""));
    }
    for (ExceptionFilterOptions o : args.getFilterOptions() == null ? new ExceptionFilterOptions[0] : args.getFilterOptions()) {
      ExceptionFilter filter = filter(o.getFilterId());
      String condition = o.getCondition() == null ? "" : o.getCondition().strip();
      wishes.add(filter == ExceptionFilter.CLASS ? new ExceptionRequest(filter, names(condition), "") : new ExceptionRequest(filter, List.of(), condition));
    }
    for (ExceptionOptions o : args.getExceptionOptions() == null ? new ExceptionOptions[0] : args.getExceptionOptions()) {
      wishes.add(path(o));
    }
    return wishes;
  }

  static String id(ExceptionFilter filter) {
    return filter.name().toLowerCase(Locale.ROOT);
  }

  private static ExceptionFilter filter(String id) {
    return Arrays.stream(ExceptionFilter.values()).filter(f -> id(f).equals(id)).findFirst()
        .orElseThrow(() -> new DebugException("There is no exception filter `" + id + "`"));
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.split("[\\s,|]+")).filter(name -> !name.isEmpty()).toList();
  }

  /** The last segment of a path names classes; the ones before it only group them. */
  private static ExceptionRequest path(ExceptionOptions o) {
    List<String> classes = o.getPath() == null || o.getPath().length == 0 ? List.of() : List.of(o.getPath()[o.getPath().length - 1].getNames());
    boolean negated = o.getPath() != null && Arrays.stream(o.getPath()).anyMatch(s -> Boolean.TRUE.equals(s.getNegate()));
    if (negated) {
      throw new DebugException("A path that leaves out classes is not supported; a condition can: `(not ($ex .is NAME))`");
    }
    ExceptionBreakMode mode = o.getBreakMode();
    ExceptionFilter filter = mode == ExceptionBreakMode.ALWAYS ? ExceptionFilter.ALL : ExceptionFilter.UNCAUGHT;
    // Never: a wish that nothing fulfils keeps the place in the answer.
    return mode == ExceptionBreakMode.NEVER ? new ExceptionRequest(ExceptionFilter.CLASS, List.of(), "") : new ExceptionRequest(filter, classes, "");
  }
}
