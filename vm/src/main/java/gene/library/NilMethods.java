// What `nil` and `void` answer; `nil` answers every other method with `nil`, which the VM sees to.
package gene.library;

import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;

final class NilMethods implements NativeModule {
  private static final int NO = 0, YES = 1;

  @Override
  public void declare(Declarations to) {
    to.method("Nil", "to_bool", NO, "[] -> Bool", "`false`.");
    for (String kind : new String[] {"Nil", "Void"}) {
      to.method(kind, "empty", YES, "[] -> Bool", "`true`.");
      to.method(kind, "empty?", YES, "[] -> Bool", "`true`.");
      to.method(kind, "not_empty?", NO, "[] -> Bool", "`false`.");
    }
  }

  @Override
  public Object call(int id, Args a) {
    return a.ret(id == YES);
  }
}
