// What the threads of actors share with the program, and what is their own.
package gene.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class WorkersTest {
  @Test
  void linesOfTheLogNameTheThreadTheyComeFrom() {
    Program.Ran ran = Program.run("""
        (gene/actor/enable ^workers 2)
        (var log (new genex/logging/Logger "main"))
        (log .info "here")
        (fn handle [ctx message state] ((new genex/logging/Logger "actor") .info message) (ctx .reply nil))
        (var first (gene/actor/spawn handle))
        (var second (gene/actor/spawn handle))
        (await (first .send_expect_reply "one"))
        (await (second .send_expect_reply "two"))
        """);
    ran.value();
    assertEquals(List.of("T00 here", "T01 one", "T02 two"), ran.out().stream()
        .map(line -> line.substring(0, 3) + line.substring(line.lastIndexOf(' '))).collect(Collectors.toList()));
  }
}
