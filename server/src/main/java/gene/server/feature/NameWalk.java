// A walk over every name that is written in a form: of paths each segment, of `a:b` both, keys of properties, without marks.
package gene.server.feature;

import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.List;

/** Quoted names are data; only what fills a template is code. Spans are absolute. */
abstract class NameWalk {
  private final Document document;
  private Tree.Top top;

  NameWalk(Document document) {
    this.document = document;
  }

  abstract void name(Span span, String name);

  /** A string that is written without escapes may name something, too. */
  abstract void string(Span inside, String text);

  final void walk(Tree.Top walked) {
    top = walked;
    form(walked.form());
  }

  private void form(Form form) {
    if (form instanceof Form.Name n) {
      token(n.start(), n.text());
    } else if (form instanceof Form.Path p) {
      p.segments().forEach(s -> token(s.start(), s.text()));
    } else if (form instanceof Form.Quote q) {
      holes(q.datum());
    } else if (form instanceof Form.Literal l && l.value() instanceof String s && l.end() - l.start() == s.length() + 2) {
      string(at(l.start() + 1, s.length()), s);
    } else {
      props(form).forEach(p -> token(p.keyStart(), document.text(new Span(p.keyStart(), p.keyEnd()).shift(top.start()))));
      form.parts().forEach(this::form);
    }
  }

  private static List<Form.Prop> props(Form form) {
    return form instanceof Form.Node n ? n.props() : form instanceof Form.MapForm m ? m.props() : List.of();
  }

  private void holes(Form datum) {
    if (datum instanceof Form.Hole h) {
      form(h.datum());
    } else {
      datum.parts().forEach(this::holes);
    }
  }

  private void token(int start, String text) {
    String core = Words.core(text);
    int from = start + Words.leading(text);
    int colon = core.indexOf(':');
    if (colon > 0) {
      name(at(from, colon), core.substring(0, colon));
      name(at(from + colon + 1, core.length() - colon - 1), core.substring(colon + 1));
    } else {
      name(at(from, core.length()), core);
    }
  }

  private Span at(int from, int length) {
    return new Span(top.start() + from, top.start() + from + length);
  }
}
