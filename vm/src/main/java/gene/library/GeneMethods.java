// Methods of Gene values: their type, properties and children.
package gene.library;

import gene.data.Gene;
import gene.data.GeneMap;
import gene.data.Raise;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;

final class GeneMethods implements NativeModule {
  private static final int TYPE = 0, SET_GENETYPE = 1, PROPS = 2, CHILDREN = 3, HAS = 4, GET = 5, SET = 6, DEL = 7, HAS_CHILD = 8, GET_CHILD = 9,
      SET_CHILD = 10, ADD_CHILD = 11, INS_CHILD = 12, DEL_CHILD = 13, CONTAINS = 14, IMMUTABLE = 15;

  @Override
  public void declare(Declarations to) {
    to.method("Gene", "type", TYPE, "[] -> Any", "The type: what stands first in the form.");
    to.method("Gene", "genetype", TYPE, "[] -> Any", "The type: what stands first in the form.");
    to.method("Gene", "set_genetype", SET_GENETYPE, "[type] -> Gene", "Replaces the type; gives the value.");
    to.method("Gene", "props", PROPS, "[] -> Map", "A new map of the properties.");
    to.method("Gene", "children", CHILDREN, "[] -> Array", "A new array of the children.");
    to.method("Gene", "has", HAS, "[key] -> Bool", "Whether the value has the property.");
    to.method("Gene", "get", GET, "[key default = nil] -> Any", "The property, or the default when the value does not have it.");
    to.method("Gene", "set", SET, "[key value] -> Gene", "Sets a property; gives the value.");
    to.method("Gene", "del", DEL, "[keys...] -> Any", "Removes the properties; gives the last removed one, `nil` if none.");
    to.method("Gene", "has_child", HAS_CHILD, "[index: Int] -> Bool", "Whether there is a child at the position, counted from 0.");
    to.method("Gene", "get_child", GET_CHILD, "[index: Int default = nil] -> Any", "The child at the position, counted from 0, or the default.");
    to.method("Gene", "set_child", SET_CHILD, "[index: Int value] -> Gene", "Replaces an existing child; gives the value.");
    to.method("Gene", "add_child", ADD_CHILD, "[value] -> Gene", "Adds a child at the end; gives the value.");
    to.method("Gene", "ins_child", INS_CHILD, "[index: Int value] -> Gene", "Inserts a child before the position; gives the value.");
    to.method("Gene", "del_child", DEL_CHILD, "[index: Int] -> Any", "Removes the child at the position and gives it.");
    to.method("Gene", "contains", CONTAINS, "[value] -> Bool", "Whether a child equals the value.");
    to.method("Gene", "immutable?", IMMUTABLE, "[] -> Bool", "Whether the value is sealed or frozen.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    Gene self = Arguments.self(a, Gene.class);
    int size = self.children().size();
    return switch (id) {
      case TYPE -> self.type();
      case SET_GENETYPE -> {
        a.store().setType(self, Arguments.required(a, 0, "Gene.set_genetype requires a type"));
        yield self;
      }
      case PROPS -> new GeneMap(self.props().entries());
      case CHILDREN -> self.children().slice(0, size);
      case HAS -> a.ret(self.props().has(Arguments.key(a, 0, "Gene.has")));
      case GET -> get(self, a);
      case SET -> set(self, a);
      case DEL -> delete(self, a);
      case HAS_CHILD -> a.ret(isChild(self, a));
      case GET_CHILD -> isChild(self, a) ? self.children().get((int) a.intAt(0)) : a.get(1, Special.NIL);
      case SET_CHILD -> {
        a.store().setChild(self, index(a, "Gene.set_child", size), value(a, 1, "Gene.set_child"));
        yield self;
      }
      case ADD_CHILD -> {
        a.store().insertChild(self, size, value(a, 0, "Gene.add_child"));
        yield self;
      }
      case INS_CHILD -> {
        a.store().insertChild(self, index(a, "Gene.ins_child", size + 1), value(a, 1, "Gene.ins_child"));
        yield self;
      }
      case DEL_CHILD -> a.store().removeChild(self, index(a, "Gene.del_child", size));
      case CONTAINS -> Search.contains(self.children(), Arguments.required(a, 0, "Gene.contains requires a value"));
      case IMMUTABLE -> a.ret(self.isImmutable());
      default -> throw new AssertionError(id);
    };
  }

  private static Object get(Gene self, Args a) {
    Object value = self.props().get(Arguments.key(a, 0, "Gene.get"));
    return value != null ? value : a.get(1, Special.NIL);
  }

  private static Gene set(Gene self, Args a) {
    String key = Arguments.key(a, 0, "Gene.set");
    a.store().setProp(self, key, value(a, 1, "Gene.set"));
    return self;
  }

  private static Object delete(Gene self, Args a) {
    a.require(1, "Gene.del requires a key");
    Object last = Special.NIL;
    for (int i = 0; i < a.count(); i++) {
      Object removed = a.store().removeProp(self, Arguments.key(a, i, "Gene.del"));
      last = removed == null ? last : removed;
    }
    return last;
  }

  private static boolean isChild(Gene self, Args a) {
    a.require(1, a.callee().qualifiedName() + " requires an index");
    return a.isInt(0) && a.intAt(0) >= 0 && a.intAt(0) < self.children().size();
  }

  private static int index(Args a, String method, int limit) {
    long index = a.integer(0, method + " requires an integer index");
    if (index < 0 || index >= limit) {
      throw Raise.argument(method.substring(method.indexOf('.') + 1) + " index out of bounds: " + index);
    }
    return (int) index;
  }

  private static Object value(Args a, int index, String method) {
    return Arguments.required(a, index, method + " requires a value");
  }
}
