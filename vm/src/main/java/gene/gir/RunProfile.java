// What a run saw of a module, so that the next one compiles what is hot before it is: a versioned part of a file that may be absent.
package gene.gir;

import java.util.List;

/** A function is named by the offset at which its definition starts. A version that is not known is passed over. */
public record RunProfile(List<Hot> functions) {
  public static final RunProfile NONE = new RunProfile(List.of());
  private static final int VERSION = 1;

  /** @param calls at most what an int holds */
  public record Hot(int start, int calls, int loops, List<Seen> types) {
    public Hot {
      types = List.copyOf(types);
    }
  }

  /** The kinds of values that an instruction met, as `(typeof v)` names them. */
  public record Seen(int pc, List<String> kinds) {
    public Seen {
      kinds = List.copyOf(kinds);
    }
  }

  public RunProfile {
    functions = List.copyOf(functions);
  }

  public boolean isEmpty() {
    return functions.isEmpty();
  }

  void write(ByteOutput out) {
    out.u8(VERSION);
    out.list(functions, (o, f) -> {
      o.uint(f.start());
      o.uint(f.calls());
      o.uint(f.loops());
      o.list(f.types(), (p, s) -> {
        p.uint(s.pc());
        p.texts(s.kinds());
      });
    });
  }

  static RunProfile read(ByteInput in) {
    if (in.u8() != VERSION) {
      return NONE;
    }
    return new RunProfile(in.list(i -> new Hot(i.uint(), i.uint(), i.uint(), i.list(s -> new Seen(s.uint(), s.texts())))));
  }
}
