// What could be typed in a frame: its variables and what its namespaces hold, or the parts and methods of a value behind a slash.
package gene.debug;

import gene.data.Callable;
import gene.data.GeneClass;
import gene.data.Instance;
import gene.data.Namespace;
import gene.vm.Frames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class Completions {
  private static final int MOST = 500;

  private final Map<String, Completion> found = new LinkedHashMap<>();
  private final String prefix;
  private final int start;

  private Completions(String prefix, int start) {
    this.prefix = prefix;
    this.start = start;
  }

  static List<Completion> at(StackFrame frame, Frames frames, int level, String text, int column) {
    int end = Math.max(0, Math.min(column, text.length()));
    int begin = end;
    while (begin > 0 && isOfPath(text.charAt(begin - 1))) {
      begin--;
    }
    String path = text.substring(begin, end);
    int cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('.'));
    var completions = new Completions(path.substring(cut + 1), begin + cut + 1);
    if (cut > 0) {
      completions.parts(frame, path.substring(0, cut));
    } else if (cut < 0) {
      completions.names(frames, level);
    } else if (path.startsWith(".") && begin >= 2 && text.charAt(begin - 1) == ' ') {
      completions.methodsOfReceiver(frame, text.substring(0, begin - 1));
    }
    return completions.found.values().stream().limit(MOST).toList();
  }

  private static boolean isOfPath(char c) {
    return Character.isLetterOrDigit(c) || "_/?!*$@+-<>=%.".indexOf(c) >= 0;
  }

  private void add(String name, Object value, Completion.Kind other) {
    if (name.startsWith(prefix) && !name.startsWith("(") && !name.startsWith("#")) {
      Completion.Kind kind = value instanceof GeneClass ? Completion.Kind.CLASS : value instanceof Namespace ? Completion.Kind.MODULE
          : value instanceof Callable ? other == Completion.Kind.METHOD ? other : Completion.Kind.FUNCTION : other;
      found.putIfAbsent(name, new Completion(name, kind, Preview.of(value), start));
    }
  }

  private void names(Frames frames, int level) {
    frames.locals(level).forEach(v -> add(v.name(), v.value(), Completion.Kind.VARIABLE));
    frames.captured(level).forEach(v -> add(v.name(), v.value(), Completion.Kind.VARIABLE));
    for (Namespace n = frames.namespace(level); n != null; n = n.parent()) {
      members(n);
    }
  }

  private void members(Namespace n) {
    n.members().forEach((name, cell) -> {
      if (!cell.isAbsent()) {
        add(name, cell.value(), Completion.Kind.VARIABLE);
      }
    });
  }

  /** The last word before the blank is the receiver: `(xs .pu`. */
  private void methodsOfReceiver(StackFrame frame, String before) {
    int begin = before.length();
    while (begin > 0 && isOfPath(before.charAt(begin - 1))) {
      begin--;
    }
    if (begin < before.length()) {
      value(frame, before.substring(begin)).ifPresent(this::methods);
    }
  }

  private void parts(StackFrame frame, String path) {
    value(frame, path).ifPresent(value -> {
      Parts parts = Parts.of(value);
      parts.named(0, MOST).forEach(v -> add(v.name().startsWith("^") ? v.name().substring(1) : v.name(), v.value(), Completion.Kind.FIELD));
      parts.indexed(0, Math.min(parts.indexedCount(), 20)).forEach(v -> add(v.name(), v.value(), Completion.Kind.FIELD));
      methods(value);
    });
  }

  private static java.util.Optional<Object> value(StackFrame frame, String path) {
    try {
      return java.util.Optional.of(frame.lookUp(path).value());
    } catch (DebugException e) {
      // What is before the cursor need not have a value; there is nothing to offer then.
      return java.util.Optional.empty();
    }
  }

  private void methods(Object value) {
    if (value instanceof Instance i) {
      for (GeneClass c = i.cls(); c != null; c = c.parent()) {
        c.methods().forEach((name, method) -> add(name, method, Completion.Kind.METHOD));
      }
    }
  }
}
