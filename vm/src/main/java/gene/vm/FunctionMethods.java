// Methods of functions, selectors and generators: those that change what runs are done by Calls itself.
package gene.vm;

import gene.data.Callable;
import gene.data.Special;

final class FunctionMethods implements NativeModule {
  static final int CALL = 0;
  static final int NEXT = 1;
  static final int HAS_NEXT = 2;
  static final int PEEK = 3;
  static final int NEXT_PAIR = 4;
  private static final int NAME = 5;
  private static final int INTENT = 6;
  private static final int ITER = 7;
  private static final int EXAMPLES = 8;

  @Override
  public void declare(Declarations to) {
    to.method("Function", "call", CALL, "[args...] -> Any", "Calls the function with the arguments.");
    to.method("Function", "name", NAME, "[] -> String", "The name the function was defined with.");
    to.method("Function", "intent", INTENT, "[] -> Any", "The text of `^intent`, or nil.");
    to.method("Function", "examples", EXAMPLES, "[] -> Any", "The data of `^examples` as an array, or nil.");
    to.method("Selector", "call", CALL, "[target default = nil] -> Any", "Applies the selector to the target.");
    to.method("Generator", "next", NEXT, "[] -> Any", "Runs to the next `yield` and gives its value; `not_found` at the end.");
    to.method("Generator", "has_next", HAS_NEXT, "[] -> Bool", "Whether another value comes; it is kept for `.next`.");
    to.method("Generator", "peek", PEEK, "[] -> Any", "The next value, kept for the following `.next`.");
    to.method("Generator", "next_pair", NEXT_PAIR, "[] -> Array", "The next value, which must be an array of two elements.");
    to.method("Generator", "iter", ITER, "[] -> Generator", "The generator itself.");
  }

  @Override
  public Object call(int id, Args a) {
    Object self = a.self();
    return switch (id) {
      case NAME -> ((Callable) self).name();
      case INTENT -> self instanceof Function f && f.code().metadata().intent() != null ? f.code().metadata().intent() : Special.NIL;
      case EXAMPLES -> self instanceof Function f && f.examples() != null ? f.examples() : Special.NIL;
      case ITER -> self;
      default -> throw new AssertionError("done by Calls: " + id);
    };
  }
}
