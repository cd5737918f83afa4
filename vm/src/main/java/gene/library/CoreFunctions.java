// Functions on values of any kind: typeof, len, $, freeze; and what prelude.gene needs from Java.
package gene.library;

import gene.data.Bytes;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneHashMap;
import gene.data.GeneHashSet;
import gene.data.GeneMap;
import gene.data.Kinds;
import gene.data.Raise;
import gene.data.Range;
import gene.data.Rendering;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Texts;

final class CoreFunctions implements NativeModule {
  private static final int TYPEOF = 0, LEN = 1, CONCATENATE = 2, FREEZE = 3, CALLBACK = 4, COMES_FIRST = 5, REQUIRED = 6, EQUIVALENT = 7;

  @Override
  public void declare(Declarations to) {
    to.function("", "typeof", TYPEOF, "[value] -> String", "The name of the value's kind: `Int`, `String`, `VkRange`, …; for an instance the name of its class.");
    to.function("", "len", LEN, "[value] -> Int", "The number of elements, or of a string's characters; `0` for a value that has none.");
    to.function("", "$", CONCATENATE, "[values...] -> String", "The texts of all values, one after the other.");
    to.function("", "freeze", FREEZE, "[value] -> Any", "Makes the value and everything that can be reached from it immutable, in place; gives the value.");
    to.function("", "types_equivalent", EQUIVALENT, "[a b] -> Bool",
        "Whether two types are the same by structure: type values, classes, enums, or quoted type expressions.");
    to.function("gene/prelude", "callback", CALLBACK, "[given: Array index: Int method: String message: String] -> Any",
        "The callback among the arguments given to a method; an error when it is missing or cannot be called.");
    to.function("gene/prelude", "required", REQUIRED, "[given: Array index: Int message: String] -> Any",
        "The argument at a position among those given to a method; an error when it is missing.");
    to.function("gene/prelude", "first?", COMES_FIRST, "[answer] -> Bool", "Whether a comparator's answer says that its first argument comes first.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    return switch (id) {
      case TYPEOF -> Kinds.typeName(Arguments.required(a, 0, "typeof requires a value"));
      case LEN -> a.ret(length(Arguments.required(a, 0, "len requires a value")));
      case CONCATENATE -> Texts.all(a.all(), Rendering.Form.TO_S, texts -> String.join("", texts));
      case FREEZE -> freeze(a);
      case EQUIVALENT -> {
        a.require(2, "types_equivalent expects two types");
        yield a.ret(a.vm().typesEquivalent(a.fiber(), a.get(0), a.get(1)));
      }
      case CALLBACK -> callback((GeneArray) a.get(0), (int) a.intAt(1), (String) a.get(2), (String) a.get(3));
      case REQUIRED -> required((GeneArray) a.get(0), (int) a.intAt(1), (String) a.get(2));
      case COMES_FIRST -> a.ret(comesFirst(a.get(0)));
      default -> throw new AssertionError(id);
    };
  }

  private static long length(Object value) {
    if (value instanceof String s) {
      return CodePoints.length(s);
    } else if (value instanceof GeneArray array) {
      return array.size();
    } else if (value instanceof GeneMap map) {
      return map.size();
    } else if (value instanceof GeneHashMap map) {
      return map.size();
    } else if (value instanceof GeneHashSet set) {
      return set.size();
    } else if (value instanceof Gene gene) {
      return gene.children().size();
    } else if (value instanceof Bytes bytes) {
      return bytes.size();
    }
    return value instanceof Range range ? range.size() : 0;
  }

  private static Object freeze(Args a) {
    if (a.count() != 1) {
      throw Raise.argument("freeze requires 1 argument");
    }
    Object value = a.get(0);
    Freezing.freeze(value, a.store());
    return value;
  }

  private static Object callback(GeneArray given, int index, String method, String message) {
    Object callback = required(given, index, method + " requires a function");
    if (!Arguments.isCallback(callback)) {
      throw Raise.argument(message + ", got " + Kinds.plainName(callback));
    }
    return callback;
  }

  private static Object required(GeneArray given, int index, String message) {
    if (index >= given.size()) {
      throw Raise.argument(message);
    }
    return given.get(index);
  }

  /** A number below zero; of other values any true one. */
  private static boolean comesFirst(Object answer) {
    return answer instanceof Number n ? n.doubleValue() < 0 : Args.isTruthy(answer);
  }
}
