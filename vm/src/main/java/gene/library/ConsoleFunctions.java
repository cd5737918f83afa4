// Output and input: print, println, readline, flush.
package gene.library;

import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Texts;
import java.io.PrintStream;

final class ConsoleFunctions implements NativeModule {
  private static final int PRINT = 0, PRINTLN = 1, READLINE = 2, FLUSH = 3;

  @Override
  public void declare(Declarations to) {
    to.function("", "print", PRINT, "[values... ^stderr = false] -> Nil", "Prints the values with one blank between them; `^^stderr` sends them to standard error.");
    to.function("", "println", PRINTLN, "[values... ^stderr = false] -> Nil",
        "Prints the values with one blank between them, and a line end; `^^stderr` sends them to standard error.");
    to.function("", "readline", READLINE, "[] -> String", "The next line of standard input without its line end; `nil` at the end of input.");
    to.function("", "flush", FLUSH, "[handle = stdout] -> Nil", "Makes sure that what was printed has left the program.");
  }

  @Override
  public Object call(int id, Args a) {
    return switch (id) {
      case PRINT -> print(a, "");
      case PRINTLN -> print(a, "\n");
      case READLINE -> readLine(a);
      case FLUSH -> flush(a);
      default -> throw new AssertionError(id);
    };
  }

  private static Object print(Args a, String end) {
    Object toErrors = a.keyword("stderr");
    PrintStream to = toErrors != null && Args.isTruthy(toErrors) ? a.vm().err() : a.vm().out();
    return Texts.all(a.all(), Rendering.Form.DISPLAY, texts -> {
      // One call, so that a line of one actor is not broken by another's.
      to.print(String.join(" ", texts) + end);
      return Special.NIL;
    });
  }

  private static Object readLine(Args a) {
    if (a.count() > 0 || a.keywords() != null) {
      throw Raise.argument("readline does not accept arguments");
    }
    String line = StandardInput.readLine(a.vm());
    return line == null ? Special.NIL : line;
  }

  private static Object flush(Args a) {
    Object handle = a.get(0, IoHandle.STDOUT);
    if (!(handle instanceof IoHandle io)) {
      throw Raise.argument("flush requires an IO handle");
    }
    io.flush(a.vm());
    return Special.NIL;
  }
}
