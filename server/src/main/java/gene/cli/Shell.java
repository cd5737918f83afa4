// What a command has around it: streams, folder, environment, terminals, and what Ctrl-C stops.
package gene.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

final class Shell {
  private final InputStream in;
  private final ProgramOutput output;
  private final PrintStream out;
  private final PrintStream err;
  private final Path folder;
  private final Map<String, String> environment;
  private final Terminals terminals;
  private final Interruption interruption = new Interruption();

  /** @param in should be buffered: it is read byte by byte */
  Shell(InputStream in, OutputStream out, OutputStream err, Path folder, Map<String, String> environment, Terminals terminals) {
    this.in = in;
    this.output = new ProgramOutput(out, terminals.is(Terminals.OUT) ? ProgramOutput.Flushing.AT_LINE_END : ProgramOutput.Flushing.WHEN_FULL,
        interruption::request);
    this.out = new PrintStream(output, false, StandardCharsets.UTF_8);
    // Nobody can be told that errors cannot be told.
    this.err = new PrintStream(new ProgramOutput(err, ProgramOutput.Flushing.ALWAYS, () -> { }), false, StandardCharsets.UTF_8);
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.terminals = terminals;
  }

  InputStream in() {
    return in;
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** What {@link #out} writes to. */
  ProgramOutput output() {
    return output;
  }

  Path folder() {
    return folder;
  }

  Map<String, String> environment() {
    return environment;
  }

  boolean isTerminal(int stream) {
    return terminals.is(stream);
  }

  Interruption interruption() {
    return interruption;
  }

  /** Calls this, on a thread of its own, at each Ctrl-C from now on; the process then does not end. */
  void onInterrupt(Runnable heard) {
    terminals.onInterrupt(heard);
  }

  /** Colours for what is written to a stream: only where a person sees it and has not said no. */
  Paint paint(int stream) {
    boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty() || "dumb".equals(environment.get("TERM"));
    return new Paint(!unwanted && isTerminal(stream));
  }

  /** A message of the tool. */
  void error(String message) {
    out.flush();
    err.println("Error: " + message);
  }
}
