// Values as Gene serialization text (language reference 15, section 3), without recursion.
package gene.library;

import gene.data.Bytes;
import gene.data.Callable;
import gene.data.Char;
import gene.data.ComplexSymbol;
import gene.data.DateTimeValue;
import gene.data.DateValue;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Kinds;
import gene.data.Opaque;
import gene.data.Printer;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Structured;
import gene.data.Symbol;
import gene.data.TimeValue;
import gene.data.Unquote;
import gene.syntax.Forms;
import gene.vm.CallRequest;
import gene.vm.NamedValues;
import gene.vm.Vm;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

final class SerialWriter {
  static final String ENVELOPE = "gene/serialization";
  // One level is the envelope's.
  private static final int DEEPEST = Forms.DEPTH_LIMIT - 2;

  /** Text between values; behind the last part of something, which is named then. */
  private record Raw(String text, Object closes) {}

  private final Vm vm;
  private final Function<String, Object> then;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Object> todo = new ArrayDeque<>();
  private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private NamedValues named;

  private SerialWriter(Vm vm, Function<String, Object> then) {
    this.vm = vm;
    this.then = then;
  }

  /** Gives what `then` makes of the text, or a request: classes of host objects have a `serialize` written in Gene. */
  static Object write(Vm vm, Object value, Function<String, Object> then) {
    return write(vm, value, null, then);
  }

  /** The same. @param named the paths of the values that have one; null to find them when one is needed */
  static Object write(Vm vm, Object value, NamedValues named, Function<String, Object> then) {
    var writer = new SerialWriter(vm, then);
    writer.named = named;
    writer.out.append('(').append(ENVELOPE).append(' ');
    writer.todo.push(new Raw(")", null));
    writer.todo.push(value);
    return writer.goOn();
  }

  private Object goOn() {
    while (!todo.isEmpty()) {
      Object next = todo.pop();
      if (next instanceof Raw raw) {
        out.append(raw.text);
        if (raw.closes != null) {
          open.remove(raw.closes);
        }
      } else {
        Object waits = value(next);
        if (waits != null) {
          return waits;
        }
      }
    }
    return then.apply(out.toString());
  }

  /** Null when the value is on its way; else the request that it waits for. */
  private Object value(Object v) {
    if (v instanceof GeneArray array) {
      enter(array, array.isSealed() ? "#[" : "[", List.of(array.toObjects()), "]");
    } else if (v instanceof GeneMap map) {
      enter(map, map.isSealed() ? "#{" : "{", entries(map, new ArrayList<>()), "}");
    } else if (v instanceof Gene gene) {
      enter(gene, gene.isSealed() ? "#(" : "(", parts(gene), ")");
    } else if (v instanceof Unquote u) {
      enter(u, u.discard() ? "%_" : "%", List.of(u.datum()), "");
    } else if (!atom(v)) {
      return other(v);
    }
    return null;
  }

  private boolean atom(Object v) {
    if (v instanceof String s) {
      Literals.string(out, s);
    } else if (v instanceof Char c) {
      Literals.character(out, c.codePoint());
    } else if (v instanceof Symbol s) {
      Literals.name(out, s.name());
    } else if (v instanceof ComplexSymbol path) {
      Literals.path(out, path);
    } else if (v instanceof Double d && !Double.isFinite(d)) {
      // The two values of listed kinds that have no literal; the reader knows these forms.
      out.append("(Float \"").append(Printer.code(d)).append("\")");
    } else if (v instanceof Bytes b && b.size() == 0) {
      out.append("(Bytes \"\")");
    } else if (v instanceof Long || v instanceof Double || v instanceof Boolean || v instanceof Special || v instanceof Bytes
        || v instanceof DateValue || v instanceof DateTimeValue || v instanceof TimeValue) {
      out.append(Printer.code(v));
    } else {
      return false;
    }
    return true;
  }

  /** References, enum values, and what a class writes itself. */
  private Object other(Object v) {
    Optional<Callable> variant = NamedValues.variantOf(v);
    if (variant.isPresent()) {
      var value = (Structured) v;
      var payload = new Object[value.partCount()];
      for (int i = 0; i < payload.length; i++) {
        payload[i] = value.part(i);
      }
      enter(v, "(EnumValue ", List.of(variant.get(), GeneArray.of(payload)), ")");
      return null;
    }
    Optional<NamedValues.Kind> kind = NamedValues.kindOf(v);
    if (kind.isEmpty()) {
      return custom(v);
    }
    if (named == null) {
      named = new NamedValues(vm);
    }
    NamedValues.Place place = named.find(v).orElseThrow(() -> unnamed(v, kind.get()));
    out.append('(').append(kind.get().head()).append(" ^path ");
    Literals.string(out, place.path());
    if (place.module() != null) {
      out.append(" ^module ");
      Literals.string(out, place.module());
    }
    out.append(')');
    return null;
  }

  private static Raise unnamed(Object v, NamedValues.Kind kind) {
    return refused(v, kind == NamedValues.Kind.INSTANCE ? "anonymous instances cannot be serialized" : "no canonical module/path origin");
  }

  private static Raise refused(Object v, String detail) {
    String shown = v instanceof Opaque o ? o.display() : "";
    String kind = v instanceof Instance ? "VkInstance" : shown.startsWith("Vk") ? shown : "Vk" + Kinds.plainName(v);
    return Raise.type("Value of kind " + kind + " is not serializable" + (detail.isEmpty() ? "" : ": " + detail));
  }

  /** An object of the host whose class says how it is written: `(Instance (ClassRef …) payload)`. */
  private Object custom(Object v) {
    GeneClass cls = vm.classOf(v);
    boolean writes = cls.findMethod("serialize") != null;
    boolean reads = cls.findMethod("deserialize") != null;
    if (!writes && !reads) {
      throw refused(v, "");
    } else if (!writes || !reads) {
      throw Raise.type("Custom serialization requires class '" + cls.name() + "' to define " + (writes ? "deserialize" : "serialize"));
    }
    return CallRequest.method(v, "serialize", (machine, payload) -> {
      enter(v, "(Instance ", List.of(cls, payload), ")");
      return goOn();
    });
  }

  private void enter(Object owner, String start, List<?> parts, String end) {
    if (!open.add(owner)) {
      throw Raise.type("Cannot serialize a cyclic value");
    } else if (open.size() > DEEPEST) {
      throw Raise.type("Cannot serialize a value that is nested more than " + DEEPEST + " levels deep");
    }
    out.append(start);
    todo.push(new Raw(end, owner));
    for (int i = parts.size() - 1; i >= 0; i--) {
      todo.push(parts.get(i));
      boolean key = i > 0 && parts.get(i - 1) instanceof Raw;
      if (i > 0 && !key) {
        todo.push(new Raw(" ", null));
      }
    }
  }

  private static List<Object> entries(GeneMap map, List<Object> to) {
    for (Map.Entry<String, Object> entry : map.entries().entrySet()) {
      var key = new StringBuilder("^");
      Literals.key(key, entry.getKey());
      to.add(new Raw(key.append(' ').toString(), null));
      to.add(entry.getValue());
    }
    return to;
  }

  private static List<Object> parts(Gene gene) {
    if (SerialReader.isReserved(gene)) {
      throw Raise.type("Value of kind VkGene is not serializable: the head " + gene.type() + " is reserved for references");
    }
    var parts = new ArrayList<Object>();
    boolean empty = gene.type() == Special.NIL && gene.props().size() + gene.children().size() == 0;
    if (!empty) {
      parts.add(gene.type());
    }
    entries(gene.props(), parts);
    Collections.addAll(parts, gene.children().toObjects());
    return parts;
  }
}
