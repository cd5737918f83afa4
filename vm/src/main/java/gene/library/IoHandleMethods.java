// The standard handles and their methods.
package gene.library;

import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Texts;
import java.io.PrintStream;

final class IoHandleMethods implements NativeModule {
  private static final int READ = 0, READ_LINE = 1, WRITE = 2, WRITE_LINE = 3, FLUSH = 4, IS_TERMINAL = 5;

  @Override
  public void declare(Declarations to) {
    to.builtinClass("", "IOHandle", "Object", -1, "A standard stream of the program.");
    to.constant("", "stdin", IoHandle.STDIN, "Standard input.");
    to.constant("", "stdout", IoHandle.STDOUT, "Standard output.");
    to.constant("", "stderr", IoHandle.STDERR, "Standard error.");
    to.method("IOHandle", "read", READ, "[] -> String", "All the rest of the input; `\"\"` at its end.");
    to.method("IOHandle", "read_line", READ_LINE, "[] -> String", "The next line without its line end; `nil` at the end of input.");
    to.method("IOHandle", "write", WRITE, "[value] -> Nil", "Writes the value as `print` shows it.");
    to.method("IOHandle", "write_line", WRITE_LINE, "[value] -> Nil", "Writes the value as `print` shows it, and a line end.");
    to.method("IOHandle", "flush", FLUSH, "[] -> Nil", "Makes sure that what was written has left the program.");
    to.method("IOHandle", "isatty?", IS_TERMINAL, "[] -> Bool", "Whether the stream is a terminal.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    IoHandle self = Arguments.self(a, IoHandle.class);
    return switch (id) {
      case READ -> {
        requireInput(self);
        yield StandardInput.readAll(a.vm());
      }
      case READ_LINE -> {
        requireInput(self);
        String line = StandardInput.readLine(a.vm());
        yield line == null ? Special.NIL : line;
      }
      case WRITE -> write(self, a, "");
      case WRITE_LINE -> write(self, a, "\n");
      case FLUSH -> {
        self.flush(a.vm());
        yield Special.NIL;
      }
      case IS_TERMINAL -> a.ret(a.vm().isTerminal(self.ordinal()));
      default -> throw new AssertionError(id);
    };
  }

  private static void requireInput(IoHandle handle) {
    if (handle != IoHandle.STDIN) {
      throw Raise.io(handle.text() + " is not readable");
    }
  }

  private static Object write(IoHandle handle, Args a, String end) {
    if (handle == IoHandle.STDIN) {
      throw Raise.io("stdin is not writable");
    }
    PrintStream to = handle.stream(a.vm());
    Object value = Arguments.required(a, 0, a.callee().name() + " requires a value");
    return Texts.of(value, Rendering.Form.DISPLAY, text -> {
      to.print(text + end);
      return Special.NIL;
    });
  }
}
