// A program that runs under a debugger in this process, and outlives it: one that waits for the debugger, or one that a debugger has started.
package gene.dap;

import gene.data.Special;
import gene.source.Source;
import gene.vm.Fault;
import gene.vm.Outcome;
import gene.vm.ProgramThread;
import gene.vm.Vm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The thread `gene-dap` serves the client; it ends with the connection, which the caller closes at the end of the program. The program
 * runs on the thread `gene-program`; one that was told to end and waits for something outside is left there, and ends with the process.
 * What the program prints goes where it would go without a debugger.
 */
public final class Attachment {
  /** How long a client that was told of the end may take to say goodbye. */
  private static final long PARTING_MILLISECONDS = 2000;
  /** What the shell says of a program that was interrupted. */
  private static final int INTERRUPTED = 130;

  private Attachment() {}

  /** Waits for debuggers until one attaches. @param at where the socket is to be; null for a private folder */
  public static Outcome run(Vm vm, Source source, String name, Path at, PrintStream messages, Host host) throws IOException {
    Path folder = at != null ? null : PrivateSocket.folder();
    Path path = at != null ? at : folder.resolve("dap");
    try {
      while (true) {
        try (Connection connection = Connection.accept(path, messages)) {
          Outcome outcome = run(vm, source, name, connection, messages, host);
          if (outcome != null) {
            return outcome;
          }
        }
        // A client that went away without attaching was not the debugger that is awaited.
      }
    } finally {
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
    }
  }

  /** Runs under the debugger that waits at a socket. */
  public static Outcome runFor(Path debugger, Vm vm, Source source, String name, PrintStream messages, Host host) throws IOException {
    try (Connection connection = Connection.to(debugger)) {
      Outcome outcome = run(vm, source, name, connection, messages, host);
      if (outcome == null) {
        throw new IOException("it has gone before the program began");
      }
      return outcome;
    }
  }

  /** Null when the client goes away without attaching. */
  private static Outcome run(Vm vm, Source source, String name, Connection connection, PrintStream messages, Host host) {
    var server = new DapServer(host);
    CompletableFuture<ProgramRun> attached = server.awaitAttachment();
    var thread = new Thread(() -> Dap.serve(connection, messages, server), "gene-dap");
    thread.setDaemon(true);
    thread.start();
    CompletableFuture.anyOf(attached, server.ended()).join();
    return attached.isDone() ? run(vm, source, name, server, attached.join()) : null;
  }

  private static Outcome run(Vm vm, Source source, String name, DapServer server, ProgramRun run) {
    var outcome = new CompletableFuture<Outcome>();
    new ProgramThread("gene-program", () -> {
      try {
        outcome.complete(run.runHere(vm, source, name));
      } catch (RuntimeException | Error e) {
        outcome.completeExceptionally(e);
      }
    }).start();
    CompletableFuture.anyOf(outcome.handle((x, failure) -> null), server.abandoned()).join();
    server.ended().completeOnTimeout(null, PARTING_MILLISECONDS, TimeUnit.MILLISECONDS).join();
    return outcome.isDone() ? outcome.join() : new Outcome(INTERRUPTED, Special.NIL, new Fault.InterruptedFault(), null, false);
  }
}
