// A program in a terminal of the client: what the client is asked to start there, and the connection that comes from it.
package gene.dap;

import gene.debug.DebugException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.debug.RunInTerminalRequestArgumentsKind;

/**
 * The thread `gene-dap-terminal` waits for the program's process to connect to a private socket, and ends when it has, when {@link #giveUp} was
 * called, or after {@link #patienceMilliseconds}: who connects later finds no socket, says so in its terminal, and runs nothing.
 */
final class TerminalLaunch {
  private final LaunchArguments launch;
  private final Host host;
  private final long patienceMilliseconds;
  private final CompletableFuture<SocketChannel> connected = new CompletableFuture<>();
  private PrivateSocket socket;

  TerminalLaunch(LaunchArguments launch, Host host, long patienceMilliseconds) {
    this.launch = launch;
    this.host = host;
    this.patienceMilliseconds = patienceMilliseconds;
  }

  /** Complete when the process has connected; exceptionally, with what to tell the user, when it does not. */
  CompletableFuture<SocketChannel> start(GeneClient client, boolean mayInterpret) {
    // What cannot be run needs no terminal.
    launch.read();
    try {
      socket = PrivateSocket.open();
    } catch (IOException e) {
      throw new DebugException("No program can be started in a terminal: " + e.getMessage());
    }
    // The socket is gone before anybody hears how it went.
    CompletableFuture<SocketChannel> told = connected.whenComplete((channel, failure) -> closeSocket());
    var waiting = new Thread(this::await, "gene-dap-terminal");
    waiting.setDaemon(true);
    waiting.start();
    client.runInTerminal(request(mayInterpret)).whenComplete((answer, failure) -> {
      if (failure != null) {
        connected.completeExceptionally(new DebugException("The client opens no terminal for the program: " + message(failure)));
      }
    });
    CompletableFuture.delayedExecutor(patienceMilliseconds, TimeUnit.MILLISECONDS, Runnable::run).execute(() -> connected.completeExceptionally(
        new DebugException("The program did not start in its terminal within " + patienceMilliseconds / 1000.0 + " seconds: the terminal may say why; "
            + "or leave `console` away to run it in the debug console")));
    return told;
  }

  void giveUp() {
    connected.completeExceptionally(new DebugException("The program was ended before it began"));
  }

  private void await() {
    try {
      SocketChannel channel = socket.accept();
      if (!connected.complete(channel)) {
        channel.close();
      }
    } catch (IOException e) {
      connected.completeExceptionally(new DebugException("The program in the terminal cannot be reached: " + e.getMessage()));
    }
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException e) {
      // It lies in the folder for temporary files, and nobody listens there.
      return;
    }
  }

  private TerminalRequest request(boolean mayInterpret) {
    var request = new TerminalRequest();
    request.setKind(launch.console() == Console.EXTERNAL ? RunInTerminalRequestArgumentsKind.EXTERNAL : RunInTerminalRequestArgumentsKind.INTEGRATED);
    request.setTitle("Gene: " + launch.program().getFileName());
    request.setCwd(launch.folder().toString());
    var words = new ArrayList<>(host.gene().get());
    words.addAll(List.of("run", "--debug-connect=" + socket.path(), launch.program().toString()));
    words.addAll(launch.args());
    request.setArgs(words.toArray(String[]::new));
    // The terminal has an environment of its own, to which these are applied.
    request.setEnv(TerminalRequest.changes(host.environment(), launch.environment()));
    if (mayInterpret) {
      // The words are words: no shell may split them or replace a part.
      request.setArgsCanBeInterpretedByShell(false);
    }
    return request;
  }

  private static String message(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }
}
