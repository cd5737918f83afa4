// Methods of Array that need no callback.
package gene.library;

import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Texts;

final class ArrayMethods implements NativeModule {
  private static final int SIZE = 0, GET = 1, SET = 2, FIRST = 3, LAST = 4, ADD = 5, PUSH = 6, POP = 7, DEL = 8, CLEAR = 9, EMPTY = 10,
      NOT_EMPTY = 11, CONTAINS = 12, INDEX_OF = 13, ZIP = 14, TAKE = 15, SKIP = 16, SLICE = 17, REVERSE = 18, JOIN = 19, PAIRS = 20,
      TO_MAP = 21, ITER = 22, IMMUTABLE = 23, SORTED = 24;

  @Override
  public void declare(Declarations to) {
    to.method("Array", "size", SIZE, "[] -> Int", "The number of elements.");
    to.method("Array", "length", SIZE, "[] -> Int", "The number of elements.");
    to.method("Array", "get", GET, "[index: Int default = nil] -> Any", "The element at a position, counted from 0, or the default when there is none.");
    to.method("Array", "set", SET, "[index: Int value] -> Array", "Replaces an existing element; a negative position counts from the end. Gives the array.");
    to.method("Array", "first", FIRST, "[] -> Any", "The first element, `nil` when the array is empty.");
    to.method("Array", "last", LAST, "[] -> Any", "The last element, `nil` when the array is empty.");
    to.method("Array", "add", ADD, "[value = nil] -> Array", "Appends the value; gives the array.");
    to.method("Array", "append", ADD, "[value = nil] -> Array", "Appends the value; gives the array.");
    to.method("Array", "push", PUSH, "[value] -> Int", "Appends the value; gives the new size.");
    to.method("Array", "pop", POP, "[] -> Any", "Removes the last element and gives it, `nil` when the array is empty.");
    to.method("Array", "del", DEL, "[index: Int] -> Any", "Removes the element at a position and gives it; a negative position counts from the end.");
    to.method("Array", "clear", CLEAR, "[] -> Array", "Removes every element; gives the array.");
    to.method("Array", "empty", EMPTY, "[] -> Bool", "Whether the array has no elements.");
    to.method("Array", "empty?", EMPTY, "[] -> Bool", "Whether the array has no elements.");
    to.method("Array", "not_empty?", NOT_EMPTY, "[] -> Bool", "Whether the array has elements.");
    to.method("Array", "contains", CONTAINS, "[value] -> Bool", "Whether an element equals the value.");
    to.method("Array", "index_of", INDEX_OF, "[value] -> Int", "The position of the first element that equals the value, `-1` when there is none.");
    to.method("Array", "zip", ZIP, "[other: Array] -> Array", "Arrays `[mine theirs]` of the elements at the same positions, as many as the shorter array has.");
    to.method("Array", "take", TAKE, "[count: Int] -> Array", "A new array of the first elements.");
    to.method("Array", "skip", SKIP, "[count: Int] -> Array", "A new array without the first elements.");
    to.method("Array", "slice", SLICE, "[start: Int end: Int = nil] -> Array", "A new array of the elements from `start` to before `end` (default: to the end); negative positions count from the end.");
    to.method("Array", "reverse", REVERSE, "[] -> Array", "A new array in the opposite order.");
    to.method("Array", "join", JOIN, "[separator: String = \"\"] -> String", "The texts of the elements, as `.to_s` gives them, with the separator between.");
    to.method("Array", "pairs", PAIRS, "[] -> Array", "Arrays `[position element]`.");
    to.method("Array", "to_map", TO_MAP, "[] -> Map", "A map of the elements, which must be arrays `[key value]`; later keys win.");
    to.method("Array", "iter", ITER, "[] -> ArrayIterator", "An iterator that reads the array as it then is.");
    to.method("Array", "immutable?", IMMUTABLE, "[] -> Bool", "Whether the array is sealed or frozen.");
    to.function("gene/prelude", "sorted", SORTED, "[array: Array] -> Array", "A new array in natural order; what `.sort` without comparator does.");
    to.preludeMethod("Array", "find", "[predicate] -> Any", "The first element for which the predicate is truthy, `nil` when there is none.");
    to.preludeMethod("Array", "any", "[predicate] -> Bool", "Whether the predicate is truthy for an element.");
    to.preludeMethod("Array", "all", "[predicate] -> Bool", "Whether the predicate is truthy for every element.");
    to.preludeMethod("Array", "each", "[fn] -> Array", "Calls the function with each element; gives the array.");
    to.preludeMethod("Array", "map", "[fn] -> Array", "A new array of the function's results for each element.");
    to.preludeMethod("Array", "filter", "[predicate] -> Array", "A new array of the elements for which the predicate is truthy.");
    to.preludeMethod("Array", "reduce", "[init fn] -> Any", "Starts with `init` and replaces it by `(fn accumulator element)` for each element.");
    to.preludeMethod("Array", "sort", "[comparator = nil] -> Array",
        "A new, stably sorted array. Without comparator numbers come by value, strings and symbols by code point, mixtures by their texts; "
            + "`(comparator a b)` gives an Int below, equal to or above 0, or whether `a` comes first.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    if (id == SORTED) {
      return NaturalOrder.sorted((GeneArray) a.get(0));
    }
    GeneArray self = Arguments.self(a, GeneArray.class);
    int size = self.size();
    return switch (id) {
      case SIZE -> a.ret((long) size);
      case GET -> get(self, a);
      case SET -> set(self, a);
      case FIRST -> element(self, 0, a);
      case LAST -> element(self, size - 1, a);
      case ADD -> {
        append(self, a, "append to");
        yield self;
      }
      case PUSH -> {
        a.require(1, "Array.push requires a value");
        append(self, a, "push to");
        yield a.ret((long) self.size());
      }
      case POP -> size == 0 ? Special.NIL : a.store().remove(self, size - 1, "pop from");
      case DEL -> a.store().remove(self, position(a, "del", size), "delete from");
      case CLEAR -> {
        a.store().clear(self);
        yield self;
      }
      case EMPTY -> a.ret(size == 0);
      case NOT_EMPTY -> a.ret(size > 0);
      case CONTAINS -> Search.contains(self, Arguments.required(a, 0, "Array.contains requires a value"));
      case INDEX_OF -> Search.indexOf(self, Arguments.required(a, 0, "Array.index_of requires a value"));
      case ITER -> new ArrayIterator(self);
      case IMMUTABLE -> a.ret(self.isImmutable());
      default -> derived(id, self, a);
    };
  }

  /** The word goes over as it is: a number is not boxed on the way. */
  private static void append(GeneArray self, Args a, String doing) {
    if (a.count() == 0) {
      a.store().append(self, Special.NIL, doing);
    } else {
      a.store().append(self, a.word(0), a.ref(0), doing);
    }
  }

  /** The methods that make something new of the elements. */
  private static Object derived(int id, GeneArray self, Args a) {
    int size = self.size();
    return switch (id) {
      case ZIP -> zip(self, a);
      case TAKE -> self.slice(0, amount(a, "take", size));
      case SKIP -> self.slice(amount(a, "skip", size), size);
      case SLICE -> slice(self, a);
      case REVERSE -> reverse(self, a);
      case JOIN -> join(self, a);
      case PAIRS -> pairs(self, a);
      case TO_MAP -> toMap(self, a);
      default -> throw new AssertionError(id);
    };
  }

  private static Object get(GeneArray self, Args a) {
    a.require(1, "Array.get requires an index");
    if (a.isInt(0)) {
      long index = a.intAt(0);
      if (index >= 0 && index < self.size()) {
        return a.ret(self.word((int) index), self.ref((int) index));
      }
    }
    return a.get(1, Special.NIL);
  }

  private static GeneArray set(GeneArray self, Args a) {
    int index = position(a, "set", self.size());
    a.store().set(self, index, Arguments.required(a, 1, "Array.set requires an index and a value"));
    return self;
  }

  private static Object element(GeneArray self, int index, Args a) {
    return self.size() == 0 ? Special.NIL : a.ret(self.word(index), self.ref(index));
  }

  /** An existing position; negative ones count from the end. */
  private static int position(Args a, String method, int size) {
    long given = a.integer(0, "Array." + method + " requires an integer index");
    long index = given < 0 ? given + size : given;
    if (index < 0 || index >= size) {
      throw Raise.argument(method + " index out of bounds: " + given + " (len=" + size + ")");
    }
    return (int) index;
  }

  private static int amount(Args a, String method, int size) {
    a.require(1, "Array." + method + " requires a count");
    long count = a.integer(0, method + " count must be an integer");
    return (int) Math.max(0, Math.min(size, count));
  }

  private static GeneArray zip(GeneArray self, Args a) {
    if (!(a.get(0, null) instanceof GeneArray other)) {
      throw Raise.argument("Array.zip requires an array");
    }
    int size = Math.min(self.size(), other.size());
    var pairs = new GeneArray(size);
    for (int i = 0; i < size; i++) {
      a.store().append(pairs, GeneArray.of(self.get(i), other.get(i)));
    }
    return pairs;
  }

  private static GeneArray slice(GeneArray self, Args a) {
    int size = self.size();
    a.require(1, "Array.slice requires a start");
    int start = Arguments.clamp(a.integer(0, "slice start must be an integer"), size);
    int end = Arguments.clamp(Arguments.integer(a, 1, size, "slice end must be an integer"), size);
    return self.slice(start, Math.max(start, end));
  }

  private static GeneArray reverse(GeneArray self, Args a) {
    var reversed = new GeneArray(self.size());
    for (int i = self.size() - 1; i >= 0; i--) {
      a.store().append(reversed, self.word(i), self.ref(i));
    }
    return reversed;
  }

  private static Object join(GeneArray self, Args a) {
    String separator = a.count() == 0 ? "" : a.string(0, "Array.join separator must be a string");
    return Texts.all(self.toObjects(), Rendering.Form.TO_S, texts -> String.join(separator, texts));
  }

  private static GeneArray pairs(GeneArray self, Args a) {
    var pairs = new GeneArray(self.size());
    for (int i = 0; i < self.size(); i++) {
      a.store().append(pairs, GeneArray.of((long) i, self.get(i)));
    }
    return pairs;
  }

  private static GeneMap toMap(GeneArray self, Args a) {
    var map = new GeneMap();
    for (int i = 0; i < self.size(); i++) {
      if (!(self.get(i) instanceof GeneArray pair) || pair.size() != 2) {
        throw Raise.argument("to_map expects [key value] pairs");
      }
      Object key = pair.get(0);
      String name = key instanceof Long n ? n.toString() : Arguments.findName(key);
      if (name == null) {
        throw Raise.argument("to_map key must be string, symbol, or int");
      }
      a.store().set(map, name, pair.get(1));
    }
    return map;
  }
}
