// What only the process itself knows: which of its streams are terminals, and Ctrl-C. Java 17 tells only whether both input and output are.
package gene.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.utils.Signals;

final class ProcessTerminals implements Terminals {
  // Bits of the exit status, which is all that a child can tell when its streams are those of its parent.
  private static final String ASK = "n=0; [ -t 0 ] && n=1; [ -t 1 ] && n=$((n+2)); [ -t 2 ] && n=$((n+4)); exit $n";
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  // Found when first asked for, where finding starts a process; -1 before.
  private int found = -1;

  @Override
  public boolean is(int stream) {
    if (Files.isDirectory(DESCRIPTORS)) {
      return isTerminalFile(stream);
    }
    return (all() & 1 << stream) != 0;
  }

  @Override
  public void onInterrupt(Runnable heard) {
    Signals.register("INT", heard);
  }

  private static boolean isTerminalFile(int stream) {
    try {
      String file = Files.readSymbolicLink(DESCRIPTORS.resolve(String.valueOf(stream))).toString();
      return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
    } catch (IOException e) {
      // A closed stream has no entry.
      return false;
    }
  }

  private synchronized int all() {
    if (found < 0) {
      found = isWindows() ? isConsole() ? 7 : 0 : askShell();
    }
    return found;
  }

  private static int askShell() {
    try {
      int status = new ProcessBuilder("/bin/sh", "-c", ASK).inheritIO().start().waitFor();
      return status < 8 ? status : 0;
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** From JDK 22 on there is a Console without a terminal too, and a method that tells. */
  private static boolean isConsole() {
    Console console = System.console();
    try {
      return console != null && (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").startsWith("Windows");
  }
}
