// JSON that keeps what JSON does not have: symbols, forms and large integers, as strings that start with `#GENE#`.
package gene.library;

import gene.data.ComplexSymbol;
import gene.data.Container;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Kinds;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Store;
import gene.data.Symbol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

final class TaggedJson {
  private static final String TAG = "#GENE#";
  private static final String TYPE = "genetype";
  private static final String CHILDREN = "children";
  // What a double, and so most readers of JSON, can hold exactly.
  private static final long SAFE = (1L << 53) - 1;

  /** Text between values; behind the last part of a container, which is named then. */
  private record Raw(String text, Container closes) {}

  private final StringBuilder out = new StringBuilder();
  private final Deque<Object> todo = new ArrayDeque<>();
  private final Set<Container> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private TaggedJson() {}

  static String write(Object value) {
    var writer = new TaggedJson();
    writer.todo.push(value);
    while (!writer.todo.isEmpty()) {
      Object next = writer.todo.pop();
      if (next instanceof Raw raw) {
        writer.out.append(raw.text);
        writer.open.remove(raw.closes);
      } else {
        writer.value(next);
      }
    }
    return writer.out.toString();
  }

  private void value(Object v) {
    if (v instanceof GeneArray array) {
      enter(array, "[", List.of(array.toObjects()), "]");
    } else if (v instanceof GeneMap map) {
      if (map.has(TYPE)) {
        throw Raise.type("Tagged Gene JSON cannot serialize a map with key '" + TYPE + "'");
      }
      enter(map, "{", entries(map.entries(), new ArrayList<>()), "}");
    } else if (v instanceof Gene gene) {
      enter(gene, "{", parts(gene), "}");
    } else if (v == Special.NIL) {
      out.append("null");
    } else if (v instanceof Long n) {
      boolean safe = n >= -SAFE && n <= SAFE;
      out.append(safe ? n.toString() : '"' + TAG + n + '"');
    } else if (v instanceof Double d) {
      out.append(JsonWriter.number(d));
    } else if (v instanceof Boolean) {
      out.append(v);
    } else if (v instanceof String s) {
      JsonWriter.quote(out, s.startsWith(TAG) ? TAG + literal(s) : s);
    } else if (v instanceof Symbol || v instanceof ComplexSymbol) {
      JsonWriter.quote(out, TAG + v);
    } else {
      throw Raise.type("Tagged Gene JSON does not support " + Kinds.plainName(v));
    }
  }

  private void enter(Container container, String open, List<?> parts, String close) {
    if (!this.open.add(container)) {
      throw Raise.type("Cannot convert a cyclic value to JSON");
    }
    out.append(open);
    todo.push(new Raw(close, container));
    for (int i = parts.size() - 1; i >= 0; i--) {
      todo.push(parts.get(i));
      if (i > 0 && !isKey(parts.get(i - 1))) {
        todo.push(new Raw(",", null));
      }
    }
  }

  private static boolean isKey(Object part) {
    return part instanceof Raw raw && raw.text.endsWith(":");
  }

  /** Keys with their values, sorted by key. */
  private static List<Object> entries(Map<String, Object> entries, List<Object> to) {
    new TreeMap<>(entries).forEach((key, value) -> {
      to.add(key(key));
      to.add(value);
    });
    return to;
  }

  private static Raw key(String name) {
    var text = new StringBuilder();
    JsonWriter.quote(text, name);
    return new Raw(text.append(':').toString(), null);
  }

  private static List<Object> parts(Gene gene) {
    for (String reserved : new String[] {TYPE, CHILDREN}) {
      if (gene.props().has(reserved)) {
        throw Raise.type("Tagged Gene JSON cannot serialize a Gene with reserved prop '" + reserved + "'");
      }
    }
    var parts = new ArrayList<Object>();
    parts.add(key(TYPE));
    parts.add(gene.type());
    entries(gene.props().entries(), parts);
    if (gene.children().size() > 0) {
      parts.add(key(CHILDREN));
      parts.add(gene.children());
    }
    return parts;
  }

  /** A string literal of Gene. */
  private static String literal(String s) {
    return '"' + s.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  static Object read(String json) {
    return JsonReader.read(json, TaggedJson::decode);
  }

  /** What a complete JSON value stands for; its parts have been decoded. */
  private static Object decode(Object value) {
    if (value instanceof String s && s.startsWith(TAG)) {
      return payload(s.substring(TAG.length()));
    } else if (value instanceof GeneMap map && map.has(TYPE)) {
      return gene(map);
    }
    return value;
  }

  private static Object payload(String text) {
    List<Object> data;
    try {
      data = ReadData.all("payload", text);
    } catch (Raise unreadable) {
      throw Raise.parse("Invalid tagged Gene JSON payload: " + unreadable.getMessage());
    }
    if (data.size() != 1) {
      throw Raise.parse("Tagged Gene JSON payload must contain exactly one Gene value");
    }
    return data.get(0);
  }

  private static Gene gene(GeneMap map) {
    Object children = map.has(CHILDREN) ? map.get(CHILDREN) : new GeneArray();
    if (!(children instanceof GeneArray array)) {
      throw Raise.parse("Tagged Gene JSON 'children' must be an array");
    }
    var props = new GeneMap(map.entries());
    var store = new Store();
    store.remove(props, TYPE);
    store.remove(props, CHILDREN);
    return new Gene(map.get(TYPE), props, array, null);
  }
}
