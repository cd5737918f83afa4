// The options of `gene lsp` in every spelling, and what is said about wrong ones.
package gene.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.server.feature.Fixture;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LspOptionsTest {
  private static LspOptions parse(String... words) throws LspOptions.Invalid {
    return LspOptions.parse(List.of(words), Fixture.FOLDER);
  }

  private static void refused(String message, String... words) {
    assertEquals(message, assertThrows(LspOptions.Invalid.class, () -> parse(words)).getMessage());
  }

  @Test
  void standardStreamsUnlessToldOtherwise() throws LspOptions.Invalid {
    assertEquals(LspOptions.Transport.STDIO, parse().transport());
    assertEquals(LspOptions.Transport.STDIO, parse("--stdio", "--clientProcessId=12").transport());
  }

  @Test
  void socketAndPipe() throws LspOptions.Invalid {
    for (LspOptions o : List.of(parse("--socket=99"), parse("--socket:99"), parse("--socket", "99"))) {
      assertEquals(LspOptions.Transport.SOCKET, o.transport());
      assertEquals(99, o.port());
    }
    assertEquals(Fixture.FOLDER.resolve("p.sock"), parse("--pipe=p.sock").pipe());
    assertEquals(Fixture.FOLDER.resolve("a:b=c"), parse("--pipe=a:b=c").pipe());
  }

  @Test
  void folderAndTrace() throws LspOptions.Invalid {
    assertEquals(Fixture.FOLDER.resolve("work"), parse("-w", "./work").folder());
    assertEquals(Fixture.FOLDER.resolve("work"), parse("--workspace=work").folder());
    assertTrue(parse("--trace").trace() && parse("-t").trace());
  }

  @Test
  void whatIsWrongIsSaid() {
    refused("Unknown option: --nope", "--nope");
    refused("Unknown option: file.gene", "file.gene");
    refused("--pipe needs a path", "--pipe");
    refused("--socket needs a port number", "--socket=");
    refused("--socket needs a port number from 1 to 65535, not 70000", "--socket=70000");
    refused("--socket needs a port number from 1 to 65535, not x", "--socket", "x");
  }
}
