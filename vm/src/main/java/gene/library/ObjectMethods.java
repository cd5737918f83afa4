// The methods of every value: class, is, to, to_s, and selector look-up.
package gene.library;

import gene.data.Callable;
import gene.data.FloatText;
import gene.data.GeneClass;
import gene.data.Instance;
import gene.data.Kinds;
import gene.data.Opaque;
import gene.data.Printer;
import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Selector;
import gene.data.Symbol;
import gene.vm.Args;
import gene.vm.CallRequest;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Texts;
import gene.vm.Vm;
import java.util.ArrayList;
import java.util.Map;

final class ObjectMethods implements NativeModule {
  private static final int CLASS = 0, IS = 1, TO = 2, TO_S = 3, SELECT = 4;
  private static final Map<String, String> SPELLINGS = Map.ofEntries(Map.entry("int", "Int"), Map.entry("Int64", "Int"),
      Map.entry("int64", "Int"), Map.entry("i64", "Int"), Map.entry("float", "Float"), Map.entry("Float64", "Float"),
      Map.entry("float64", "Float"), Map.entry("f64", "Float"), Map.entry("string", "String"), Map.entry("bool", "Bool"),
      Map.entry("nil", "Nil"), Map.entry("void", "Void"), Map.entry("Regex", "Regexp"), Map.entry("Set", "HashSet"));

  @Override
  public void declare(Declarations to) {
    to.method("Object", "class", CLASS, "[] -> Class", "The value's class.");
    to.method("Object", "is", IS, "[type] -> Bool", "Whether the value belongs to a class or a descendant of it, a type, an enum or an interface; an instance means its class.");
    to.method("Object", "to", TO, "[type] -> Any", "The value as another type: Int to Float, Float to Int (rounded toward zero), an object adapted to an interface.");
    to.method("Object", "to_s", TO_S, "[] -> String", "The value's text: strings and characters as they are, `nil` as nothing, everything else as code.");
    to.method("Object", "@", SELECT, "[segments...] -> Any", "Looks up a path of keys, positions and functions, as a selector does.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    Object self = a.self();
    return switch (id) {
      case CLASS -> a.vm().classOf(self).visible();
      case IS -> is(a, self);
      case TO -> convert(a.vm(), self, Arguments.required(a, 0, "to requires a type"));
      // An instance comes here only when its class has no text of its own, or calls (super .to_s).
      case TO_S -> self instanceof Instance ? Printer.toS(self) : Texts.of(self, Rendering.Form.TO_S, text -> text);
      case SELECT -> select(a, self);
      default -> throw new AssertionError(id);
    };
  }

  private static Object is(Args a, Object self) {
    Object type = Arguments.required(a, 0, "is requires a type");
    return a.ret(a.vm().isOfType(self, type instanceof Instance ? a.vm().classOf(type).visible() : type));
  }

  private static Object convert(Vm vm, Object value, Object type) {
    String name = Arguments.findName(type);
    Object target = name == null ? type : vm.builtinClass(SPELLINGS.getOrDefault(name, name));
    if (target instanceof Opaque o && o.typeofName().equals("VkInterface")) {
      return CallRequest.call(target, null, value);
    } else if (target != null && vm.isOfType(value, target)) {
      return value;
    }
    String targetName = target instanceof GeneClass cls ? cls.name() : name != null ? name : Printer.code(type);
    if (value instanceof Long n && targetName.equals("Float")) {
      return (double) n;
    } else if (value instanceof Double d && targetName.equals("Int")) {
      return truncate(vm, d);
    }
    throw Raise.type("Type error: cannot convert " + Kinds.plainName(value) + " to " + targetName);
  }

  private static long truncate(Vm vm, double d) {
    long whole = NumberMethods.truncate(d);
    if (whole != d) {
      vm.err().print("warning: converting " + FloatText.of(d) + " to Int drops its fraction\n");
    }
    return whole;
  }

  private static Object select(Args a, Object self) {
    a.require(1, "@ requires a selector segment");
    var segments = new ArrayList<Object>(a.count());
    for (Object segment : a.all()) {
      if (segment instanceof Symbol symbol) {
        segments.add(Selector.segment(symbol.name()));
      } else if (segment instanceof String || segment instanceof Long || segment instanceof Callable) {
        segments.add(segment);
      } else {
        throw Raise.type("Invalid selector segment: " + Kinds.plainName(segment));
      }
    }
    return CallRequest.call(new Selector(segments), null, self);
  }
}
