// `gene test` and `gene run-examples`: what is found, run, reported.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gene.cli.Ran.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestCommandTest {
  private final Path folder;
  private final Place place;

  TestCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder.toRealPath();
    place = Place.in(this.folder);
    place.file("tests/math.gene", """
        (import genex/test/*)
        (println "loading")
        (suite! "math"
          (test! "adds" (check ((1 + 1) == 2)))
          (test! "wrong"
            (check ((2 + 2) == 5) "two and two"))
          (for i in [1 2] (test! #"n#{i}" (check (i < 2)))))
        (test! ^^skip "later" (throw "never"))
        """);
    place.file("calc.gene", """
        (fn half ^examples [[4] -> 2.0 [2] -> 5 ["x"] throws Exception] [x] (x / 2))
        ($if_main (println "not here"))
        """);
    place.file("plain.gene", "(println \"no tests\")");
    place.file("build/tests/old.gene", "(import genex/test/*) (test! \"old\" (fail))");
  }

  private static List<JsonObject> events(Ran ran) {
    return ran.out().lines().map(l -> JsonParser.parseString(l).getAsJsonObject()).toList();
  }

  @Test
  void peopleReadALineForEachTest() {
    Ran ran = place.gene("test");
    assertEquals("""
        calc.gene
          PASS half > example 1
          FAIL half > example 2
            [2] -> 5
            expected: return 5
            actual:   return 1.0
            at calc.gene:1:1
          PASS half > example 3
        tests/math.gene
        loading
          PASS math > adds
          FAIL math > wrong
            two and two
            expected: 5
            actual:   4
            at tests/math.gene:6:5
          PASS math > n1
          FAIL math > n2
            Check failed.
            expected: < 2
            actual:   2
            at tests/math.gene:7:35
          SKIP later
        Tests run: 7, passed: 4, failed: 3, skipped: 1 (T s)
        """, ran.out().replaceAll("\\(\\d+\\.\\d\\d s\\)", "(T s)"));
    assertEquals(1, ran.status());
    assertEquals("", ran.err());
  }

  @Test
  void toolsGetALineForEachEvent() {
    Ran ran = place.gene("test", "--report", "json", "--id", "tests/math.gene::math::wrong");
    List<JsonObject> events = events(ran);
    assertEquals(List.of("start", "begin", "begin", "end", "end", "summary"),
        events.stream().map(e -> e.get("event").getAsString()).filter(e -> !e.equals("output")).toList());
    JsonObject end = events.stream().filter(e -> e.get("event").getAsString().equals("end")).findFirst().orElseThrow();
    assertEquals("tests/math.gene::math::wrong", end.get("id").getAsString());
    assertEquals("failed", end.get("status").getAsString());
    assertEquals("5", end.get("expected").getAsString());
    assertEquals("4", end.get("actual").getAsString());
    assertEquals("{\"file\":\"tests/math.gene\",\"line\":6,\"column\":5}", end.get("failure").toString());
    assertTrue(end.get("trace").getAsJsonArray().size() > 0);
    assertTrue(events.stream().anyMatch(e -> e.get("event").getAsString().equals("output") && e.get("text").getAsString().equals("loading\n")));
    assertEquals(1, ran.status());
  }

  @Test
  void theListingNamesPlaces() {
    JsonObject listing = JsonParser.parseString(place.gene("test", "--list", "--json").out()).getAsJsonObject();
    JsonArray tests = listing.get("tests").getAsJsonArray();
    var ids = new ArrayList<String>();
    tests.forEach(t -> ids.add(t.getAsJsonObject().get("kind").getAsString() + " " + t.getAsJsonObject().get("id").getAsString()));
    assertEquals(List.of("example calc.gene::half::example 1", "example calc.gene::half::example 2", "example calc.gene::half::example 3",
        "suite tests/math.gene::math", "test tests/math.gene::math::adds", "test tests/math.gene::math::wrong", "test tests/math.gene::later"), ids);
    assertEquals("{\"start\":{\"line\":5,\"column\":3},\"end\":{\"line\":6,\"column\":42}}",
        tests.get(5).getAsJsonObject().get("range").toString());
    assertTrue(tests.get(6).getAsJsonObject().get("skipped").getAsBoolean());
    place.gene("test", "--list", "tests", "--filter", "adds").prints("tests/math.gene::math::adds\n");
  }

  @Test
  void aFilterChoosesTestsAndFiles() {
    Ran ran = place.gene("test", "--filter", "adds", "--filter", "example 1");
    assertTrue(ran.out().contains("Tests run: 2, passed: 2, failed: 0, skipped: 0"), ran.out());
    assertEquals(0, ran.status());
    Ran none = place.gene("test", "--filter", "nothing like it", "calc.gene");
    assertEquals("Error: No tests found\n", none.err());
    assertEquals(1, none.status());
  }

  @Test
  void junitIsWellFormed() throws Exception {
    place.file("tests/odd.gene", "(import genex/test/*) (test! \"<\\u0001&\\\">\" (println \"]]>\") (fail \"a<b\"))");
    place.gene("test", "--junit", "out.xml");
    String xml = Files.readString(folder.resolve("out.xml"));
    var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    var root = document.getDocumentElement();
    assertEquals("testsuites", root.getTagName());
    assertEquals("9", root.getAttribute("tests"));
    assertEquals("4", root.getAttribute("failures"));
    assertEquals("1", root.getAttribute("skipped"));
    assertEquals(4, root.getElementsByTagName("failure").getLength());
    assertTrue(xml.contains("classname=\"tests/math.gene.math\" name=\"adds\""), xml);
    assertEquals("<\uFFFD&\">", root.getElementsByTagName("testcase").item(8).getAttributes().getNamedItem("name").getNodeValue());
  }

  @Test
  void aFileThatCannotRunIsBroken() {
    place.file("bad/a.gene", "(import genex/test/*) (test! \"fine\" true) (throw \"stop\")");
    place.file("bad/b.gene", "(fn x");
    place.file("bad/c.gene", "(import genex/test/*) (test! \"leaves\" (exit 0))");
    Ran ran = place.gene("test", "bad/a.gene", "bad/b.gene", "bad/c.gene");
    assertTrue(ran.out().contains("PASS fine") && ran.out().contains("ERROR bad/a.gene\n    stop\n    at bad/a.gene:1:43"), ran.out());
    assertTrue(ran.out().contains("ERROR bad/b.gene"), ran.out());
    assertTrue(ran.out().contains("ERROR bad/c.gene\n    the program ended itself with (exit 0)"), ran.out());
    assertTrue(ran.out().contains("Tests run: 1, passed: 1, failed: 0, skipped: 0, broken files: 3"), ran.out());
    assertEquals(1, ran.status());
  }

  @Test
  void testsOfOneNameHaveIdsOfTheirOwn() {
    place.file("twice.gene", "(import genex/test/*) (test! \"a\" true) (test! \"a\" (fail))");
    Ran ran = place.gene("test", "twice.gene", "--id", "twice.gene::a#2", "--json");
    assertTrue(ran.out().contains("\"id\":\"twice.gene::a#2\""), ran.out());
    assertFalse(ran.out().contains("\"passed\",\"ms\""), ran.out());
  }

  @Test
  void examplesAreRunByNameOfFunction() {
    place.file("ex.gene", """
        (class Bad < Exception)
        (fn zero ^examples [[0] throws Bad [1] throws Bad [nope] -> 1 [1] -> _] [x] (if (x == 0) (throw (new Bad "zero")) else x))
        (async fn later ^examples [[3] -> 3] [x] (await (gene/sleep_async 1)) x)
        """);
    Ran ran = place.gene("run-examples", "ex.gene");
    String at = "  location: " + folder.resolve("ex.gene") + ":2:1\n";
    assertEquals("PASS later example 1: [3] -> 3\nPASS zero example 1: [0] throws Bad\nFAIL zero example 2: [1] throws Bad\n"
        + "  expected: throws Bad\n  actual: return 1\n" + at + "FAIL zero example 3: [nope] -> 1\n  expected: return 1 <invalid>\n"
        + "  actual: spec error: nope is not defined\n" + at + "PASS zero example 4: [1] -> _\n"
        + "Examples run: 5, passed: 3, failed: 2, functions: 2\n", ran.out());
    assertEquals(1, ran.status());
    place.gene("run-examples", "plain.gene").prints("no tests\nNo examples found in " + folder.resolve("plain.gene") + "\n");
    place.gene("run-examples").fails("Error: Missing file path. Usage: gene run-examples <file.gene>\n");
    place.gene("run-examples", "x").fails("Error: File not found: x\n");
    place.file("odd.gene", "(fn half ^examples [[0] !! 1] [x] x)");
    assertTrue(place.gene("run-examples", "odd.gene").err().startsWith("Error: Failed to load/compile examples file: "
        + "Invalid ^examples for function half: unsupported operator '!!'; expected '->' or 'throws'\n"));
  }

  @Test
  void optionsAreChecked() {
    place.gene("test", "--report", "yaml").fails("Error: Invalid report 'yaml'. Must be: text, json, or junit\n");
    place.gene("test", "nowhere.gene").fails("Error: File not found: nowhere.gene\n");
    place.gene("test", "--nonsense").fails("Unknown option: --nonsense\n");
  }
}
