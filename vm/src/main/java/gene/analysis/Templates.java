// `$render`: a template as the code that builds a copy of it with its holes filled.
package gene.analysis;

import gene.data.Special;
import gene.data.Symbol;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;

final class Templates {
  private final Analyzer a;

  Templates(Analyzer a) {
    this.a = a;
  }

  Node build(Form f) {
    if (f instanceof Form.Quote q) {
      return build(q.datum());
    } else if (f instanceof Form.Hole h) {
      return h.discard() ? discard(h, new Node.Const(h, Special.NIL)) : hole(h);
    } else if (f instanceof Form.Array array) {
      return new Node.ArrayLit(f, items(array.items(), true), array.sealed());
    } else if (f instanceof Form.MapForm m) {
      return new Node.MapLit(f, entries(m.props()), m.sealed());
    } else if (f instanceof Form.HashMapForm h) {
      return new Node.HashMapLit(f, h.items().stream().map(this::build).toList(), h.sealed());
    } else if (f instanceof Form.Interpolation i) {
      return new Node.GeneLit(f, new Node.Const(f, Symbol.of("#Str")), new Node.Arguments(List.of(), items(i.pieces(), false)), false);
    } else if (f instanceof Form.Node n) {
      Node type = n.head() == null ? new Node.Const(f, Special.NIL) : build(n.head());
      return new Node.GeneLit(f, type, new Node.Arguments(entries(n.props()), items(n.children(), false)), n.sealed());
    }
    return a.quoted(f, f);
  }

  private List<Node.Entry> entries(List<Form.Prop> props) {
    return props.stream().map(p -> new Node.Entry(p.key(), build(p.value()))).toList();
  }

  private List<Node.Item> items(List<Form> forms, boolean array) {
    var items = new ArrayList<Node.Item>();
    for (int i = 0; i < forms.size(); i++) {
      Form f = forms.get(i);
      boolean dots = i + 1 < forms.size() && Analyzer.isName(forms.get(i + 1), "...");
      if (f instanceof Form.Hole h && !h.discard() && dots) {
        // `%(expr)...`: the dots behind a bracket are a form of their own.
        items.add(new Node.Item(hole(h), true));
        i++;
      } else if (f instanceof Form.Hole h && h.discard() && array) {
        items.add(new Node.Item(discard(h, new Node.ArrayLit(h, List.of(), false)), true));
      } else if (f instanceof Form.Hole h && Analyzer.withoutDots(h.datum()) != null) {
        items.add(new Node.Item(a.expression(Analyzer.withoutDots(h.datum())), true));
      } else {
        items.add(new Node.Item(build(f), false));
      }
    }
    return items;
  }

  private Node discard(Form.Hole h, Node instead) {
    Scope s = a.openScope(h);
    Node value = hole(h);
    a.closeScope();
    return new Node.Sequence(h, List.of(new Node.Sequence(h, List.of(value), s), instead), null);
  }

  /** The value of a hole; a declaration inside is local to it, and a symbol that nothing defines stays itself. */
  private Node hole(Form.Hole h) {
    if (h.datum() instanceof Form.Name n && a.resolve(n.text()) == null && !n.text().startsWith("$") && !n.text().equals("self")) {
      return new Node.Special(h, Node.SpecialKind.HOLE_NAME, List.of(), n.text());
    }
    return a.scopedSequence(h, List.of(h.datum()));
  }
}
