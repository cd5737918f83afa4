// The syntax tree: immutable forms with spans relative to their top-level form. It keeps what a person wrote.
package gene.syntax;

import java.util.List;

/**
 * Spans are UTF-16 offsets relative to the start of the top-level form that holds the form, so that an edit elsewhere in the
 * file leaves them valid. {@link Tree} knows where each top-level form starts.
 */
public sealed interface Form {
  int start();

  int end();

  /** Forms directly inside, in order of writing; heads, property values and path segments' owners included. */
  List<Form> parts();

  /** A literal: Long, Double, String, Boolean, Special, Char, Bytes, regex, date …; the value is immutable data. */
  record Literal(int start, int end, Object value) implements Form {
    @Override
    public List<Form> parts() {
      return List.of();
    }
  }

  /** A plain symbol. */
  record Name(int start, int end, String text) implements Form {
    @Override
    public List<Form> parts() {
      return List.of();
    }
  }

  /** A complex symbol: its segments split at every unescaped slash, empty ones kept. */
  record Path(int start, int end, List<Segment> segments) implements Form {
    public Path {
      segments = List.copyOf(segments);
    }

    @Override
    public List<Form> parts() {
      return List.of();
    }

    public String text() {
      var sb = new StringBuilder();
      for (Segment s : segments) {
        sb.append(sb.length() == 0 && s == segments.get(0) ? "" : "/").append(s.text());
      }
      return sb.toString();
    }
  }

  /** One part of a path with its own span, so that navigation works on it. */
  record Segment(int start, int end, String text) {}

  /** A property `^key value`; the span of the key includes its `^`. A nested shortcut `^a^b v` is a property a whose value is a map. */
  record Prop(String key, int keyStart, int keyEnd, Form value) {}

  /** `(head ^prop value child …)`. The head is null for `()`. A chain `(a; b)` nests: its inner expressions are implicit. */
  record Node(int start, int end, Form head, List<Prop> props, List<Form> children, boolean sealed) implements Form {
    public Node {
      props = List.copyOf(props);
      children = List.copyOf(children);
    }

    @Override
    public List<Form> parts() {
      var all = new java.util.ArrayList<Form>(children.size() + props.size() + 1);
      if (head != null) {
        all.add(head);
      }
      props.forEach(p -> all.add(p.value()));
      all.addAll(children);
      all.sort(java.util.Comparator.comparingInt(Form::start));
      return all;
    }

    /** Whether the head is this plain symbol. */
    public boolean isCall(String name) {
      return head instanceof Name n && n.text().equals(name);
    }

    /** The value of a property; null when it is not there. */
    public Form prop(String key) {
      for (Prop p : props) {
        if (p.key().equals(key)) {
          return p.value();
        }
      }
      return null;
    }
  }

  /** `[item …]`. */
  record Array(int start, int end, List<Form> items, boolean sealed) implements Form {
    public Array {
      items = List.copyOf(items);
    }

    @Override
    public List<Form> parts() {
      return items;
    }
  }

  /** `{^key value …}`. */
  record MapForm(int start, int end, List<Prop> props, boolean sealed) implements Form {
    public MapForm {
      props = List.copyOf(props);
    }

    @Override
    public List<Form> parts() {
      return props.stream().map(Prop::value).toList();
    }
  }

  /** `{{key value …}}`: the items alternate. */
  record HashMapForm(int start, int end, List<Form> items, boolean sealed) implements Form {
    public HashMapForm {
      items = List.copyOf(items);
    }

    @Override
    public List<Form> parts() {
      return items;
    }
  }

  /** A backquoted datum. */
  record Quote(int start, int end, Form datum) implements Form {
    @Override
    public List<Form> parts() {
      return List.of(datum);
    }
  }

  /** `%datum`, or `%_datum` whose result is dropped. */
  record Hole(int start, int end, Form datum, boolean discard) implements Form {
    @Override
    public List<Form> parts() {
      return List.of(datum);
    }
  }

  /** `#"…"` with at least one part that is not text; text parts are string literals, possibly empty. */
  record Interpolation(int start, int end, List<Form> pieces) implements Form {
    public Interpolation {
      pieces = List.copyOf(pieces);
    }

    @Override
    public List<Form> parts() {
      return pieces;
    }
  }

  /** Text that could not be read; what could be read inside it is kept. A diagnostic of the tree says why. */
  record Broken(int start, int end, List<Form> items) implements Form {
    public Broken {
      items = List.copyOf(items);
    }

    @Override
    public List<Form> parts() {
      return items;
    }
  }
}
