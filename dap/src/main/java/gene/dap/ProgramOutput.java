// What a program and its log breakpoints write, as output events: whole lines where possible, soon, and in the order of writing.
package gene.dap;

import gene.source.Source;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Standard output and error share one buffer, which is sent when the other one is written to, when it is large, and otherwise by
 * a timer (thread `gene-dap-output`, ended by {@link #close}). A client that does not read holds the program up.
 */
final class ProgramOutput implements AutoCloseable {
  private static final int LARGE = 1 << 14;
  private static final int DELAY_MILLISECONDS = 10;

  /** Gets the category, `stdout`, `stderr` or `console`, the text, and the place of a log breakpoint; no source for all other text. */
  interface Receiver {
    void output(String category, String text, Source source, int offset);
  }

  private final Receiver send;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
    var thread = new Thread(work, "gene-dap-output");
    thread.setDaemon(true);
    return thread;
  });
  private String category = "";
  /** Of the log breakpoint whose text is pending. */
  private Source source;
  private int offset;
  private boolean scheduled;
  private boolean closed;

  ProgramOutput(Receiver send) {
    this.send = send;
  }

  PrintStream stream(String ofCategory) {
    return new PrintStream(new Sink(this, ofCategory), false, StandardCharsets.UTF_8);
  }

  private static final class Sink extends OutputStream {
    private final ProgramOutput output;
    private final String to;

    Sink(ProgramOutput output, String to) {
      this.output = output;
      this.to = to;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      output.add(to, bytes, from, length);
    }
  }

  private synchronized void add(String to, byte[] bytes, int from, int length) {
    if (closed) {
      return;
    }
    if (!to.equals(category)) {
      flush();
      category = to;
      source = null;
    }
    take(bytes, from, length);
  }

  /** A line of a log breakpoint; those of one place that follow each other come as one event. */
  synchronized void log(String text, Source at, int start) {
    if (closed) {
      return;
    }
    if (at != source || start != offset || !category.equals("console")) {
      flush();
      category = "console";
      source = at;
      offset = start;
    }
    byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
    take(line, 0, line.length);
  }

  private void take(byte[] bytes, int from, int length) {
    pending.write(bytes, from, length);
    if (pending.size() >= LARGE) {
      sendWhole(characters(pending.toByteArray()));
    } else if (!scheduled && length > 0) {
      scheduled = true;
      timer.schedule(this::due, DELAY_MILLISECONDS, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void due() {
    scheduled = false;
    sendWhole(characters(pending.toByteArray()));
  }

  /** Sends everything, even half a character. */
  synchronized void flush() {
    sendWhole(pending.size());
  }

  /** Sends the first so many bytes. */
  private void sendWhole(int count) {
    if (count > 0) {
      byte[] bytes = pending.toByteArray();
      pending.reset();
      pending.write(bytes, count, bytes.length - count);
      send.output(category, new String(bytes, 0, count, StandardCharsets.UTF_8), source, offset);
    }
  }

  /** How many bytes of the text end with a whole character: UTF-8 has up to three more behind a character's first. */
  private static int characters(byte[] bytes) {
    for (int back = 1; back <= Math.min(4, bytes.length); back++) {
      int b = bytes[bytes.length - back] & 0xff;
      if (b < 0x80) {
        return bytes.length;
      } else if (b >= 0xc0) {
        int needed = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
        return back < needed ? bytes.length - back : bytes.length;
      }
    }
    return bytes.length;
  }

  @Override
  public synchronized void close() {
    flush();
    closed = true;
    timer.shutdown();
  }
}
