// The recorded writes of one place, as a person reads them.
package gene.debug;

import gene.data.GeneHashMap;
import gene.data.GeneHashSet;
import gene.data.Instance;
import gene.data.Key;
import gene.data.GeneArray;
import gene.data.Gene;
import gene.source.Source;
import gene.source.Span;
import gene.vm.Frames;
import gene.vm.Writes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** @param complete whether there are no older writes */
public record PastWrites(List<PastWrite> writes, boolean complete) {
  /**
   * @param position right after the write
   * @param kind     assignment, argument, creation or debugger
   * @param before   the value that was replaced; Java's null when there was none
   * @param source   null when no Gene code wrote
   */
  public record PastWrite(long position, String kind, Variable value, Variable before, Source source, Span span, String function, int thread) {}

  static PastWrites of(Control control, Frames frames, int level, String path, int most, long before) {
    Writes.Place place = find(frames, level, path.strip(), prefix -> control.aside.value(frames, level, Expression.read(prefix), null));
    Writes.History history = control.past.timeline().travel().writes(place, most, before);
    return new PastWrites(history.writes().stream().map(w -> shown(w, path, control)).toList(), history.complete());
  }

  private static PastWrite shown(Writes.Write w, String path, Control control) {
    boolean outside = w.kind() == Writes.Kind.OUTSIDE || w.code() == null;
    String kind = outside ? "debugger" : w.kind().name().toLowerCase(java.util.Locale.ROOT);
    Span span = w.code() == null ? null : new Span(w.code().spanStart(w.pc()), w.code().spanEnd(w.pc()));
    return new PastWrite(w.position(), kind, variable(path, w.value()), variable(path, w.before()), w.code() == null ? null : w.code().source(), span,
        w.function(), control.threadOf(w.fiber()));
  }

  private static Variable variable(String name, Object value) {
    return value == null ? null : new Variable(name, value);
  }

  /** A variable, or what a path such as `a/b/0` ends at. */
  private static Writes.Place find(Frames frames, int level, String path, Function<String, Object> evaluate) {
    int slash = path.lastIndexOf('/');
    if (path.isEmpty() || path.matches(".*[\\s()\\[\\]].*")) {
      throw new DebugException("`" + path + "` is no variable or path: only those are written");
    } else if (slash < 0) {
      return frames.place(level, path).orElseThrow(() -> new DebugException("There is no variable `" + path + "` here, or it has no value yet"));
    }
    Object owner = slash == 0 ? frames.self(level) : evaluate.apply(path.substring(0, slash));
    String last = path.substring(slash + 1);
    return part(owner, last, evaluate.apply(path)).orElseThrow(() -> new DebugException("`" + path + "` is not a part of a value that can be written"));
  }

  private static Optional<Writes.Place> part(Object owner, String name, Object value) {
    if (owner instanceof GeneHashMap map) {
      for (Key key : map.keys()) {
        if (Preview.of(key.value()).equals(name)) {
          return Frames.place(owner, key, value);
        }
      }
      return Optional.empty();
    } else if (owner instanceof GeneHashSet || owner instanceof Instance i && i.shape().slot(name) < 0) {
      return Optional.empty();
    }
    boolean indexed = (owner instanceof GeneArray || owner instanceof Gene) && name.matches("-?\\d{1,9}");
    if (!indexed) {
      return Frames.place(owner, name.startsWith("^") ? name.substring(1) : name, value);
    }
    int size = owner instanceof GeneArray a ? a.size() : ((Gene) owner).children().size();
    int index = Integer.parseInt(name);
    int at = index < 0 ? size + index : index;
    return at < 0 || at >= size ? Optional.empty() : Frames.place(owner, at, value);
  }
}
