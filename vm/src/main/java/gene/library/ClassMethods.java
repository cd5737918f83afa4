// What a class tells about itself.
package gene.library;

import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.Raise;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.Function;
import gene.vm.NativeModule;

final class ClassMethods implements NativeModule {
  private static final int NAME = 0, PARENT = 1, METHODS = 2, MEMBERS = 3, FIELDS = 4, HAS_METHOD = 5, METHOD_INTENT = 6, INTERFACES = 7;

  @Override
  public void declare(Declarations to) {
    to.method("Class", "name", NAME, "[] -> String", "The class's name; for a path its last part.");
    to.method("Class", "parent", PARENT, "[] -> Class", "The superclass; `nil` for `Object`.");
    to.method("Class", "methods", METHODS, "[] -> Array", "The names of the methods defined in the class itself, in order.");
    to.method("Class", "members", MEMBERS, "[] -> Array", "The names of the class's own members, in order.");
    to.method("Class", "fields", FIELDS, "[] -> Array", "The names of the fields declared in the class itself, in order.");
    to.method("Class", "has_method", HAS_METHOD, "[name] -> Bool", "Whether instances have the method, inherited ones included.");
    to.method("Class", "interfaces", INTERFACES, "[] -> Array", "The interfaces that the class's own header names, in order.");
    to.method("Class", "method_intent", METHOD_INTENT, "[name] -> Any", "The text of the method's `^intent`, or nil.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    GeneClass self = Arguments.self(a, GeneClass.class);
    return switch (id) {
      case NAME -> self.name();
      case PARENT -> self.parent() == null ? Special.NIL : self.parent();
      case METHODS -> GeneArray.of(self.methods().keySet().toArray());
      case MEMBERS -> GeneArray.of(NamespaceMethods.names(self.members()).toArray());
      case FIELDS -> GeneArray.of(self.fields().keySet().toArray());
      case HAS_METHOD -> a.ret(self.findMethod(methodName(a, "has_method")) != null);
      case INTERFACES -> GeneArray.of((Object[]) self.interfaces().toArray());
      case METHOD_INTENT -> self.findMethod(methodName(a, "method_intent")) instanceof Function f && f.code().metadata().intent() != null
          ? f.code().metadata().intent() : Special.NIL;
      default -> throw new AssertionError(id);
    };
  }

  private static String methodName(Args a, String method) {
    String name = Arguments.findName(a.get(0, Special.NIL));
    if (name == null) {
      throw Raise.argument("Class." + method + " requires a name, as a string or symbol");
    }
    return name;
  }
}
