// The program's surroundings: environment variables, working folder, arguments, platform, exit.
package gene.library;

import gene.data.GeneArray;
import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Texts;
import gene.vm.Vm;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

final class EnvironmentFunctions implements NativeModule {
  private static final int GET_ENV = 0, SET_ENV = 1, HAS_ENV = 2, EXIT = 3, CWD = 4, CD = 5, ARGS = 6, OS = 7, ARCH = 8;

  @Override
  public void declare(Declarations to) {
    to.function("", "get_env", GET_ENV, "[name: String default = nil] -> Any", "An environment variable, or the default when it is unset or empty.");
    to.function("", "set_env", SET_ENV, "[name: String value] -> Nil", "Sets an environment variable for `get_env`, `has_env` and child processes.");
    to.function("", "has_env", HAS_ENV, "[name: String] -> Bool", "Whether an environment variable is set, if only to the empty text.");
    for (String ns : new String[] {"", "system"}) {
      to.function(ns, "exit", EXIT, "[status: Int = 0]", "Ends the program with the status. `finally` parts do not run.");
      to.function(ns, "cwd", CWD, "[] -> String", "The working folder.");
    }
    to.function("system", "cd", CD, "[path: String] -> Nil", "Changes the working folder.");
    to.function("system", "args", ARGS, "[] -> Array", "All command-line arguments, those of the command itself included; programs use `$args`.");
    to.function("system", "os", OS, "[] -> String", "The operating system: `linux`, `macos`, `windows`, ….");
    to.function("system", "arch", ARCH, "[] -> String", "The kind of processor: `amd64`, `arm64`, ….");
  }

  @Override
  public Object call(int id, Args a) {
    Vm vm = a.vm();
    return switch (id) {
      case GET_ENV -> {
        String value = vm.environment().get(name(a));
        yield value == null || value.isEmpty() ? a.get(1, Special.NIL) : value;
      }
      case SET_ENV -> set(a);
      case HAS_ENV -> a.ret(vm.environment().containsKey(name(a)));
      case EXIT -> {
        vm.exit(a.isInt(0) ? (int) a.intAt(0) : 0);
        yield Special.NIL;
      }
      case CWD -> vm.workingFolder().toString();
      case CD -> changeFolder(vm, a.string(0, "cd requires a string path"));
      case ARGS -> GeneArray.of(vm.arguments());
      case OS -> operatingSystem(System.getProperty("os.name"));
      case ARCH -> architecture(System.getProperty("os.arch"));
      default -> throw new AssertionError(id);
    };
  }

  private static String name(Args a) {
    return a.string(0, a.callee().name() + " requires a string variable name");
  }

  private static Object set(Args a) {
    String name = name(a);
    if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
      throw Raise.argument("set_env: \"" + name + "\" cannot be a variable's name");
    }
    Vm vm = a.vm();
    return Texts.of(Arguments.required(a, 1, "set_env requires a value"), Rendering.Form.DISPLAY, text -> {
      vm.environment().put(name, text);
      return Special.NIL;
    });
  }

  private static Object changeFolder(Vm vm, String path) {
    try {
      Path folder = vm.workingFolder().resolve(path).normalize();
      if (!Files.isDirectory(folder)) {
        throw Raise.io("Failed to change directory: " + path + (Files.exists(folder) ? " is not a folder" : " does not exist"));
      }
      vm.changeFolder(folder);
      return Special.NIL;
    } catch (InvalidPathException e) {
      throw Raise.io("Failed to change directory: " + e.getMessage());
    }
  }

  static String operatingSystem(String javaName) {
    String name = javaName.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return "macos";
    }
    return name.startsWith("windows") ? "windows" : name;
  }

  static String architecture(String javaName) {
    return switch (javaName) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      case "x86" -> "i386";
      default -> javaName;
    };
  }
}
