// Instructions in the shape that clients show.
package gene.server;

import gene.bytecode.Code;
import gene.server.feature.Bytecode;
import gene.server.feature.Document;
import gene.source.Span;
import java.util.List;
import java.util.Locale;

final class ConvertCode {
  private ConvertCode() {}

  /** @param placed whether it was asked for a place in the text */
  static ServerQuestions.Code code(Document document, Positions positions, Bytecode b, boolean placed) {
    Code code = b.code();
    List<ServerQuestions.Row> rows = b.rows().stream().map(r -> new ServerQuestions.Row(r.offset(), r.op(), r.operands(), r.depth(), r.effect(), r.doc(),
        positions.range(r.span()), r.statement(), r.target() < 0 ? null : r.target(), r.code() < 0 ? null : r.code())).toList();
    return new ServerQuestions.Code(code.name(), code.kind().name().toLowerCase(Locale.ROOT), document.uri().text(),
        positions.range(new Span(code.start(), code.end())), code.params().stream().map(Code.Param::name).toList(),
        code.locals().stream().map(l -> new ServerQuestions.Local(l.name(), l.slot(), l.from(), l.to())).toList(), code.maxStack(), rows,
        code.handlers().stream().map(h -> new ServerQuestions.Handler(h.from(), h.to(), h.handler())).toList(),
        b.nested().stream().map(n -> code(document, positions, n, false)).toList(), placed ? b.current() : null);
  }
}
