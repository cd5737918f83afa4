// Running other programs.
package gene.library;

import gene.data.GeneMap;
import gene.data.Raise;
import gene.data.Rendering;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Texts;
import gene.vm.Vm;
import java.util.LinkedHashMap;
import java.util.List;

final class SystemFunctions implements NativeModule {
  private static final int EXEC = 0, SHELL = 1, OS_EXEC = 2;

  @Override
  public void declare(Declarations to) {
    to.function("system", "exec", EXEC, "[command arguments...] -> String",
        "Runs a program without a shell, searching `PATH`; gives its standard output. Its status is ignored.");
    to.function("system", "shell", SHELL, "[line: String] -> Map",
        "Runs a line of the shell; gives `{^output text ^exit_code status}`, the output with standard error.");
    to.function("gene/os", "exec", OS_EXEC, "[line: String] -> String", "Runs a line of the shell; gives its standard output.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    Vm vm = a.vm();
    return switch (id) {
      case EXEC -> exec(a);
      case SHELL -> shell(vm, a.string(0, "system/shell requires a string command"));
      case OS_EXEC -> ChildProcess.run(vm, shellCommand(a.string(0, "os/exec requires a string command")), false).output();
      default -> throw new AssertionError(id);
    };
  }

  private static Object exec(Args a) {
    if (!(a.get(0, null) instanceof String)) {
      throw Raise.argument("system/exec requires a command, as a string");
    }
    Vm vm = a.vm();
    return Texts.all(a.all(), Rendering.Form.DISPLAY, words -> ChildProcess.run(vm, List.of(words), false).output());
  }

  private static GeneMap shell(Vm vm, String line) {
    ChildProcess.Outcome outcome = ChildProcess.run(vm, shellCommand(line), true);
    var result = new LinkedHashMap<String, Object>();
    result.put("output", outcome.output());
    result.put("exit_code", (long) outcome.status());
    return new GeneMap(result);
  }

  static List<String> shellCommand(String line) {
    return ChildProcess.isWindows() ? List.of("cmd.exe", "/c", line) : List.of("/bin/sh", "-c", line);
  }
}
