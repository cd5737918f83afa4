// One instruction trace as its client follows it: events that tell of new rows, and perhaps a file that gets all of them.
package gene.dap;

import com.google.gson.JsonObject;
import gene.debug.DebugException;
import gene.debug.InstructionTrace;
import gene.debug.TraceOutput;
import gene.debug.TracePage;
import gene.debug.TraceRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * However fast rows come, the client hears of them ten times a second, and fetches those it shows. The thread `gene-dap-trace` sends; it
 * waits for nothing but the client, and {@link #ended} ends it.
 */
final class LiveTrace implements TraceOutput {
  private static final int PERIOD_MILLISECONDS = 100;

  private final Client client;
  private final InstructionTrace trace;
  private final Translation translation;
  private final Path file;
  private final BufferedWriter writer;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
    var thread = new Thread(work, "gene-dap-trace");
    thread.setDaemon(true);
    return thread;
  });
  /** Once there is something to tell. */
  private boolean scheduled;
  private long told;
  private boolean closed;
  private volatile String failure = "";

  /** @param file null when the newest rows are enough */
  LiveTrace(Client client, InstructionTrace trace, Translation translation, Path file) {
    this.client = client;
    this.trace = trace;
    this.translation = translation;
    this.file = file;
    try {
      writer = file == null ? null : Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new DebugException("The trace cannot be written to " + file + ": " + reason(e));
    }
  }

  /** Null when there is none. */
  Path file() {
    return file;
  }

  /** Why the file has not got all rows; empty when it has. */
  String failure() {
    return failure;
  }

  @Override
  public void row(TraceRow row) {
    if (!scheduled) {
      scheduled = true;
      timer.scheduleAtFixedRate(this::tell, PERIOD_MILLISECONDS, PERIOD_MILLISECONDS, TimeUnit.MILLISECONDS);
    }
    if (writer == null || !failure.isEmpty()) {
      return;
    }
    try {
      writer.write(TraceRows.line(row));
      writer.write('\n');
    } catch (IOException e) {
      fail(e);
    }
  }

  private void fail(IOException e) {
    failure = "The trace cannot be written to " + file + " any more: " + reason(e);
    client.output("console", failure + "\n");
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException ? "there is no such folder"
        : e instanceof java.nio.file.AccessDeniedException ? "access is denied" : String.valueOf(e.getMessage());
  }

  private synchronized void tell() {
    TracePage now = trace.page(0, 0);
    if (!closed && now.next() > told) {
      told = now.next();
      JsonObject body = TraceRows.forClient(now, translation);
      body.remove("rows");
      client.traceRows(body);
    }
  }

  @Override
  public void ended() {
    timer.shutdownNow();
    if (writer != null) {
      try {
        writer.close();
      } catch (IOException e) {
        fail(e);
      }
    }
    synchronized (this) {
      closed = true;
      // Where the program has ended as well, the client parts at once, and can fetch nothing any more.
      client.traceRows(TraceRows.forClient(trace.page(-1, TraceRequests.LARGEST_PAGE), translation));
    }
  }
}
