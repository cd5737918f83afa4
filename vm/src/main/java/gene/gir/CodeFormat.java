// Code in a GIR file: what is known of a function before it runs, and its body, which is read when it first does.
package gene.gir;

import gene.bytecode.Code;
import gene.bytecode.CodeBuilder;
import gene.bytecode.Op;
import gene.bytecode.Verifier;
import gene.data.Raise;
import gene.source.Source;
import java.util.ArrayList;
import java.util.List;

final class CodeFormat {
  private static final Code.Kind[] KINDS = Code.Kind.values();
  private static final Code.ParamKind[] PARAM_KINDS = Code.ParamKind.values();
  private static final int OP_COUNT = Op.values().length;
  private static final int MACRO = 1, GENERATOR = 2, ASYNC = 4, SIMPLE = 8;
  private static final List<Code.Capture> NO_CAPTURES = List.of();

  private final Source source;
  private final ValueFormat values;
  private final SiteFormat sites;

  CodeFormat(Source source) {
    this.source = source;
    this.values = new ValueFormat(source);
    this.sites = new SiteFormat(values);
  }

  // Writing

  /** All of it: bodies that have not been needed yet are compiled now. */
  void write(ByteOutput out, Code code) {
    out.text(code.name());
    out.u8(code.kind().ordinal());
    out.uint(code.start());
    out.uint(code.end() - code.start());
    out.u8((code.isMacro() ? MACRO : 0) | (code.isGenerator() ? GENERATOR : 0) | (code.isAsync() ? ASYNC : 0) | (code.isSimple() ? SIMPLE : 0));
    out.sint(code.definitionsEnd());
    out.list(code.captures(), (o, c) -> {
      o.text(c.name());
      o.bool(c.fromSlot());
      o.sint(c.index());
      o.bool(c.constant());
    });
    ByteOutput head = out.sibling();
    writeHead(head, code);
    out.block(head.toBytes());
    ByteOutput body = out.sibling();
    writeBody(body, code);
    out.block(body.toBytes());
  }

  private void writeHead(ByteOutput out, Code code) {
    out.list(code.params(), (o, p) -> {
      o.u8(p.kind().ordinal());
      o.text(p.name());
      o.uint(p.slot());
      o.bool(p.required());
      o.text(p.type());
    });
    Code.Metadata data = code.metadata();
    out.bool(data != null);
    if (data != null) {
      out.text(data.intent());
      values.write(out, data.examples());
      out.text(data.signature());
    }
  }

  private void writeBody(ByteOutput out, Code code) {
    out.uint(code.slots());
    out.uint(code.length());
    out.raw(code.copyOps());
    out.sints(code.operands());
    out.ascending(code.statements());
    out.uint(code.constantCount());
    for (int i = 0; i < code.constantCount(); i++) {
      values.write(out, code.constant(i));
    }
    out.uint(code.siteCount());
    for (int i = 0; i < code.siteCount(); i++) {
      sites.write(out, code.site(i));
    }
    out.list(code.handlers(), (o, h) -> {
      o.uint(h.from());
      o.uint(h.to());
      o.uint(h.handler());
      o.uint(h.depth());
    });
    out.uint(code.codeCount());
    for (int i = 0; i < code.codeCount(); i++) {
      write(out, code.code(i));
    }
    ByteOutput places = out.sibling();
    writePlaces(places, code);
    out.block(places.toBytes());
  }

  private void writePlaces(ByteOutput out, Code code) {
    var starts = new int[code.length()];
    var lengths = new int[starts.length];
    int at = code.start();
    for (int pc = 0; pc < starts.length; pc++) {
      starts[pc] = code.spanStart(pc) - at;
      lengths[pc] = code.spanEnd(pc) - code.spanStart(pc);
      at = code.spanStart(pc);
    }
    out.sints(starts);
    out.sints(lengths);
    out.list(code.locals(), (o, v) -> {
      o.text(v.name());
      o.uint(v.slot());
      o.uint(v.from());
      o.uint(v.to());
      o.bool(v.cell());
      o.bool(v.constant());
    });
    out.list(code.statementSpans(), (o, s) -> {
      o.uint(s.start());
      o.sint(s.end() - s.start());
    });
  }

  // Reading

  // Plain loops here and below: at the start of a program each lambda costs more than what it reads.

  Code read(ByteInput in) {
    String name = in.someText();
    Code.Kind kind = in.choice(KINDS);
    int start = in.uint();
    int end = start + in.uint();
    int flags = in.u8();
    int definitionsEnd = in.sint();
    int count = in.count();
    List<Code.Capture> captures = count == 0 ? NO_CAPTURES : new ArrayList<>(count);
    for (int n = count; n > 0; n--) {
      captures.add(new Code.Capture(in.someText(), in.bool(), in.sint(), in.bool()));
    }
    ByteInput head = in.part(in.count());
    ByteInput body = in.part(in.count());
    var parts = new Parts(this, name, kind, start, end, definitionsEnd, captures, head, body);
    return new Code(name, kind, source, start, end, (flags & MACRO) != 0, (flags & GENERATOR) != 0, (flags & ASYNC) != 0, (flags & SIMPLE) != 0,
        definitionsEnd, captures, parts);
  }

  /** Reads the rest of a code when it is first needed. */
  private record Parts(CodeFormat format, String name, Code.Kind kind, int start, int end, int definitionsEnd, List<Code.Capture> captures,
      ByteInput headBytes, ByteInput bodyBytes) implements Code.Parts {
    @Override
    public Code.Head head() {
      return format.readHead(headBytes.again());
    }

    @Override
    public CodeBuilder body() {
      var builder = new CodeBuilder(name, kind, format.source, start, end);
      builder.definitionsEnd(definitionsEnd);
      for (Code.Capture capture : captures) {
        builder.capture(capture);
      }
      for (Code.Param param : format.readHead(headBytes.again()).params()) {
        builder.param(param);
      }
      format.readBody(bodyBytes.again(), builder, start);
      return builder;
    }
  }

  private Code.Head readHead(ByteInput in) {
    try {
      List<Code.Param> params = in.list(i -> new Code.Param(i.choice(PARAM_KINDS), i.text(), i.uint(), i.bool(), i.text()));
      Code.Metadata data = in.bool() ? new Code.Metadata(in.text(), values.read(in), in.text()) : null;
      if (!in.isAtEnd()) {
        throw new Damage("a head is longer than what is in it");
      }
      return new Code.Head(params, data);
    } catch (Damage e) {
      throw damaged(e);
    }
  }

  private void readBody(ByteInput in, CodeBuilder to, int start) {
    try {
      instructions(in, to, start);
      Verifier.check(to);
    } catch (Damage | IllegalStateException e) {
      throw damaged(e);
    }
  }

  /** The file's own hash was right, so it was written like this. */
  private Raise damaged(RuntimeException why) {
    return Raise.runtime("The compiled code of " + source.name() + " is damaged: " + why.getMessage())
        .withHint("run the source file with --force-compile");
  }

  private void instructions(ByteInput in, CodeBuilder to, int start) {
    int slots = in.uint();
    to.slots(slots);
    int n = in.count();
    byte[] ops = in.raw(n);
    for (byte op : ops) {
      if ((op & 0xFF) >= OP_COUNT) {
        throw new Damage("there is no instruction " + (op & 0xFF));
      }
    }
    int[] operands = in.sints(n);
    int[] statements = in.ascending();
    to.instructions(ops, operands, statements);
    for (int i = in.count(); i > 0; i--) {
      to.constantAt(values.read(in));
    }
    for (int i = in.count(); i > 0; i--) {
      to.siteAt(sites.read(in));
    }
    for (int i = in.count(); i > 0; i--) {
      to.tableEntry(in.uint(), in.uint(), in.uint(), in.uint());
    }
    for (int i = in.count(); i > 0; i--) {
      to.codeAt(read(in));
    }
    int placesAt = in.count();
    ByteInput places = in.part(placesAt);
    to.places(() -> places(places.again(), start, n, slots, statements));
    if (!in.isAtEnd()) {
      throw new Damage("a body is longer than what is in it");
    }
  }

  private Code.Places places(ByteInput in, int start, int n, int slots, int[] statements) {
    try {
      int[] starts = in.sints(n);
      int[] ends = in.sints(n);
      int at = start;
      for (int pc = 0; pc < n; pc++) {
        at += starts[pc];
        starts[pc] = at;
        ends[pc] += at;
      }
      List<Code.LocalVar> locals = in.list(i -> new Code.LocalVar(i.someText(), i.uint(), i.uint(), i.uint(), i.bool(), i.bool()));
      var spans = new ArrayList<Code.Statement>();
      if (in.count() != statements.length) {
        throw new Damage("a statement has no place");
      }
      for (int pc : statements) {
        int from = in.uint();
        spans.add(new Code.Statement(pc, from, from + in.sint()));
      }
      var places = new Code.Places(starts, ends, locals, spans);
      Verifier.check(places, n, slots);
      return places;
    } catch (Damage | IllegalStateException e) {
      throw damaged(e);
    }
  }
}
