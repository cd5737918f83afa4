// Inputs of a session from a file, a pipe, or a terminal that cannot do more than lines.
package gene.cli;

import gene.source.Source;
import gene.syntax.Reader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

final class PlainLines implements Repl.Lines {
  private final Shell shell;

  PlainLines(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Optional<String> next() {
    String text = line(Repl.PROMPT);
    while (text != null && shell.isTerminal(Terminals.IN) && Reader.read(Source.of(Repl.NAME, text)).isIncomplete()) {
      String more = line(Repl.CONTINUATION);
      if (more == null) {
        break;
      }
      text = text + "\n" + more;
    }
    if (text == null && shell.isTerminal(Terminals.IN)) {
      shell.out().print("\n");
    }
    return Optional.ofNullable(text);
  }

  @Override
  public void close() {
    // Standard input stays open for the program.
  }

  /** Null at the end. Byte by byte: the evaluated code may read from the same stream. */
  private String line(String prompt) {
    shell.out().print(prompt);
    shell.out().flush();
    var bytes = new ByteArrayOutputStream();
    try {
      int b = shell.in().read();
      if (b < 0) {
        return null;
      }
      while (b >= 0 && b != '\n') {
        bytes.write(b);
        b = shell.in().read();
      }
    } catch (IOException e) {
      throw new Refusal("Cannot read standard input: " + e.getMessage());
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
