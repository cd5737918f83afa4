// Makes forms of what was read between an opening and its end.
package gene.syntax;

import gene.syntax.Form.Broken;
import gene.syntax.Form.Literal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

final class FormBuilder {
  private final Cursor in;

  FormBuilder(Cursor in) {
    this.in = in;
  }

  /** The form of a frame that has an end of its own. */
  Form build(Frame f, List<Form> data, int end) {
    int from = f.start - in.base;
    int to = end - in.base;
    return switch (f.kind) {
      case NODE -> node(f, data, end, f.sealed);
      case ARRAY -> new Form.Array(from, to, data, f.sealed);
      case MAP -> map(f, data, from, to);
      case HASH_MAP -> hashMap(f, data, from, to);
      case EMBEDDED -> embedded(f, data, from, to);
      case STRING -> string(f, data, from, to);
      case QUOTE, HOLE, DECORATOR -> throw new AssertionError(f.kind);
    };
  }

  Form.Node node(Frame f, List<Form> data, int end, boolean sealed) {
    return new Form.Node(f.start - in.base, end - in.base, data.isEmpty() ? null : data.get(0), props(f),
        data.isEmpty() ? data : data.subList(1, data.size()), sealed);
  }

  private static List<Form.Prop> props(Frame f) {
    return f.props == null ? List.of() : f.props.build();
  }

  /** A prefix with its datum. `#@d x` reads as `(d x)`. */
  Form prefixed(Frame f, Form datum, Form decorator) {
    int from = f.start - in.base;
    return switch (f.kind) {
      case QUOTE -> new Form.Quote(from, datum.end(), datum);
      case HOLE -> new Form.Hole(from, datum.end(), datum, f.sealed);
      case DECORATOR -> new Form.Node(from, datum.end(), decorator, List.of(), List.of(datum), false);
      default -> throw new AssertionError(f.kind);
    };
  }

  /** Data that have no place in a map make it broken; they and the values are kept. */
  private Form map(Frame f, List<Form> data, int from, int to) {
    List<Form.Prop> props = props(f);
    if (data.isEmpty()) {
      return new Form.MapForm(from, to, props, f.sealed);
    }
    var all = new ArrayList<>(data);
    props.forEach(p -> all.add(p.value()));
    all.sort(Comparator.comparingInt(Form::start));
    return new Broken(from, to, all);
  }

  private Form hashMap(Frame f, List<Form> data, int from, int to) {
    if (data.size() % 2 != 0) {
      Form last = data.get(data.size() - 1);
      in.report(SyntaxCode.ODD, last.start() + in.base, last.end() + in.base,
          "a HashMap literal needs a value for every key: this key has none");
      return new Broken(from, to, data);
    }
    return new Form.HashMapForm(from, to, data, f.sealed);
  }

  /** `#{…}` in a string: one datum, an expression, or a map. */
  private Form embedded(Frame f, List<Form> data, int from, int to) {
    if (f.misplaced || data.isEmpty() && f.hasProps()) {
      return map(f, data, from, to);
    } else if (data.isEmpty()) {
      if (!in.mended) {
        in.report(SyntaxCode.DATUM, f.start - 1, Math.max(f.inside, to + in.base), "missing datum in `#{}`");
      }
      return new Broken(from, to, List.of());
    } else if (data.size() == 1 && !f.hasProps()) {
      return data.get(0);
    }
    return node(f, data, to + in.base, false);
  }

  /** An interpolated string all of whose parts are texts is simply a string. */
  private Form string(Frame f, List<Form> pieces, int from, int to) {
    if (f.mixed) {
      return new Form.Interpolation(from, to, pieces);
    }
    var text = new StringBuilder();
    pieces.forEach(p -> text.append((String) ((Literal) p).value()));
    return new Literal(from, to, text.toString());
  }
}
