// Traces and profiles of a run.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gene.cli.Ran.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TraceTest {
  private static final String SUM = """
      LOAD_CONST  1       | Stack: [1]
      LOAD_CONST  2       | Stack: [1, 2]
      CALL        +, 2    | Stack: [3]
      RETURN              | Stack: []
      """;

  private final Place place;

  TraceTest(@TempDir Path folder) {
    place = Place.in(folder).file("sum.gene", "(+ 1 2)").file("f.gene", "(fn twice [x] (* x 2))\n(println (twice 4) (twice 5))");
  }

  @Test
  void theTraceIsAskedForInFiveWays() {
    var expected = new Ran(0, "", SUM);
    assertEquals(expected, place.gene("run", "sum.gene", "--debug"));
    assertEquals(expected, place.gene("run", "--debug", "sum.gene"));
    assertEquals(expected, place.gene("run", "-d", "sum.gene"));
    assertEquals(expected, place.gene("run", "--trace", "sum.gene"));
    assertEquals(new Ran(0, "3\n", SUM), place.gene("eval", "-d", "(+ 1 2)"));
  }

  @Test
  void laterWordsBelongToTheProgram() {
    place.file("args.gene", "(println $args)").gene("run", "args.gene", "a", "--debug").prints("[a --debug]\n");
  }

  @Test
  void aFilterShowsOneFunction() {
    Ran ran = place.gene("run", "-d", "--trace-filter", "twice", "f.gene");
    assertEquals("8 10\n", ran.out());
    assertEquals("""
        LOAD_VAR    x       | Stack: [4]
        LOAD_CONST  2       | Stack: [4, 2]
        CALL        *, 2    | Stack: [8]
        RETURN              | Stack: []
        LOAD_VAR    x       | Stack: [5]
        LOAD_CONST  2       | Stack: [5, 2]
        CALL        *, 2    | Stack: [10]
        RETURN              | Stack: []
        """, ran.err());
  }

  @Test
  void theTraceIsWrittenAsJsonLines() throws IOException {
    place.gene("run", "--trace-json=t.json", "sum.gene").prints("");
    List<String> lines = Files.readAllLines(place.folder().resolve("t.json"));
    assertEquals(4, lines.size());
    JsonObject call = JsonParser.parseString(lines.get(2)).getAsJsonObject();
    assertEquals("CALL", call.get("opcode").getAsString());
    assertEquals("+, 2", call.get("operands").getAsString());
    assertEquals("[\"3\"]", call.get("stack").toString());
    assertEquals("sum.gene", call.get("file").getAsString());
    assertEquals(1, call.get("line").getAsInt());
    assertEquals(1, call.get("column").getAsInt());
    assertEquals(0, call.get("depth").getAsInt());
  }

  @Test
  void aTraceThatCannotBeWrittenIsRefused() {
    Ran ran = place.gene("run", "--trace-json", "nosuch/t.json", "sum.gene");
    assertEquals(1, ran.status());
    assertTrue(ran.err().startsWith("Error: Cannot write the trace to nosuch/t.json"), ran::err);
  }

  @Test
  void theListingComesBeforeTheRun() {
    String listing = """
        === Compilation Output ===
        Instructions (4):
          LOAD_CONST  1
          LOAD_CONST  2
          CALL        +, 2
          RETURN
        """;
    assertEquals(new Ran(0, "", listing), place.gene("run", "--compile", "sum.gene"));
    assertEquals(new Ran(0, "", listing + "=== Execution Trace ===\n" + SUM), place.gene("run", "--trace-instruction", "sum.gene"));
  }

  @Test
  void aProfileCountsCalls() {
    place.file("loop.gene", "(fn spin [n] (while (n > 0) (n -= 1)))\n(spin 3) (spin 3)");
    assertEquals("       CALLS  FUNCTION\n           2  spin (loop.gene:1:1)\n", place.gene("run", "--profile", "loop.gene").err());
  }

  @Test
  void aProfileCountsInstructions() {
    assertEquals("""
               COUNT   SHARE  INSTRUCTION
                   2   50.0%  LOAD_CONST
                   1   25.0%  CALL
                   1   25.0%  RETURN
        """, place.gene("run", "--profile-instructions", "sum.gene").err());
  }
}
