// Where `gene trace` writes: lines for people or for programs, at once or the last ones at the end.
package gene.cli;

import gene.bytecode.Disassembler;
import gene.dap.TraceRows;
import gene.debug.Debugger;
import gene.debug.TraceOutput;
import gene.debug.TracePage;
import gene.debug.TraceRow;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;

final class TraceLines implements TraceOutput, AutoCloseable {
  private static final int PLACE_COLUMN = 50;

  private final Shell shell;
  private final boolean json;
  private final boolean afterwards;
  private final Debugger debugger;
  private final Writer file;
  private long left;
  private IOException failure;

  /** @param name of the file; null for standard error @param afterwards whether rows are written by {@link #end} only */
  TraceLines(Shell shell, String name, boolean json, long limit, boolean afterwards, Debugger debugger) {
    this.shell = shell;
    this.json = json;
    this.afterwards = afterwards;
    this.debugger = debugger;
    left = limit;
    try {
      file = name == null ? null : Files.newBufferedWriter(Inputs.path(shell, name));
    } catch (IOException e) {
      throw new Refusal("Cannot write the trace to " + name + ": " + e.getMessage());
    }
  }

  @Override
  public void row(TraceRow row) {
    if (afterwards || left == 0) {
      return;
    }
    write(row);
    if (--left == 0) {
      debugger.stopTrace().send();
    }
  }

  @Override
  public void ended() {
    // What was kept is written by end().
  }

  /** After the run. */
  void end() {
    if (afterwards) {
      TracePage page = debugger.trace().page(-1, Integer.MAX_VALUE);
      page.rows().forEach(this::write);
    }
    close();
    if (failure != null) {
      throw new Refusal("Cannot write the trace: " + failure.getMessage());
    }
  }

  private void write(TraceRow row) {
    String line = json ? TraceRows.line(row) : text(row);
    if (file == null) {
      // In order with what the program prints.
      shell.out().flush();
      shell.err().print(line + "\n");
      return;
    }
    try {
      file.write(line);
      file.write('\n');
    } catch (IOException e) {
      // The program is not to blame: it goes on, and the end tells.
      failure = failure == null ? e : failure;
    }
  }

  private static String text(TraceRow row) {
    String instruction = Disassembler.columns(row.code(), row.pc()) + "| Stack: [" + String.join(", ", row.stack()) + "]";
    String blanks = " ".repeat(Math.max(1, PLACE_COLUMN - instruction.length()));
    String thread = row.threadName().equals("main") ? "" : " [" + row.threadName() + "]";
    return instruction + blanks + "; " + row.source().place(row.start()) + " " + row.function() + thread;
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
  }
}
