// The calls that were running when an exception was thrown: captured as code and pc, made text on demand.
package gene.vm;

import gene.bytecode.Code;
import java.util.ArrayList;
import java.util.List;

public final class StackTrace {
  /** A running call; the offset is that of the form it had reached. */
  public record Entry(String name, Code code, int pc) {
    public String place() {
      return code.place(pc);
    }

    @Override
    public String toString() {
      return "at " + name + " (" + place() + ")";
    }
  }

  private static final int INNERMOST = 1000;
  private static final int OUTERMOST = 20;
  private static final int SHOWN_OF_A_RUN = 3;

  private final List<Entry> entries = new ArrayList<>();
  private final int omitted;

  private StackTrace(int omitted) {
    this.omitted = omitted;
  }

  /** The calls that are running. */
  public static StackTrace capture(Fiber fiber) {
    int count = fiber.depth + 1;
    var t = new StackTrace(Math.max(0, count - INNERMOST - OUTERMOST));
    for (int level = 0; level < count; level++) {
      if (level == INNERMOST && t.omitted > 0) {
        level = count - OUTERMOST;
      }
      Function f = fiber.function(level);
      if (isShown(f)) {
        t.entries.add(new Entry(f.traceName(), f.state.code, Math.max(0, fiber.pc(level))));
      }
    }
    for (Fiber r = fiber.below(); r != null && t.entries.size() < INNERMOST + OUTERMOST; r = r.below()) {
      for (int level = 0; level <= Math.min(r.depth, INNERMOST); level++) {
        Function f = r.function(level);
        if (isShown(f)) {
          t.entries.add(new Entry(f.traceName(), f.state.code, Math.max(0, r.pc(level))));
        }
      }
    }
    return t;
  }

  /** Not the frame that stands for a built-in while it waits: it has no place in any text. */
  private static boolean isShown(Function f) {
    return f != null && f.state.code.source() != null && f.state.code != NativeFrame.CODE;
  }

  /** Innermost first; the middle of a very deep stack is left out. */
  public List<Entry> entries() {
    return entries;
  }

  /** The first entry that is not in the library. */
  public Entry innermost() {
    return entries.stream().filter(e -> !e.code().source().name().equals(Prelude.NAME)).findFirst().orElse(entries.isEmpty() ? null : entries.get(0));
  }

  String location() {
    return entries.isEmpty() ? "" : innermost().place();
  }

  /** `at NAME (file:line:column)`, runs of repeated frames shortened. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    int i = 0;
    while (i < entries.size()) {
      if (i == INNERMOST && omitted > 0) {
        lines.add("… " + omitted + " more");
      }
      String text = entries.get(i).toString();
      int run = 1;
      while (i + run < entries.size() && entries.get(i + run).toString().equals(text)) {
        run++;
      }
      int skipped = i < INNERMOST && i + run >= INNERMOST ? omitted : 0;
      for (int k = 0; k < Math.min(run, SHOWN_OF_A_RUN); k++) {
        lines.add(text);
      }
      if (run > SHOWN_OF_A_RUN) {
        lines.add("… " + (run - SHOWN_OF_A_RUN + skipped) + " more");
      }
      i += run;
    }
    return lines;
  }
}
