// Compiles an analysed file, or code made at run time, to Code.
package gene.compiler;

import gene.analysis.Analysis;
import gene.analysis.Binding;
import gene.analysis.FunctionInfo;
import gene.analysis.FunctionInfo.Param;
import gene.analysis.Node;
import gene.bytecode.Code;
import gene.bytecode.CodeBuilder;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.source.Source;
import gene.syntax.Forms;
import java.util.ArrayList;
import java.util.List;

public final class Compiler {
  /** What the options of a run change about the code. */
  public record Options(boolean typeChecks, boolean contracts) {
    public static final Options DEFAULT = new Options(true, true);
  }

  private final Source source;
  final Options options;

  /** Null unless functions of a running program are to go on with the code. */
  private final Recompilation recompilation;

  private Compiler(Source source, Options options, Recompilation recompilation) {
    this.source = source;
    this.options = options;
    this.recompilation = recompilation;
  }

  /** The module's code. The analysis must have no errors. */
  public static Code compile(Analysis analysis, Options options) {
    FunctionInfo module = analysis.module();
    return compile(analysis, options, null, CaptureLayout.of(module, null));
  }

  static Code compile(Analysis analysis, Options options, Recompilation recompilation, CaptureLayout layout) {
    return new Compiler(analysis.source(), options, recompilation).module(analysis.module(), layout);
  }

  private Code module(FunctionInfo info, CaptureLayout layout) {
    return function(info, null, layout, this::body);
  }

  Source source() {
    return source;
  }

  /** Emits what a function does. */
  interface Body {
    void emit(FunctionInfo info, Emitter e, NodeCompiler nodes);
  }

  Code function(FunctionInfo info, Emitter outer) {
    return function(info, outer, this::body);
  }

  Code function(FunctionInfo info, Emitter outer, Body body) {
    CaptureLayout layout = recompilation == null ? CaptureLayout.of(info, outer) : recompilation.layout(info, outer, kind(info));
    return function(info, outer, layout, body);
  }

  private Code function(FunctionInfo info, Emitter outer, CaptureLayout layout, Body content) {
    int from = info.top().start() + info.form().start();
    int to = info.top().start() + info.form().end();
    var builder = new CodeBuilder(info.name(), kind(info), source, from, to);
    builder.flags(info.isMacro(), info.isGenerator(), info.isAsync());
    builder.metadata(new Code.Metadata(info.intent(), examples(info), info.signature()));
    int slot = info.isMethod() ? 1 : 0;
    for (Param p : info.params()) {
      builder.param(new Code.Param(Code.ParamKind.valueOf(p.kind().name()), p.name(), slot++, p.isRequired(),
          p.type() == null ? null : p.type().toString()));
    }
    layout.captures.forEach(builder::capture);
    Runnable body = () -> {
      var e = new Emitter(info, builder, info.top(), layout);
      content.emit(info, e, new NodeCompiler(this, e));
      builder.slots(e.slotCount());
    };
    boolean later = outer != null && info.kind() != FunctionInfo.Kind.BODY;
    if (!later) {
      body.run();
    }
    Code code = later ? builder.build(body) : builder.build();
    if (recompilation != null) {
      recompilation.made(code, layout);
    }
    return code;
  }

  private Object examples(FunctionInfo info) {
    return info.examples() == null ? null : Forms.toData(info.examples(), source, info.top().start());
  }

  private static Code.Kind kind(FunctionInfo info) {
    return switch (info.kind()) {
      case MODULE -> Code.Kind.MODULE;
      case BODY -> Code.Kind.BODY;
      case FUNCTION -> Code.Kind.FUNCTION;
      case BLOCK -> Code.Kind.BLOCK;
      case METHOD -> Code.Kind.METHOD;
      case CTOR -> Code.Kind.CTOR;
      case EVAL -> Code.Kind.EVAL;
    };
  }

  private void body(FunctionInfo info, Emitter e, NodeCompiler nodes) {
    var slots = new ArrayList<Integer>();
    for (Param p : info.params()) {
      slots.add(e.parameter(p.binding()));
    }
    nodes.prepareBlocks();
    for (int i = 0; i < info.params().size(); i++) {
      if (info.params().get(i).binding() != null) {
        e.at(info.params().get(i).binding());
      }
      parameter(info.params().get(i), slots.get(i), e, nodes);
    }
    e.openScope(info.scope());
    if (info.kind() == FunctionInfo.Kind.MODULE) {
      nodes.shareDefinitions(info.scope());
    }
    contract(info, info.preconditions(), false, e, nodes);
    if (info.isGenerator() || info.isAsync()) {
      e.emit(info.startsAtOnce() && !info.isGenerator() ? Op.START_BODY : Op.ENTER_BODY);
    }
    List<Node> all = info.body().nodes();
    boolean plainExit = info.postconditions().isEmpty() && (info.returnType() == null || !options.typeChecks()) && info.kind() != FunctionInfo.Kind.CTOR;
    boolean callable = switch (info.kind()) {
      case FUNCTION, BLOCK, METHOD -> true;
      case MODULE, BODY, CTOR, EVAL -> false;
    };
    if (plainExit && callable && !info.isGenerator()) {
      nodes.sequence(all, info.body().tops(), info.form(), Use.TAIL);
    } else {
      nodes.sequence(all, info.body().tops(), info.form(), info.kind() == FunctionInfo.Kind.CTOR ? Use.EFFECT : Use.VALUE);
      if (info.kind() == FunctionInfo.Kind.CTOR) {
        e.emit(Op.LOAD_SELF);
      }
      exit(info, e, nodes);
      landing(info, e, nodes);
    }
    e.closeRanges(info.scope());
  }

  /** A value that `return` of a block has brought is checked as every other one; a constructor gives the instance all the same. */
  private void landing(FunctionInfo info, Emitter e, NodeCompiler nodes) {
    boolean checks = info.kind() == FunctionInfo.Kind.CTOR || info.returnType() != null || !info.postconditions().isEmpty();
    if (info.home() == null || info.kind() == FunctionInfo.Kind.BLOCK || !checks || info.isGenerator()) {
      return;
    }
    e.code.landing();
    e.depth(1);
    if (info.kind() == FunctionInfo.Kind.CTOR) {
      e.emit(Op.POP);
      e.emit(Op.LOAD_SELF);
    }
    exit(info, e, nodes);
  }

  /** Return checks and postconditions over the value on the stack (for a constructor, the instance), then RETURN. */
  void exit(FunctionInfo info, Emitter e, NodeCompiler nodes) {
    if (info.returnType() != null && options.typeChecks() && !info.isGenerator() && !info.isAsync()) {
      e.emit(Op.CHECK_TYPE, new Site.Type(info.returnType(), "return value of " + (info.name().isEmpty() ? "a function" : info.name()), Site.Boundary.RETURN));
    }
    if (!info.postconditions().isEmpty() && options.contracts()) {
      int mark = e.mark();
      e.openScope(info.result().scope());
      e.emit(Op.DUP);
      e.store(info.result(), false);
      contract(info, info.postconditions(), true, e, nodes);
      e.release(mark, info.result().scope());
    }
    e.emit(Op.RETURN);
  }

  private void parameter(Param p, int slot, Emitter e, NodeCompiler nodes) {
    if (p.fallback() != null) {
      // The data of a macro function's arguments are not evaluated, nor is a default.
      int from = e.code.spanStart();
      int to = e.code.spanEnd();
      e.at(p.fallbackForm());
      var given = new Emitter.Label();
      e.jump(Op.JUMP_IF_GIVEN, given, target -> new Site.Given(p.name(), slot, target));
      if (e.info.isMacro()) {
        nodes.data(p.fallbackForm());
      } else {
        nodes.compile(p.fallback(), Use.VALUE);
      }
      e.emit(Op.INIT_LOCAL, slot);
      e.place(given);
      e.code.at(from, to);
    }
    if (p.type() != null && options.typeChecks()) {
      boolean rest = p.kind() == FunctionInfo.ParamKind.REST;
      e.emit(Op.LOAD_LOCAL, slot);
      e.emit(Op.CHECK_TYPE, new Site.Type(rest ? new RestOf(p.type()) : p.type(), p.name(), Site.Boundary.ARGUMENT));
      e.emit(Op.INIT_LOCAL, slot);
    }
    if (p.binding() != null && p.binding().captured()) {
      e.emit(Op.WRAP_CELL, slot);
    }
    if (p.pattern() != null) {
      e.emit(Op.LOAD_LOCAL, slot);
      nodes.patterns.bind(p.pattern());
    }
    if (p.field()) {
      e.emit(Op.LOAD_SELF);
      e.load(p.binding());
      e.emit(Op.SET_MEMBER, new Site.Member(p.name(), 0, false));
      e.emit(Op.POP);
    }
  }

  private void contract(FunctionInfo info, List<Node> conditions, boolean post, Emitter e, NodeCompiler nodes) {
    if (!options.contracts()) {
      return;
    }
    int number = 1;
    int from = e.code.spanStart();
    int to = e.code.spanEnd();
    for (Node condition : conditions) {
      e.at(condition.form());
      var kept = new Emitter.Label();
      nodes.compile(condition, Use.VALUE);
      e.jump(Op.JUMP_IF_TRUE, kept);
      var shown = info.params().stream().filter(p -> p.binding() != null).map(p -> e.variable(p.binding())).toList();
      String text = nodes.written(condition.form());
      e.emit(Op.CONTRACT_FAILED, new Site.Contract(info.name().isEmpty() ? "<fn>" : info.name(), post, number++, text, shown, post ? e.variable(info.result()) : null));
      e.place(kept);
    }
    e.code.at(from, to);
  }
}
