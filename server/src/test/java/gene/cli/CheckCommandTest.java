// `gene check`: findings as text, JSON and SARIF.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gene.cli.CheckCommand.Checked;
import gene.cli.Ran.Place;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.source.Span;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {
  private final Place place;

  CheckCommandTest(@TempDir Path folder) {
    place = Place.in(folder).file("good.gene", "(println 1)").file("bad.gene", "(fn f [length]\n  (printn length))\n");
  }

  @Test
  void whatIsRightIsNotMentioned() {
    place.gene("check", "good.gene").prints("");
    place.stdin("(println 1)").gene("check").prints("");
  }

  @Test
  void aFindingHasItsCodePlaceAndHint() {
    Ran ran = place.gene("check", "good.gene", "bad.gene");
    assertEquals(1, ran.status());
    assertEquals("", ran.out());
    assertTrue(ran.err().startsWith("""
        error[GENE.SCOPE.UNDEFINED_VAR]: no name `printn` in this scope
         --> bad.gene:2:4
          |
        2 |   (printn length))
          |    ^^^^^^"""), ran::err);
    assertTrue(ran.err().contains("\n  = hint: a name that is close: `print`\n") || ran.err().contains("\n  = hint: a name that is close: `println`\n"), ran::err);
    assertTrue(ran.err().endsWith("\n1 error\n"), ran::err);
  }

  @Test
  void importsAreFollowedWithoutRunningAnything() {
    place.file("lib.gene", "(println \"never printed\")\n(fn area [] 1)\n").file("use.gene", "(import area from \"lib\")\n(area)\n");
    place.gene("check", "use.gene").prints("");
    place.file("nowhere.gene", "(import x from \"no_such\")\n").file("member.gene", "(import arae from \"lib\")\n");
    assertTrue(place.gene("check", "nowhere.gene").err().startsWith("error[GENE.MODULE.NOT_FOUND]: Module 'no_such'"));
    String member = place.gene("check", "member.gene").err();
    assertTrue(member.startsWith("error[GENE.MODULE.MEMBER]: module lib has no member `arae`") && member.contains("`area`"), member);
  }

  @Test
  void onlyTheItemThatIsWrongIsReported() {
    place.file("lib.gene", "(fn area [] 1)\n(fn side [] 1)\n").file("item.gene", "(import area 5 sied:s geo/[x (y)] from \"lib\")\n(println (area) s)\n");
    Ran ran = place.gene("check", "item.gene");
    assertEquals(List.of("1:14", "1:16", "1:23", "1:30"), ran.err().lines().filter(l -> l.startsWith(" --> ")).map(l -> l.substring(15)).toList(), ran::err);
    assertTrue(ran.err().endsWith("\n4 errors\n"), ran::err);
    place.file("half.gene", "(import area from)\n(println (area))\n");
    assertTrue(place.gene("check", "half.gene").err().endsWith("\n1 error\n"));
  }

  @Test
  void aCircleOfImportsIsFound() {
    place.file("a.gene", "(import b from \"b\")\n").file("b.gene", "(import c from \"c\")\n").file("c.gene", "(import b from \"b\")\n");
    Ran ran = place.gene("check", "a.gene");
    assertEquals(1, ran.status());
    assertTrue(ran.err().startsWith("error[GENE.MODULE.CYCLE]: Cyclic import detected: "), ran::err);
  }

  @Test
  void labelsStandBehindTheCaretsAndOtherPlacesBelow() {
    Source source = Source.of("a.gene", "(var x 1)\n(let x 2)\n");
    Diagnostic d = Diagnostic.warning("GENE.SCOPE.SHADOW", new Span(15, 16), "`x` hides another variable")
        .related(new Span(15, 16), "declared again").related(new Span(5, 6), "first declared here").hint("give it another name");
    assertEquals("""
        warning[GENE.SCOPE.SHADOW]: `x` hides another variable
         --> a.gene:2:6
          |
        2 | (let x 2)
          |      ^ declared again
          = note: first declared here (a.gene:1:6)
          = hint: give it another name

        1 warning
        """, FindingsText.of(List.of(new Checked(source, List.of(d))), new Paint(false)));
  }

  @Test
  void warningsDoNotChangeTheStatus() {
    place.file("w.gene", "(println (try nope catch * 1))");
    Ran ran = place.gene("check", "w.gene");
    assertEquals(0, ran.status());
    assertTrue(ran.err().startsWith("warning[GENE.SCOPE.UNDEFINED_VAR]: "), ran::err);
  }

  @Test
  void oneMissingFileDoesNotHideTheOthers() {
    Ran ran = place.gene("check", "nosuch.gene", "bad.gene");
    assertEquals(1, ran.status());
    assertTrue(ran.err().startsWith("Error: File not found: nosuch.gene\nerror[GENE.SCOPE.UNDEFINED_VAR]"), ran::err);
    place.gene("check", "nosuch.gene", "good.gene").fails("Error: File not found: nosuch.gene\n");
  }

  @Test
  void findingsCanBeReadByTools() {
    Ran ran = place.gene("check", "--format", "json", "bad.gene");
    assertEquals(1, ran.status());
    JsonArray all = JsonParser.parseString(ran.out()).getAsJsonArray();
    JsonObject first = all.get(0).getAsJsonObject();
    assertEquals(List.of("message", "code", "severity", "stage", "span", "hints", "repair_tags", "fixes"), List.copyOf(first.keySet()));
    assertEquals("compile", first.get("stage").getAsString());
    assertEquals("error", first.get("severity").getAsString());
    assertEquals("{\"file\":\"bad.gene\",\"line\":2,\"column\":4,\"end_line\":2,\"end_column\":10}", first.get("span").toString());
    assertEquals("parse", JsonParser.parseString(place.stdin(")").gene("check", "--format=json").out()).getAsJsonArray()
        .get(0).getAsJsonObject().get("stage").getAsString());
    place.gene("check", "--format:json", "good.gene").prints("[]\n");
  }

  @Test
  void findingsCanBeUploaded() {
    JsonObject log = JsonParser.parseString(place.gene("check", "-f", "sarif", "bad.gene").out()).getAsJsonObject();
    assertEquals("2.1.0", log.get("version").getAsString());
    JsonObject run = log.getAsJsonArray("runs").get(0).getAsJsonObject();
    JsonObject result = run.getAsJsonArray("results").get(0).getAsJsonObject();
    assertEquals("GENE.SCOPE.UNDEFINED_VAR", result.get("ruleId").getAsString());
    assertEquals("error", result.get("level").getAsString());
    assertEquals("{\"artifactLocation\":{\"uri\":\"bad.gene\"},\"region\":{\"startLine\":2,\"startColumn\":4,\"endLine\":2,\"endColumn\":10}}",
        result.getAsJsonArray("locations").get(0).getAsJsonObject().get("physicalLocation").toString());
  }

  @Test
  void aFormatMustExist() {
    place.gene("check", "-f", "x", "good.gene").fails("Error: Invalid format 'x'. Must be: text, json, or sarif\n");
    place.terminals(stream -> true).gene("check").fails("Error: No input provided. Provide a file to check.\n");
  }
}
