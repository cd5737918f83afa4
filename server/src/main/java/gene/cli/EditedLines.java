// Inputs of a session from a person at a terminal: editing, history, completion, colours, by JLine.
package gene.cli;

import gene.library.Builtins;
import gene.vm.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

final class EditedLines implements Repl.Lines {
  // JLine logs to standard error what it tries; held, because loggers are collected together with their levels.
  private static final Logger LOG = Logger.getLogger("org.jline");
  private static final int HISTORY_SIZE = 2000;

  private final Shell shell;
  private final Terminal terminal;
  private final LineReader reader;

  EditedLines(Shell shell, Session session) {
    this.shell = shell;
    try {
      terminal = terminal();
    } catch (IOException e) {
      throw new Refusal("Cannot use the terminal: " + e.getMessage());
    }
    // While a line is edited Ctrl-C cancels it; now it is for the running evaluation.
    terminal.handle(Terminal.Signal.INT, signal -> shell.interruption().request());
    var builder = LineReaderBuilder.builder().terminal(terminal).appName("gene").parser(new InputParser())
        .completer(new InputCompleter(Builtins.table(), session::visibleNames))
        .variable(LineReader.SECONDARY_PROMPT_PATTERN, Repl.CONTINUATION)
        .variable(LineReader.HISTORY_SIZE, HISTORY_SIZE)
        // `!` is part of names.
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
        .option(LineReader.Option.HISTORY_IGNORE_SPACE, false);
    if (shell.paint(Terminals.OUT).on()) {
      builder.highlighter(new InputHighlighter());
    }
    Optional<Path> history = StateFolder.file(shell.environment(), "history");
    history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    reader = builder.build();
  }

  /** The terminal of this process. */
  static Terminal terminal() throws IOException {
    LOG.setLevel(Level.OFF);
    return TerminalBuilder.builder().system(true).dumb(true).build();
  }

  @Override
  public Optional<String> next() {
    shell.out().flush();
    while (true) {
      try {
        return Optional.of(reader.readLine(Repl.PROMPT));
      } catch (UserInterruptException e) {
        // The line is dropped; a new prompt follows.
        continue;
      } catch (EndOfFileException e) {
        return Optional.empty();
      }
    }
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new Refusal("Cannot reset the terminal: " + e.getMessage());
    }
  }
}
