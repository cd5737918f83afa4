// The namespace `genex/logging`, and the functions of the language that log.
package gene.library;

import gene.data.GeneClass;
import gene.data.Instance;
import gene.data.Namespace;
import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Frames;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.StackTrace;
import gene.vm.Texts;

final class LoggingFunctions implements NativeModule {
  private static final int NEW = 10, DEBUG = 11, PRINT_STACK = 12, PRINT_INSTRUCTIONS = 13;

  @Override
  public void declare(Declarations to) {
    to.builtinClass("genex/logging", "Logger", "Object", NEW, "Writes log lines under a name: `(new genex/logging/Logger \"app/db\")`.");
    for (LogLevel level : LogLevel.values()) {
      String name = level.name().toLowerCase(java.util.Locale.ROOT);
      to.method("Logger", name, level.ordinal(), "[values...] -> Nil", "Logs the values, joined by blanks, at level " + level + ".");
    }
    to.function("", "debug", DEBUG, "[values...] -> Nil", "Logs the values as code at level DEBUG, which is not shown unless the configuration asks for it.");
    to.function("vm", "print_stack", PRINT_STACK, "[] -> Nil", "Logs the calls that are running, at level DEBUG.");
    to.function("vm", "print_instructions", PRINT_INSTRUCTIONS, "[] -> Nil", "Logs the instructions of the running function, at level DEBUG.");
  }

  @Override
  public Object call(int id, Args a) {
    Logging log = Logging.of(a.vm());
    switch (id) {
      case NEW -> {
        return construct(a);
      }
      case DEBUG -> {
        return write(log, a, Frames.moduleName(a.fiber()), LogLevel.DEBUG, Rendering.Form.CODE);
      }
      case PRINT_STACK -> StackTrace.capture(a.fiber()).lines().forEach(line -> log.write("vm", LogLevel.DEBUG, line));
      case PRINT_INSTRUCTIONS -> Frames.listing(a.fiber()).forEach(line -> log.write("vm", LogLevel.DEBUG, line));
      default -> {
        String name = ((Instance) a.self()).get("name") instanceof String s ? s : "";
        return write(log, a, name, LogLevel.values()[id], Rendering.Form.DISPLAY);
      }
    }
    return Special.NIL;
  }

  private static Object write(Logging log, Args a, String name, LogLevel level, Rendering.Form form) {
    if (!log.isOn(name, level)) {
      return Special.NIL;
    }
    return Texts.all(a.all(), form, texts -> {
      log.write(name, level, String.join(" ", texts));
      return Special.NIL;
    });
  }

  private static Object construct(Args a) {
    Object of = Arguments.required(a, 0, "Logger requires a name");
    var logger = new Instance((GeneClass) a.self());
    String module = Frames.moduleName(a.fiber());
    if (of instanceof Instance instance) {
      return named(a, logger, module, instance.cls().name());
    } else if (of instanceof GeneClass cls) {
      return named(a, logger, module, cls.name());
    } else if (of instanceof Namespace ns) {
      return named(a, logger, module, ns.name());
    } else if (of == Special.NIL || of == Special.VOID) {
      throw Raise.argument("Logger requires a name");
    }
    var store = a.store();
    return Texts.of(of, Rendering.Form.DISPLAY, text -> {
      store.setField(logger, "name", qualified(module, text));
      return logger;
    });
  }

  private static Object named(Args a, Instance logger, String module, String name) {
    a.store().setField(logger, "name", qualified(module, name));
    return logger;
  }

  private static String qualified(String module, String name) {
    return name.indexOf('/') >= 0 || name.equals(module) || name.endsWith(".gene") ? name : module + "/" + name;
  }
}
