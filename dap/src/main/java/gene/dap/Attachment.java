// `gene run --debug-listen`: a program that waits for a debugger to attach, runs under it in this process, and outlives it.
package gene.dap;

import gene.source.Source;
import gene.vm.Outcome;
import gene.vm.Vm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The thread `gene-dap` serves the client; it ends with the connection, which the caller closes at the end of the program. What the
 * program prints goes where it would go without a debugger.
 */
public final class Attachment {
  /** How long a client that was told of the end may take to say goodbye. */
  private static final long PARTING_MILLISECONDS = 2000;

  private Attachment() {}

  /** @param at where the socket is to be; null for a private folder */
  public static Outcome run(Vm vm, Source source, String name, Path at, PrintStream messages, Host host) throws IOException {
    Path folder = at != null ? null
        : Files.createTempDirectory("gene", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path path = at != null ? at : folder.resolve("dap");
    try {
      while (true) {
        var server = new DapServer(host);
        CompletableFuture<ProgramRun> attached = server.awaitAttachment();
        try (Connection connection = Connection.accept(path, messages)) {
          var thread = new Thread(() -> Dap.serve(connection, messages, server), "gene-dap");
          thread.setDaemon(true);
          thread.start();
          CompletableFuture.anyOf(attached, server.ended()).join();
          if (attached.isDone()) {
            return run(vm, source, name, server, attached.join());
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

  private static Outcome run(Vm vm, Source source, String name, DapServer server, ProgramRun run) {
    Outcome outcome = run.runHere(vm, source, name);
    server.ended().completeOnTimeout(null, PARTING_MILLISECONDS, TimeUnit.MILLISECONDS).join();
    return outcome;
  }
}
