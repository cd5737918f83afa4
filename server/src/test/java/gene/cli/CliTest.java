// What holds for all commands: overview, help, unknown words, output that nobody reads.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CliTest {
  @Test
  void theOverviewIsPrintedWithoutACommandToo() {
    Ran help = Ran.gene("help").prints(HelpCommand.overview());
    assertEquals(help, Ran.gene());
    assertEquals(help, Ran.gene("-h"));
    assertEquals(help, Ran.gene("--help"));
    assertEquals(help, Ran.gene("h"));
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void theOverviewNamesEveryCommand(Command command) {
    assertTrue(HelpCommand.overview().contains("\n  " + command.text()), HelpCommand::overview);
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void everyCommandExplainsItself(Command command) {
    Ran usage = Ran.gene(command.text(), "--help");
    assertEquals(0, usage.status());
    assertEquals("", usage.err());
    assertTrue(usage.out().startsWith("Usage: gene " + command.text() + " [options]"), usage::out);
    assertEquals(usage, Ran.gene(command.text(), "-h"));
    assertEquals(usage, Ran.gene("help", command.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version", "-V"})
  void theVersionIsOneLine(String word) {
    Ran.gene(word).prints("gene " + VersionCommand.version() + "\n");
  }

  @Test
  void anUnknownCommandGetsTheOverview() {
    var expected = new Ran(1, "\n" + HelpCommand.overview(), "Error: Unknown command: x\n");
    assertEquals(expected, Ran.gene("x"));
    assertEquals(expected, Ran.gene("help", "x"));
  }

  @Test
  void anUnknownOptionIsNamed() {
    Ran.gene("run", "--nope", "x").fails("Unknown option: --nope\n");
    Ran.gene("eval", "-z").fails("Unknown option: -z\n");
    Ran.gene("parse", "--nope").fails("Error: Unknown option: --nope\n");
    Ran.gene("compile", "-z").fails("Error: Unknown option: -z\n");
  }

  @Test
  void optionsWithoutTheirValueAreRefused() {
    Ran.gene("parse", "-e").fails("Error: -e requires a value\n");
    Ran.gene("run", "--debug=1", "x").fails("Error: --debug takes no value\n");
  }

  @Test
  void aReaderThatHasGoneIsNoError() {
    assertEquals("", errorsOf("Broken pipe"));
  }

  @Test
  void aFullDiskIs() {
    assertEquals("Error: Cannot write to standard output: No space left on device\n", errorsOf("No space left on device"));
  }

  private static String errorsOf(String failure) {
    var err = new ByteArrayOutputStream();
    var broken = new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(failure);
      }
    };
    // Endless, unless the broken output ends it.
    List<String> args = List.of("eval", "(while true (println 1))");
    assertEquals(1, Cli.run(args, InputStream.nullInputStream(), broken, err, Path.of("").toAbsolutePath(), Map.of()));
    return err.toString(java.nio.charset.StandardCharsets.UTF_8);
  }
}
