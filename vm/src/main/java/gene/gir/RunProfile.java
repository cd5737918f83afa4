// What a run saw of its program, so that the next one compiles what is hot before it is: a versioned part of a file that may be absent.
package gene.gir;

import java.util.Arrays;
import java.util.List;

/**
 * Names only: places of functions in their sources, paths of classes, names of fields. Whoever uses it looks all of it up, and
 * passes over what is not there or is something else now. The section has texts of its own, so that it can be replaced in a file.
 *
 * @param functions what was compiled, in the order in which it was met
 */
public record RunProfile(List<Hot> functions) {
  public static final RunProfile NONE = new RunProfile(List.of());
  /** More functions than this are not kept. */
  public static final int MOST_FUNCTIONS = 1000;
  private static final int VERSION = 2;

  /**
   * A function by where it is written.
   *
   * @param source the identity of its source; empty for the program's own
   * @param code   a hash of its instructions
   */
  public record Written(String source, int start, int end, int code) {}

  /** @param kinds for each parameter, receiver first, a letter of the kind that it was compiled for; null when only loops were */
  public record Hot(Written where, String kinds, List<Loop> loops, List<Guess> guesses, List<Call> calls, List<Member> members) {
    public Hot {
      loops = List.copyOf(loops);
      guesses = List.copyOf(guesses);
      calls = List.copyOf(calls);
      members = List.copyOf(members);
    }
  }

  /** A loop that was compiled. @param kinds of all that the frame held at its head */
  public record Loop(int pc, String kinds) {}

  /** What became of a guess at an instruction. @param kind a letter */
  public record Guess(int pc, String kind) {}

  /**
   * What a call has met.
   *
   * @param function  null when it was no function of the program
   * @param receivers the classes, the last one last
   * @param named     the name of a built-in, or of a variant as `Enum/Variant`; null when it was neither
   */
  public record Call(int site, Written function, List<String> receivers, boolean variant, String named) {
    public Call {
      receivers = List.copyOf(receivers);
    }
  }

  /** What a member site has met. @param kind a letter for the first value @param adds whether a write added the field
   *  @param variant as `Enum/Variant`, null when it was none */
  public record Member(int site, List<Shaped> shapes, boolean adds, boolean declared, String kind, String variant) {
    public Member {
      shapes = List.copyOf(shapes);
    }
  }

  /** An instance's class and its fields in order. */
  public record Shaped(String type, List<String> fields) {
    public Shaped {
      fields = List.copyOf(fields);
    }
  }

  public RunProfile {
    functions = List.copyOf(functions);
  }

  public boolean isEmpty() {
    return functions.isEmpty();
  }

  /** As they are written: what a record compares by is put together when it is first used, and takes longer than most programs run. */
  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof RunProfile p && Arrays.equals(toBytes(), p.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toBytes());
  }

  // The section

  byte[] toBytes() {
    var body = new ByteOutput();
    body.list(functions, RunProfile::write);
    ByteOutput texts = body.sibling();
    texts.pool();
    var all = new ByteOutput();
    all.u8(VERSION);
    all.block(texts.toBytes());
    all.raw(body.toBytes());
    return all.toBytes();
  }

  private static void write(ByteOutput out, Hot hot) {
    write(out, hot.where);
    out.text(hot.kinds);
    out.list(hot.loops, (o, l) -> {
      o.uint(l.pc);
      o.text(l.kinds);
    });
    out.list(hot.guesses, (o, g) -> {
      o.uint(g.pc);
      o.text(g.kind);
    });
    out.list(hot.calls, (o, c) -> {
      o.uint(c.site);
      o.bool(c.function != null);
      if (c.function != null) {
        write(o, c.function);
      }
      o.texts(c.receivers);
      o.bool(c.variant);
      o.text(c.named);
    });
    out.list(hot.members, (o, m) -> {
      o.uint(m.site);
      o.list(m.shapes, (p, s) -> {
        p.text(s.type);
        p.texts(s.fields);
      });
      o.bool(m.adds);
      o.bool(m.declared);
      o.text(m.kind);
      o.text(m.variant);
    });
  }

  private static void write(ByteOutput out, Written where) {
    out.text(where.source);
    out.uint(where.start);
    out.uint(where.end);
    out.sint(where.code);
  }

  /** @param bytes the file, with the section from `from` to `end` */
  static RunProfile read(byte[] bytes, int from, int end) {
    var in = new ByteInput(bytes, from, end, null);
    if (in.u8() != VERSION) {
      return NONE;
    }
    int pool = in.count();
    int at = in.at();
    in.part(pool);
    var body = new ByteInput(bytes, in.at(), end, new ByteInput.Texts(bytes, at, at + pool));
    var profile = new RunProfile(body.list(RunProfile::hot));
    if (!body.isAtEnd()) {
      throw new Damage("a profile is longer than what is in it");
    }
    return profile;
  }

  private static Hot hot(ByteInput in) {
    return new Hot(written(in), in.text(), in.list(i -> new Loop(i.uint(), i.someText())), in.list(i -> new Guess(i.uint(), i.someText())),
        in.list(i -> new Call(i.uint(), i.bool() ? written(i) : null, i.list(ByteInput::someText), i.bool(), i.text())),
        in.list(i -> new Member(i.uint(), i.list(j -> new Shaped(j.someText(), j.list(ByteInput::someText))), i.bool(), i.bool(), i.someText(), i.text())));
  }

  private static Written written(ByteInput in) {
    return new Written(in.someText(), in.uint(), in.uint(), in.sint());
  }
}
