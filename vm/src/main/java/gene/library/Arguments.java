// The checks that the built-ins share: what an argument must be, and the words of the refusal.
package gene.library;

import gene.data.Callable;
import gene.data.Instance;
import gene.data.Kinds;
import gene.data.Raise;
import gene.data.Symbol;
import gene.vm.Args;
import java.util.Set;

final class Arguments {
  private Arguments() {}

  /** Built-ins that know no keyword arguments refuse them. */
  static void noKeywords(Args a) {
    if (a.keywords() != null && a.keywords().size() > 0) {
      throw Raise.argument("Unexpected keyword argument: " + a.keywords().entries().keySet().iterator().next());
    }
  }

  static void knownKeywords(Args a, Set<String> known) {
    if (a.keywords() != null) {
      a.keywords().entries().keySet().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
        throw Raise.argument("Unexpected keyword argument: " + name);
      });
    }
  }

  /** Methods of strings and regexps refuse surplus arguments, which others ignore. */
  static void atMost(Args a, int most) {
    if (a.count() > most) {
      throw Raise.argument(a.callee().qualifiedName() + " expects " + most + " arguments after self, got " + a.count());
    }
  }

  /** A name given as a string or a symbol; Java's null when it is neither. */
  static String findName(Object value) {
    if (value instanceof String s) {
      return s;
    }
    return value instanceof Symbol symbol ? symbol.name() : null;
  }

  /** The argument as a key: `Map.get key must be a string or symbol`. */
  static String key(Args a, int index, String method) {
    if (index >= a.count()) {
      throw Raise.argument(method + " requires a key");
    }
    String name = findName(a.get(index));
    if (name == null) {
      throw Raise.argument(method + " key must be a string or symbol");
    }
    return name;
  }

  static Object required(Args a, int index, String message) {
    if (index >= a.count()) {
      throw Raise.argument(message);
    }
    return a.get(index);
  }

  /** An integer argument that may be missing. */
  static long integer(Args a, int index, long absent, String message) {
    return index < a.count() ? a.integer(index, message) : absent;
  }

  /** A position of which negative ones count from the end, limited to 0 … size. */
  static int clamp(long position, int size) {
    long from = position < 0 ? position + size : position;
    return (int) Math.max(0, Math.min(size, from));
  }

  static boolean isCallback(Object value) {
    return value instanceof Callable || value instanceof Instance instance && instance.cls().findMethod("call") != null;
  }

  /** The receiver of a method, which another kind can only be by way of a class that a program derived from a built-in one. */
  static <T> T self(Args a, Class<T> kind) {
    Object self = a.selfRef();
    if (kind.isInstance(self)) {
      return kind.cast(self);
    }
    throw Raise.type(a.callee().qualifiedName() + " cannot be called on " + Kinds.plainName(a.self()));
  }
}
