// Output and input: print, println, readline, flush.
package gene.library;

import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Texts;
import gene.vm.Vm;
import java.io.PrintStream;

final class ConsoleFunctions implements NativeModule {
  private static final int PRINT = 0, PRINTLN = 1, READLINE = 2, FLUSH = 3, ON_SIGNAL = 4, TRACE_START = 5, TRACE_END = 6;

  @Override
  public void declare(Declarations to) {
    to.function("", "print", PRINT, "[values... ^stderr = false] -> Nil", "Prints the values with one blank between them; `^^stderr` sends them to standard error.");
    to.function("", "println", PRINTLN, "[values... ^stderr = false] -> Nil",
        "Prints the values with one blank between them, and a line end; `^^stderr` sends them to standard error.");
    to.function("", "readline", READLINE, "[] -> String", "The next line of standard input without its line end; `nil` at the end of input.");
    to.function("", "flush", FLUSH, "[handle = stdout] -> Nil", "Makes sure that what was printed has left the program.");
    to.function("", "on_signal", ON_SIGNAL, "[name: String f] -> Nil", "Calls `(f)` on Ctrl-C (`\"INT\"`), in the event loop or at the next `readline`, instead of ending the program.");
    to.function("", "trace_start", TRACE_START, "[] -> Nil", "From now on each instruction is shown on standard error, as with `gene run --debug`.");
    to.function("", "trace_end", TRACE_END, "[] -> Nil", "Ends the instruction trace.");
  }

  @Override
  public Object call(int id, Args a) {
    return switch (id) {
      case PRINT -> print(a, "");
      case PRINTLN -> print(a, "\n");
      case READLINE -> readLine(a);
      case FLUSH -> flush(a);
      case ON_SIGNAL -> onSignal(a);
      case TRACE_START -> {
        a.vm().tracing.start();
        yield Special.NIL;
      }
      case TRACE_END -> {
        a.vm().tracing.end();
        yield Special.NIL;
      }
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
    Vm vm = a.vm();
    return InterruptSignal.of(vm).first(() -> {
      String line = StandardInput.readLine(vm);
      return line == null ? Special.NIL : line;
    });
  }

  private static Object onSignal(Args a) {
    Arguments.noKeywords(a);
    if (!"INT".equals(Arguments.findName(Arguments.required(a, 0, "on_signal requires a signal name and a function")))) {
      throw Raise.argument("on_signal currently supports only INT");
    }
    Object handler = Arguments.required(a, 1, "on_signal requires a signal name and a function");
    if (!Arguments.isCallback(handler)) {
      throw Raise.argument("on_signal callback must be a function");
    }
    InterruptSignal.of(a.vm()).handle(handler);
    return Special.NIL;
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
