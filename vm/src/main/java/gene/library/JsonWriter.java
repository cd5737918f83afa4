// Writes Gene values as compact JSON, without recursion.
package gene.library;

import gene.data.Container;
import gene.data.FloatText;
import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Special;
import gene.data.Symbol;
import gene.vm.CallRequest;
import gene.vm.Texts;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

final class JsonWriter {
  private static final char DELETE = 0x7F;

  /** An array or map whose contents are being written. */
  private static final class Open {
    final Container container;
    final Iterator<Map.Entry<String, Object>> entries;
    int next;

    Open(Container container) {
      this.container = container;
      this.entries = container instanceof GeneMap map ? map.entries().entrySet().iterator() : null;
    }
  }

  private final StringBuilder out = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();
  private final Set<Container> containers = Collections.newSetFromMap(new IdentityHashMap<>());
  // What a value's text has to wait for.
  private CallRequest request;
  // Whether goOn is on the Java stack: else the answer to a request has to call it.
  private boolean running;

  private JsonWriter() {}

  /** Gives the text; or a call request, since a kind that JSON does not have is written as its literal text. */
  static Object write(Object value) {
    var writer = new JsonWriter();
    writer.running = true;
    writer.value(value);
    return writer.goOn();
  }

  private Object goOn() {
    running = true;
    while (request == null && !open.isEmpty()) {
      step(open.peek());
    }
    if (request == null) {
      return out.toString();
    }
    CallRequest waitsFor = request;
    request = null;
    running = false;
    return waitsFor;
  }

  private Object literal(String text) {
    quote(out, text);
    return running ? null : goOn();
  }

  /** Writes the next element or entry of the innermost container, or its end. */
  private void step(Open inner) {
    boolean first = inner.next++ == 0;
    if (inner.container instanceof GeneArray array) {
      if (inner.next > array.size()) {
        close(']');
        return;
      }
      comma(first);
      value(array.get(inner.next - 1));
    } else if (inner.entries.hasNext()) {
      var entry = inner.entries.next();
      comma(first);
      quote(out, entry.getKey());
      out.append(':');
      value(entry.getValue());
    } else {
      close('}');
    }
  }

  private void comma(boolean first) {
    if (!first) {
      out.append(',');
    }
  }

  private void close(char bracket) {
    out.append(bracket);
    containers.remove(open.pop().container);
  }

  private void value(Object v) {
    if (v instanceof GeneArray array) {
      enter(array, '[');
    } else if (v instanceof GeneMap map) {
      enter(map, '{');
    } else if (v == Special.NIL) {
      out.append("null");
    } else if (v instanceof Long || v instanceof Boolean) {
      out.append(v);
    } else if (v instanceof Double d) {
      out.append(number(d));
    } else if (v instanceof String s) {
      quote(out, s);
    } else if (v instanceof Symbol symbol) {
      quote(out, symbol.name());
    } else {
      Object step = Texts.of(v, Rendering.Form.CODE, this::literal);
      request = step instanceof CallRequest waitsFor ? waitsFor : null;
    }
  }

  private void enter(Container container, char bracket) {
    if (!containers.add(container)) {
      throw Raise.type("Cannot convert a cyclic value to JSON");
    }
    out.append(bracket);
    open.push(new Open(container));
  }

  static String number(double d) {
    return Double.isFinite(d) ? FloatText.of(d) : "null";
  }

  static void quote(StringBuilder out, String s) {
    out.append('"');
    // Most of a text stands for itself and is copied in one go.
    int copied = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c == DELETE) {
        out.append(s, copied, i);
        escape(out, c);
        copied = i + 1;
      }
    }
    out.append(s, copied, s.length()).append('"');
  }

  private static void escape(StringBuilder out, char c) {
    int simple = "\"\\\b\f\n\r\t".indexOf(c);
    if (simple >= 0) {
      out.append('\\').append("\"\\bfnrt".charAt(simple));
    } else {
      out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
    }
  }
}
