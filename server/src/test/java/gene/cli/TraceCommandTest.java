// `gene trace`: what it shows, what it leaves out, where it writes, what it refuses.
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

final class TraceCommandTest {
  private static final String PROGRAM = """
      (class Shop (method buy [n] (n * 2)))
      (fn twice [x] (x * 2))
      (var s 0)
      (for i in [1 2 3] (s += (twice i)))
      (println s ((new Shop) .buy 5) $args)
      """;

  private final Place place;

  TraceCommandTest(@TempDir Path folder) {
    place = Place.in(folder).file("shop.gene", PROGRAM);
  }

  @Test
  void eachLineHasInstructionStackPlaceAndFunction() {
    Ran ran = place.gene("trace", "-f", "Shop.buy", "shop.gene", "--last", "1");
    assertEquals(0, ran.status());
    assertEquals("12 10 [--last 1]\n", ran.out());
    assertEquals("""
        LOAD_VAR    n       | Stack: [5]                  ; shop.gene:1:30 Shop.buy
        LOAD_CONST  2       | Stack: [5, 2]               ; shop.gene:1:34 Shop.buy
        CALL        *, 2    | Stack: [10]                 ; shop.gene:1:29 Shop.buy
        RETURN              | Stack: []                   ; shop.gene:1:29 Shop.buy
        """, ran.err());
  }

  @Test
  void theFirstOrTheLastRowsAreEnough() {
    assertEquals(List.of("1", "2"), stacks(place.gene("trace", "--limit", "2", "--opcode", "load_var", "--function=twice", "shop.gene")));
    assertEquals(List.of("4", "6"), stacks(place.gene("trace", "--last", "2", "--opcode", "CALL", "--function", "twice", "--file", "shop", "shop.gene")));
    assertEquals("", place.gene("trace", "--file", "elsewhere/shop.gene", "shop.gene").err());
  }

  private static List<String> stacks(Ran ran) {
    assertEquals("12 10 []\n", ran.out());
    return ran.err().lines().map(line -> line.replaceAll(".*Stack: \\[(.*)\\].*", "$1")).toList();
  }

  @Test
  void aFileGetsAnObjectForEachRow() throws IOException {
    place.gene("trace", "-o", "t.jsonl", "--format", "json", "-f", "twice,Shop.buy", "shop.gene").prints("12 10 []\n");
    List<String> lines = Files.readAllLines(place.folder().resolve("t.jsonl"));
    assertEquals(16, lines.size());
    JsonObject last = JsonParser.parseString(lines.get(14)).getAsJsonObject();
    assertEquals("{\"number\":14,\"function\":\"Shop.buy\",\"opcode\":\"CALL\",\"operands\":\"*, 2\",\"stack\":[\"10\"],\"depth\":1,\"threadId\":1,"
        + "\"thread\":\"main\",\"file\":\"shop.gene\",\"line\":1,\"column\":29,\"endLine\":1,\"endColumn\":36}", last.toString());
  }

  @Test
  void tasksAreNamed() {
    Ran ran = place.file("task.gene", "(async fn work [] (await (sleep_async 1)) 7)\n(println (await (work)))").gene("trace", "-f", "work", "--opcode", "AWAIT", "task.gene");
    assertEquals("AWAIT               | Stack: [nil]                ; task.gene:1:19 work [work]\n", ran.err());
  }

  @Test
  void theFaultOfTheProgramIsReported() {
    Ran ran = place.file("fault.gene", "(fn f [x] (x + 1))\n(f true)").gene("trace", "-f", "f", "fault.gene");
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("CALL        +, 2    | Stack: [true, 1]") && ran.err().contains("TypeException"), ran::err);
    assertTrue(place.file("no.gene", "(fn").gene("trace", "no.gene").err().contains("no.gene:1"), "a program that does not compile");
    assertEquals(3, place.file("exit.gene", "(exit 3)").gene("trace", "-f", "none", "exit.gene").status());
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    place.gene("trace").fails("Error: There is no program to trace. Usage: gene trace FILE [ARGUMENT…]\n");
    place.gene("trace", "nosuch.gene").fails("Error: File not found: nosuch.gene\n");
    place.gene("trace", "--format", "xml", "shop.gene").fails("Error: Unknown format: xml (text and json are known)\n");
    place.gene("trace", "--limit", "0", "shop.gene").fails("Error: --limit is a number from 1 on, not 0\n");
    place.gene("trace", "--last", "2000000", "shop.gene").fails("Error: --last is a number from 1 to 1000000, not 2000000\n");
    place.gene("trace", "--limit", "1", "--last", "1", "shop.gene").fails("Error: --limit and --last exclude each other\n");
    assertTrue(place.gene("trace", "--opcode", "CALLS", "shop.gene").err().startsWith("Error: There is no instruction `CALLS`; those that there are: ADD_"));
    assertTrue(place.gene("trace", "-o", "no/t", "shop.gene").err().startsWith("Error: Cannot write the trace to no/t"));
  }
}
