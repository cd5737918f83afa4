// What debuggers get from the `gene` command, and how they start another one in a process of its own.
package gene.cli;

import gene.dap.Host;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

final class Debugging {
  /** What bin/gene gives a language server, which is small and starts fast; a program is to be quick. */
  private static final Set<String> OF_SERVERS = Set.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms128m", "-XX:MaxHeapFreeRatio=40");

  private Debugging() {}

  static Host host(Shell shell) {
    return new Host(shell.folder(), shell.environment(), fault -> Report.of(fault, new Paint(false)), fault -> Report.of(fault, new Paint(true)),
        Debugging::command);
  }

  /** The words that start `gene` as this process was started: the same Java, options and classes. */
  static List<String> command() {
    String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    words.addAll(List.of("-cp", classes, "gene.cli.Main"));
    return words;
  }

  /** @param own the options of this process */
  static List<String> options(List<String> own) {
    boolean ofServer = own.containsAll(OF_SERVERS);
    // Two processes cannot wait for a Java debugger at one place.
    List<String> options = new ArrayList<>(own.stream().filter(o -> !o.startsWith("-agentlib:jdwp") && !(ofServer && OF_SERVERS.contains(o))).toList());
    if (ofServer) {
      options.add("-XX:+UseParallelGC");
    }
    return options;
  }
}
