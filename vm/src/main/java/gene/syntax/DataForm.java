// Turns data back into a form, without Java recursion.
package gene.syntax;

import gene.data.ComplexSymbol;
import gene.data.Container;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneHashMap;
import gene.data.GeneMap;
import gene.data.Key;
import gene.data.Special;
import gene.data.Symbol;
import gene.data.Unquote;
import gene.source.Origin;
import gene.source.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class DataForm {
  private static final Symbol INTERPOLATION = Symbol.of("#Str");
  private static final int MOST_SEARCHED = 100;

  /** A datum whose parts are being turned into forms, and its span. */
  private static final class Open {
    final Object datum;
    final Object[] parts;
    final Form[] forms;
    final int start;
    final int end;
    int next;

    Open(Object datum, Object[] parts, int start, int end) {
      this.datum = datum;
      this.parts = parts;
      this.forms = new Form[parts.length];
      this.start = start;
      this.end = end;
    }
  }

  private final Source source;
  private final ArrayDeque<Open> stack = new ArrayDeque<>();

  DataForm(Source source) {
    this.source = source;
  }

  /** Breadth first, and among the first few data only: it is where the code as a whole is said to stand. */
  static Optional<Origin> findOrigin(Object datum) {
    var next = new ArrayDeque<Object>(List.of(datum));
    for (int seen = 0; seen < MOST_SEARCHED && !next.isEmpty(); seen++) {
      Object each = next.remove();
      if (each instanceof Gene g && g.origin() != null) {
        return Optional.of(g.origin());
      }
      Object[] parts = parts(each);
      next.addAll(parts == null ? List.of() : Arrays.asList(parts));
    }
    return Optional.empty();
  }

  Form of(Object datum) {
    Optional<Origin> whole = findOrigin(datum).filter(o -> o.source() == source);
    Form done = enter(datum, whole.map(Origin::start).orElse(0), whole.map(Origin::end).orElse(0));
    while (!stack.isEmpty()) {
      Open top = stack.peek();
      if (done != null) {
        top.forms[top.next++] = done;
      }
      if (top.next < top.parts.length) {
        done = enter(top.parts[top.next], top.start, top.end);
      } else {
        stack.pop();
        done = build(top);
      }
    }
    return done;
  }

  /** The form of a datum without parts; null when the datum was put on the stack. */
  private Form enter(Object datum, int start, int end) {
    if (datum instanceof Symbol s) {
      return new Form.Name(start, end, s.name());
    } else if (datum instanceof ComplexSymbol c) {
      return new Form.Path(start, end, c.parts().stream().map(p -> new Form.Segment(start, end, p)).toList());
    }
    Object[] parts = parts(datum);
    if (parts == null) {
      return new Form.Literal(start, end, datum);
    }
    boolean read = datum instanceof Gene g && g.origin() != null && g.origin().source() == source;
    stack.push(new Open(datum, parts, read ? ((Gene) datum).origin().start() : start,
        read ? ((Gene) datum).origin().end() : end));
    Forms.checkDepth(stack.size());
    return null;
  }

  /** The data inside a datum; null when it has no syntax of its own. */
  private static Object[] parts(Object datum) {
    if (datum instanceof Gene g) {
      var parts = new ArrayList<Object>();
      if (!isEmpty(g)) {
        parts.add(g.type());
      }
      parts.addAll(g.props().entries().values());
      parts.addAll(Arrays.asList(g.children().toObjects()));
      return parts.toArray();
    } else if (datum instanceof GeneArray a) {
      return a.toObjects();
    } else if (datum instanceof GeneMap m) {
      return m.entries().values().toArray();
    } else if (datum instanceof GeneHashMap h) {
      return alternating(h.keys(), h.values());
    } else if (datum instanceof Unquote u) {
      return new Object[] {u.datum()};
    }
    return null;
  }

  private static Object[] alternating(Key[] keys, Object[] values) {
    var all = new Object[keys.length * 2];
    for (int i = 0; i < keys.length; i++) {
      all[2 * i] = keys[i].value();
      all[2 * i + 1] = values[i];
    }
    return all;
  }

  /** `()`: no head, and nothing else. */
  private static boolean isEmpty(Gene g) {
    return g.type() == Special.NIL && g.props().size() == 0 && g.children().size() == 0;
  }

  private static Form build(Open o) {
    boolean sealed = o.datum instanceof Container c && c.isSealed();
    if (o.datum instanceof Gene g) {
      return gene(g, o, sealed);
    } else if (o.datum instanceof GeneArray) {
      return new Form.Array(o.start, o.end, List.of(o.forms), sealed);
    } else if (o.datum instanceof GeneMap m) {
      return new Form.MapForm(o.start, o.end, props(m, o, 0), sealed);
    } else if (o.datum instanceof GeneHashMap) {
      return new Form.HashMapForm(o.start, o.end, List.of(o.forms), sealed);
    }
    return new Form.Hole(o.start, o.end, o.forms[0], ((Unquote) o.datum).discard());
  }

  private static Form gene(Gene g, Open o, boolean sealed) {
    int head = isEmpty(g) ? 0 : 1;
    List<Form> children = List.of(o.forms).subList(head + g.props().size(), o.forms.length);
    if (g.type() == INTERPOLATION && g.props().size() == 0 && !sealed) {
      return new Form.Interpolation(o.start, o.end, children);
    }
    return new Form.Node(o.start, o.end, head == 0 ? null : o.forms[0], props(g.props(), o, head), children, sealed);
  }

  private static List<Form.Prop> props(GeneMap map, Open o, int first) {
    var props = new ArrayList<Form.Prop>();
    int i = first;
    for (Map.Entry<String, Object> e : map.entries().entrySet()) {
      props.add(new Form.Prop(e.getKey(), o.start, o.start, o.forms[i++]));
    }
    return props;
  }
}
