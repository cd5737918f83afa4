// Turns a form into data, without Java recursion.
package gene.syntax;

import gene.data.ComplexSymbol;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneHashMap;
import gene.data.GeneMap;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Store;
import gene.data.Symbol;
import gene.data.Unquote;
import gene.source.Origin;
import gene.source.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

final class FormData {
  private static final Symbol INTERPOLATION = Symbol.of("#Str");

  /** A form whose parts are being turned into data. */
  private static final class Open {
    final Form form;
    final List<Form> parts;
    final Object[] data;
    int next;

    Open(Form form, List<Form> parts) {
      this.form = form;
      this.parts = parts;
      this.data = new Object[parts.size()];
    }
  }

  private final Source source;
  private final int topStart;
  private final ArrayDeque<Open> stack = new ArrayDeque<>();

  FormData(Source source, int topStart) {
    this.source = source;
    this.topStart = topStart;
  }

  Object of(Form form) {
    Object done = enter(form);
    while (!stack.isEmpty()) {
      Open top = stack.peek();
      if (done != null) {
        top.data[top.next++] = done;
      }
      if (top.next < top.parts.size()) {
        done = enter(top.parts.get(top.next));
      } else {
        stack.pop();
        done = build(top.form, top.data);
      }
    }
    return done;
  }

  /** The datum of a form without parts; null when the form was put on the stack. */
  private Object enter(Form quoted) {
    Form form = quoted;
    while (form instanceof Form.Quote q) {
      form = q.datum();
    }
    if (form instanceof Form.Literal l) {
      return l.value();
    } else if (form instanceof Form.Name n) {
      return Symbol.of(n.text());
    } else if (form instanceof Form.Path p) {
      return new ComplexSymbol(p.segments().stream().map(Form.Segment::text).toList());
    } else if (form instanceof Form.Broken) {
      throw Raise.parse("a form with syntax errors cannot be used as data");
    }
    stack.push(new Open(form, parts(form)));
    Forms.checkDepth(stack.size());
    return null;
  }

  /** Unlike {@link Form#parts} in the order in which {@link #build} expects them. */
  private static List<Form> parts(Form form) {
    if (!(form instanceof Form.Node n)) {
      return form.parts();
    }
    var all = new ArrayList<Form>(1 + n.props().size() + n.children().size());
    if (n.head() != null) {
      all.add(n.head());
    }
    n.props().forEach(p -> all.add(p.value()));
    all.addAll(n.children());
    return all;
  }

  private Object build(Form form, Object[] data) {
    if (form instanceof Form.Node n) {
      return node(n, data);
    } else if (form instanceof Form.Array a) {
      return sealed(a.sealed(), GeneArray.of(data));
    } else if (form instanceof Form.MapForm m) {
      return sealed(m.sealed(), map(m.props(), data, 0));
    } else if (form instanceof Form.HashMapForm h) {
      return sealed(h.sealed(), GeneHashMap.of(data));
    } else if (form instanceof Form.Interpolation i) {
      return new Gene(INTERPOLATION, new GeneMap(), GeneArray.of(data), origin(i));
    } else if (form instanceof Form.Hole h) {
      return new Unquote(data[0], h.discard());
    }
    throw new AssertionError(form);
  }

  private Gene node(Form.Node n, Object[] data) {
    int head = n.head() == null ? 0 : 1;
    int children = head + n.props().size();
    GeneMap props = map(n.props(), data, head);
    Object[] rest = Arrays.copyOfRange(data, children, data.length);
    return sealed(n.sealed(), new Gene(head == 0 ? Special.NIL : data[0], props, GeneArray.of(rest), origin(n)));
  }

  private static GeneMap map(List<Form.Prop> props, Object[] data, int first) {
    var entries = new LinkedHashMap<String, Object>();
    for (int i = 0; i < props.size(); i++) {
      entries.put(props.get(i).key(), data[first + i]);
    }
    return new GeneMap(entries);
  }

  private static <C extends gene.data.Container> C sealed(boolean sealed, C container) {
    return sealed ? Store.seal(container) : container;
  }

  private Origin origin(Form form) {
    return new Origin(source, topStart + form.start(), topStart + form.end());
  }
}
