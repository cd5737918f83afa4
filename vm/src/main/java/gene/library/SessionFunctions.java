// What prelude.gene needs of a session that `($repl)` has opened.
package gene.library;

import gene.data.Special;
import gene.vm.Args;
import gene.vm.Conversation;
import gene.vm.Declarations;
import gene.vm.ExceptionInstance;
import gene.vm.NativeModule;

final class SessionFunctions implements NativeModule {
  private static final int NEXT = 0, RUN = 1, SHOW = 2, TELL = 3, CLOSE = 4;

  @Override
  public void declare(Declarations to) {
    to.preludeFunction("gene/prelude", "converse", "[session] -> Any", "Runs the inputs of a session; the value of the last one.");
    to.function("gene/prelude", "session_next", NEXT, "[session] -> Bool", "Waits for the next input of a session; false at its end.");
    to.function("gene/prelude", "session_run", RUN, "[session] -> Any", "Runs the input.");
    to.function("gene/prelude", "session_show", SHOW, "[session value] -> Nil", "Shows the value of the input.");
    to.function("gene/prelude", "session_tell", TELL, "[session exception] -> Nil", "Tells how the input has failed.");
    to.function("gene/prelude", "session_close", CLOSE, "[session] -> Nil", "Ends a session.");
  }

  @Override
  public Object call(int id, Args a) {
    var c = (Conversation) a.get(0);
    switch (id) {
      case NEXT -> {
        return c.next();
      }
      case RUN -> {
        return c.run();
      }
      case SHOW -> c.show(a.get(1));
      case TELL -> c.tell((ExceptionInstance) a.get(1));
      case CLOSE -> c.close();
      default -> throw new AssertionError(id);
    }
    return Special.NIL;
  }
}
