// Child processes that a program talks to: `system/Process`.
package gene.library;

import gene.data.GeneMap;
import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Texts;
import gene.vm.Vm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class ProcessFunctions implements NativeModule {
  private static final int START = 0, WRITE = 1, WRITE_LINE = 2, CLOSE_STDIN = 3, READ_LINE = 4, READ_UNTIL = 5, READ_AVAILABLE = 6;
  private static final int READ_STDERR = 7, IS_ALIVE = 8, SIGNAL = 9, WAIT = 10, SHUTDOWN = 11, NEW = 12;

  @Override
  public void declare(Declarations to) {
    to.builtinClass("system", "Process", "Object", NEW, "A child process: `(system/Process/start \"cat\")`; its properties are `pid` and `exit_code`.");
    to.function("system/Process", "start", START, "[command arguments... ^cwd: String = nil ^env: Map = nil ^stderr_to_stdout: Bool = false] -> Process",
        "Starts a program without a shell. `^env` is added to the environment.");
    to.method("Process", "write", WRITE, "[value] -> Nil", "Writes the value to the process, as `print` shows it.");
    to.method("Process", "write_line", WRITE_LINE, "[value] -> Nil", "Writes the value and a line end to the process.");
    to.method("Process", "close_stdin", CLOSE_STDIN, "[] -> Nil", "Ends the input of the process.");
    String timeout = " The timeout is in seconds.";
    to.method("Process", "read_line", READ_LINE, "[^timeout: Numeric] -> Any", "The next line of its output without the line end; `nil` at the end of output or after the timeout." + timeout);
    to.method("Process", "read_until", READ_UNTIL, "[delimiter: String ^timeout: Numeric] -> Any",
        "Its output up to and including the delimiter, or the rest at the end; `nil` after the timeout." + timeout);
    to.method("Process", "read_available", READ_AVAILABLE, "[] -> String", "What can be read of its output now.");
    to.method("Process", "read_stderr", READ_STDERR, "[^timeout: Numeric] -> Any", "What it wrote to standard error; `\"\"` at the end, `nil` after the timeout." + timeout);
    to.method("Process", "alive?", IS_ALIVE, "[] -> Bool", "Whether it still runs.");
    to.method("Process", "signal", SIGNAL, "[name: String] -> Nil", "Sends it the signal `INT`, `TERM` or `KILL`.");
    to.method("Process", "wait", WAIT, "[^timeout: Numeric] -> Any", "Its exit code, 128 + n after signal n; `nil` after the timeout." + timeout);
    to.method("Process", "shutdown", SHUTDOWN, "[^timeout: Numeric] -> Int",
        "Closes its input, and ends it with `TERM` and then `KILL` when it does not end by itself; gives its exit code." + timeout);
  }

  @Override
  public Object call(int id, Args a) {
    if (id == NEW) {
      throw Raise.argument("A Process is started with (system/Process/start command ...)");
    } else if (id == START) {
      return start(a);
    }
    RunningProcess self = Arguments.self(a, RunningProcess.class);
    if (id != READ_LINE && id != READ_UNTIL && id != READ_STDERR && id != WAIT && id != SHUTDOWN) {
      Arguments.noKeywords(a);
    }
    switch (id) {
      case WRITE -> {
        return write(a, self, "");
      }
      case WRITE_LINE -> {
        return write(a, self, "\n");
      }
      case CLOSE_STDIN -> self.closeInput();
      case READ_LINE -> {
        return self.readLine(timeout(a));
      }
      case READ_UNTIL -> {
        String delimiter = a.string(0, "Process.read_until requires a delimiter string");
        if (delimiter.isEmpty()) {
          throw Raise.argument("Process.read_until delimiter cannot be empty");
        }
        return self.readUntil(delimiter, timeout(a));
      }
      case READ_AVAILABLE -> {
        return self.readAvailable();
      }
      case READ_STDERR -> {
        return self.readErrors(timeout(a));
      }
      case IS_ALIVE -> {
        return a.ret(self.isAlive());
      }
      case SIGNAL -> self.signal(Arguments.key(a, 0, "Process.signal"));
      case WAIT -> {
        return self.await(timeout(a));
      }
      case SHUTDOWN -> {
        return a.ret(self.shutdown(timeout(a)));
      }
      default -> throw new AssertionError(id);
    }
    return Special.NIL;
  }

  private static Object write(Args a, RunningProcess self, String end) {
    Object value = Arguments.required(a, 0, a.callee().qualifiedName() + " requires a value");
    return Texts.of(value, Rendering.Form.DISPLAY, text -> {
      self.write(text + end);
      return Special.NIL;
    });
  }

  private static double timeout(Args a) {
    String method = a.callee().qualifiedName();
    Arguments.knownKeywords(a, Set.of("timeout"));
    Object given = a.keyword("timeout");
    if (given == null) {
      throw Raise.argument(method + " requires ^timeout");
    }
    double seconds = given instanceof Number n ? n.doubleValue() : -1;
    if (!(seconds >= 0)) {
      throw Raise.argument(method + " ^timeout must be a number of seconds, 0 or more");
    }
    return seconds;
  }

  private static Object start(Args a) {
    Arguments.knownKeywords(a, Set.of("cwd", "env", "stderr_to_stdout"));
    a.require(1, "Process/start requires a command");
    if (!(a.get(0) instanceof String)) {
      throw Raise.argument("Process/start requires a command, as a string");
    }
    Vm vm = a.vm();
    Path folder = folder(vm, a.keyword("cwd"));
    Object env = a.keyword("env");
    if (env != null && env != Special.NIL && !(env instanceof GeneMap)) {
      throw Raise.argument("Process/start ^env must be a map");
    }
    Map<String, Object> more = env instanceof GeneMap map ? new HashMap<>(map.entries()) : Map.of();
    boolean merged = a.keyword("stderr_to_stdout") != null && Args.isTruthy(a.keyword("stderr_to_stdout"));
    String[] names = more.keySet().toArray(String[]::new);
    Object[] values = more.values().toArray();
    return Texts.all(a.all(), Rendering.Form.DISPLAY, words -> Texts.all(values, Rendering.Form.DISPLAY, texts -> {
      var variables = new HashMap<String, String>();
      for (int i = 0; i < names.length; i++) {
        variables.put(names[i], texts[i]);
      }
      return start(vm, List.of(words), folder, variables, merged);
    }));
  }

  private static Path folder(Vm vm, Object cwd) {
    if (cwd == null || cwd == Special.NIL) {
      return vm.workingFolder();
    } else if (!(cwd instanceof String)) {
      throw Raise.argument("Process/start ^cwd must be a string");
    }
    Path folder = FileFunctions.at(vm, (String) cwd);
    if (!Files.isDirectory(folder)) {
      throw Raise.io("Failed to start process: ^cwd " + cwd + (Files.exists(folder) ? " is not a folder" : " does not exist"));
    }
    return folder;
  }

  private static RunningProcess start(Vm vm, List<String> command, Path folder, Map<String, String> variables, boolean merged) {
    vm.out().flush();
    try {
      return new RunningProcess(vm, ChildProcess.builder(vm, command, folder, variables).redirectErrorStream(merged).start(), merged);
    } catch (IOException | IllegalArgumentException e) {
      throw Raise.io("Failed to start process: " + command.get(0) + ": " + ChildProcess.reason(e));
    }
  }
}
