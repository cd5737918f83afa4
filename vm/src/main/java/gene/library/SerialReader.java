// Gene serialization text back to values: data stay data, references become the objects that they name.
package gene.library;

import gene.data.Bytes;
import gene.data.ComplexSymbol;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneHashMap;
import gene.data.GeneMap;
import gene.data.Key;
import gene.data.Namespace;
import gene.data.Raise;
import gene.data.Store;
import gene.data.Symbol;
import gene.data.Container;
import gene.vm.CallRequest;
import gene.vm.NamedValues;
import gene.vm.Vm;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a reference names may have to be loaded, and what a class writes itself is read by its own method: so the special forms
 * are resolved first, inner ones before outer ones, each perhaps with a call of Gene code; then the value is built at once.
 */
final class SerialReader {
  private static final Symbol ENUM_VALUE = Symbol.of("EnumValue");
  private static final Symbol CUSTOM = Symbol.of("Instance");
  private static final Symbol FLOAT = Symbol.of("Float");
  private static final Symbol BYTES = Symbol.of("Bytes");

  private final Vm vm;
  private final Namespace current;
  private final Map<Gene, Object> resolved = new IdentityHashMap<>();
  private final Deque<Gene> special = new ArrayDeque<>();

  /** @param current the namespace of the code that reads, where paths without a module begin */
  SerialReader(Vm vm, Namespace current) {
    this.vm = vm;
    this.current = current;
  }

  /** The one form of a text, without its envelope; nothing is evaluated or resolved. */
  static Object data(String name, String text) {
    List<Object> data = ReadData.all(name, text);
    if (data.size() != 1) {
      throw Raise.parse(data.isEmpty() ? "Serialized text is empty" : "Serialized text must contain exactly one form, got " + data.size());
    }
    if (data.get(0) instanceof Gene gene && gene.type() instanceof ComplexSymbol head && head.toString().equals(SerialWriter.ENVELOPE)) {
      if (gene.children().size() != 1 || gene.props().size() > 0) {
        throw Raise.parse("(" + SerialWriter.ENVELOPE + " …) must contain exactly one form");
      }
      return gene.children().get(0);
    }
    return data.get(0);
  }

  /** Gives what `then` makes of the values of all the data, or a request on the way to them. */
  Object read(List<Object> data, Function<List<Object>, Object> then) {
    data.forEach(this::collect);
    return goOn(() -> then.apply(data.stream().map(this::build).toList()));
  }

  /** The value of data whose modules are loaded already; what needs Gene code to be read is refused. */
  Object readNow(Object data) {
    Object value = read(List.of(data), values -> values.get(0));
    if (value instanceof CallRequest) {
      throw Raise.parse("A lazily read part needs a module that is not loaded, or a class's own `deserialize`").withHint("import the module first, or read the part without ^lazy");
    }
    return value;
  }

  /** Special forms in the order in which they are met: those inside another one come after it. */
  private void collect(Object root) {
    var todo = new ArrayDeque<Object>();
    todo.push(root);
    while (!todo.isEmpty()) {
      Object v = todo.pop();
      if (v instanceof Gene gene) {
        if (isReserved(gene)) {
          special.push(gene);
        }
        todo.push(gene.type());
        gene.props().entries().values().forEach(todo::push);
        Arrays.asList(gene.children().toObjects()).forEach(todo::push);
      } else if (v instanceof GeneArray array) {
        Arrays.asList(array.toObjects()).forEach(todo::push);
      } else if (v instanceof GeneMap map) {
        map.entries().values().forEach(todo::push);
      } else if (v instanceof GeneHashMap map) {
        Arrays.stream(map.keys()).map(Key::value).forEach(todo::push);
        Arrays.asList(map.values()).forEach(todo::push);
      }
    }
  }

  private Object goOn(java.util.function.Supplier<Object> then) {
    while (!special.isEmpty()) {
      Gene gene = special.pop();
      Object value = resolve(gene);
      if (value instanceof CallRequest request) {
        return continued(request, result -> {
          resolved.put(gene, result);
          return goOn(then);
        });
      }
      resolved.put(gene, value);
    }
    return then.get();
  }

  /** The request with something more to do at its end. */
  private static CallRequest continued(CallRequest request, Function<Object, Object> then) {
    return new CallRequest(request.callee(), request.method(), request.args(), (machine, result) -> {
      Object next = request.next() == null ? result : request.next().resume(machine, result);
      return next instanceof CallRequest again ? continued(again, then) : then.apply(next);
    });
  }

  private Object resolve(Gene gene) {
    String head = gene.type().toString();
    Optional<NamedValues.Kind> kind = referenceKind(head);
    if (kind.isPresent()) {
      return NamedValues.resolve(vm, kind.get(), text(gene, "path"), gene.props().has("module") ? text(gene, "module") : null, current);
    } else if (gene.type() == FLOAT) {
      return switch (String.valueOf(child(gene, 0))) {
        case "inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        case "nan" -> Double.NaN;
        default -> throw malformed(gene);
      };
    } else if (gene.type() == BYTES) {
      return new Bytes(new byte[0]);
    } else if (gene.type() == ENUM_VALUE) {
      if (!(child(gene, 1) instanceof GeneArray payload)) {
        throw malformed(gene);
      }
      return NamedValues.enumValue(vm, build(child(gene, 0)), List.of(((GeneArray) build(payload)).toObjects()));
    }
    if (!(build(child(gene, 0)) instanceof GeneClass cls)) {
      throw malformed(gene);
    }
    return NamedValues.callMethod(cls, "deserialize", cls, null, build(child(gene, 1)));
  }

  private static Object child(Gene gene, int index) {
    if (index >= gene.children().size()) {
      throw malformed(gene);
    }
    return gene.children().get(index);
  }

  private static Raise malformed(Gene gene) {
    return Raise.parse("Malformed serialized " + gene.type() + (gene.origin() == null ? "" : " (" + gene.origin() + ")"));
  }

  private static String text(Gene gene, String prop) {
    if (gene.props().get(prop) instanceof String s) {
      return s;
    }
    throw Raise.parse("Malformed serialized " + gene.type() + ": ^" + prop + " must be a string");
  }

  private static Optional<NamedValues.Kind> referenceKind(String head) {
    return Arrays.stream(NamedValues.Kind.values()).filter(k -> k.head().equals(head)).findFirst();
  }

  /** Whether the form is one of this format's own, and no data. */
  static boolean isReserved(Gene gene) {
    if (!(gene.type() instanceof Symbol head)) {
      return false;
    }
    boolean one = gene.children().size() == 1 && gene.props().size() == 0;
    return head == ENUM_VALUE || head == CUSTOM || referenceKind(head.name()).isPresent()
        || (head == FLOAT || head == BYTES) && one && gene.children().get(0) instanceof String;
  }

  /** New containers with the resolved forms in place; the reader limits the depth. */
  private Object build(Object v) {
    if (v instanceof Gene gene) {
      if (resolved.containsKey(gene)) {
        return resolved.get(gene);
      }
      return sealLike(gene, new Gene(build(gene.type()), (GeneMap) build(gene.props()), (GeneArray) build(gene.children()), gene.origin()));
    } else if (v instanceof GeneArray array) {
      var items = new ArrayList<Object>(array.size());
      for (int i = 0; i < array.size(); i++) {
        items.add(build(array.get(i)));
      }
      return sealLike(array, GeneArray.of(items));
    } else if (v instanceof GeneMap map) {
      var entries = new LinkedHashMap<String, Object>();
      map.entries().forEach((key, value) -> entries.put(key, build(value)));
      return sealLike(map, new GeneMap(entries));
    } else if (v instanceof GeneHashMap map) {
      var items = new ArrayList<Object>();
      for (int i = 0; i < map.keys().length; i++) {
        items.add(build(map.keys()[i].value()));
        items.add(build(map.values()[i]));
      }
      return sealLike(map, GeneHashMap.of(items.toArray()));
    }
    return v;
  }

  private static <C extends Container> C sealLike(Container original, C copy) {
    return original.isSealed() ? Store.seal(copy) : copy;
  }
}
