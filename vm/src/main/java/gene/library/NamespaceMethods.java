// A namespace examined and changed like a map.
package gene.library;

import gene.data.GeneArray;
import gene.data.Namespace;
import gene.data.Raise;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import java.util.List;

final class NamespaceMethods implements NativeModule {
  private static final int NAME = 0, SIZE = 1, KEYS = 2, VALUES = 3, PAIRS = 4, HAS = 5, GET = 6, SET = 7, DEL = 8, CLEAR = 9, EMPTY = 10,
      NOT_EMPTY = 11, ON_MEMBER_MISSING = 12;

  @Override
  public void declare(Declarations to) {
    to.method("Namespace", "name", NAME, "[] -> String", "The namespace's name; the path of a module; `<root>` when it has none.");
    to.method("Namespace", "size", SIZE, "[] -> Int", "The number of members.");
    to.method("Namespace", "keys", KEYS, "[] -> Array", "The names of the members, in order of definition.");
    to.method("Namespace", "values", VALUES, "[] -> Array", "The members, in order of definition.");
    to.method("Namespace", "pairs", PAIRS, "[] -> Array", "Arrays `[name member]`, in order of definition.");
    to.method("Namespace", "has", HAS, "[name] -> Bool", "Whether the namespace itself has the member.");
    to.method("Namespace", "get", GET, "[name default = nil] -> Any", "The member, or the default when there is none.");
    to.method("Namespace", "set", SET, "[name value] -> Namespace", "Adds or changes a member; gives the namespace.");
    to.method("Namespace", "del", DEL, "[names...] -> Any", "Removes the members; gives the last removed one, `nil` if none.");
    to.method("Namespace", "clear", CLEAR, "[] -> Namespace", "Removes every member; gives the namespace.");
    to.method("Namespace", "empty", EMPTY, "[] -> Bool", "Whether the namespace has no members.");
    to.method("Namespace", "empty?", EMPTY, "[] -> Bool", "Whether the namespace has no members.");
    to.method("Namespace", "not_empty?", NOT_EMPTY, "[] -> Bool", "Whether the namespace has members.");
    to.method("Namespace", "on_member_missing", ON_MEMBER_MISSING, "[handler] -> Namespace",
        "Adds a handler `(handler name)` for members that are missing; its first answer that is not `nil` becomes the member.");
    to.preludeMethod("Namespace", "each", "[fn] -> Namespace", "Calls `(fn name member)` for each member; gives the namespace.");
    to.preludeMethod("Namespace", "map", "[fn] -> Map", "A map of the results of `(fn name member)` by the members' names.");
    to.preludeMethod("Namespace", "reduce", "[init fn] -> Any", "Starts with `init` and replaces it by `(fn accumulator name member)` for each member.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    Namespace self = Arguments.self(a, Namespace.class);
    return switch (id) {
      case NAME -> self.name().isEmpty() ? "<root>" : self.name();
      case SIZE -> a.ret((long) names(self).size());
      case KEYS -> GeneArray.of(names(self).toArray());
      case VALUES -> GeneArray.of(names(self).stream().map(self::get).toArray());
      case PAIRS -> GeneArray.of(names(self).stream().map(name -> GeneArray.of(name, self.get(name))).toArray());
      case HAS -> a.ret(self.get(Arguments.key(a, 0, "Namespace.has")) != null);
      case GET -> get(self, a);
      case SET -> set(self, a);
      case DEL -> delete(self, a);
      case CLEAR -> {
        a.store().clear(self);
        yield self;
      }
      case EMPTY -> a.ret(names(self).isEmpty());
      case NOT_EMPTY -> a.ret(!names(self).isEmpty());
      case ON_MEMBER_MISSING -> addHandler(self, a);
      default -> throw new AssertionError(id);
    };
  }

  /** The names of the members whose definition has run. */
  static List<String> names(Namespace ns) {
    return ns.members().entrySet().stream().filter(e -> !e.getValue().isAbsent()).map(e -> e.getKey()).toList();
  }

  private static Object get(Namespace self, Args a) {
    Object value = self.get(Arguments.key(a, 0, "Namespace.get"));
    return value != null ? value : a.get(1, Special.NIL);
  }

  private static Namespace set(Namespace self, Args a) {
    String name = Arguments.key(a, 0, "Namespace.set");
    a.store().set(self, name, Arguments.required(a, 1, "Namespace.set requires a name and a value"));
    return self;
  }

  private static Object delete(Namespace self, Args a) {
    a.require(1, "Namespace.del requires a name");
    Object last = Special.NIL;
    for (int i = 0; i < a.count(); i++) {
      Object removed = a.store().remove(self, Arguments.key(a, i, "Namespace.del"));
      last = removed == null ? last : removed;
    }
    return last;
  }

  private static Namespace addHandler(Namespace self, Args a) {
    Object handler = a.get(0, Special.NIL);
    if (!Arguments.isCallback(handler)) {
      throw Raise.argument("on_member_missing requires a function");
    }
    a.store().addMissingHandler(self, handler);
    return self;
  }
}
