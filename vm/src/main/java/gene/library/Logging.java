// The log of one VM: its configuration, read when something is first logged.
package gene.library;

import gene.vm.Vm;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Set;

final class Logging {
  private final Vm vm;
  private final LogConfiguration configuration;
  private final Set<LogSink> broken = new HashSet<>();

  private Logging(Vm vm) {
    this.vm = vm;
    this.configuration = LogConfiguration.of(vm);
  }

  static Logging of(Vm vm) {
    return vm.part(Logging.class, Logging::new);
  }

  boolean isOn(String name, LogLevel level) {
    return level.compareTo(configuration.level(name)) <= 0;
  }

  void write(String name, LogLevel level, String message) {
    if (!isOn(name, level)) {
      return;
    }
    ZonedDateTime time = ZonedDateTime.now(vm.zone());
    for (LogSink sink : configuration.sinks(name)) {
      try {
        sink.write(vm, vm.threadNumber(), level, time, name, message);
      } catch (IOException e) {
        if (broken.add(sink)) {
          vm.err().print("Warning: cannot write the log " + sink.file() + ": " + FileFunctions.reason(e) + "\n");
        }
      }
    }
  }
}
