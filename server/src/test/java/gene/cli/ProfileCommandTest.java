// `gene profile`: the table, the file, allocations, and what it refuses.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gene.cli.Ran.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProfileCommandTest {
  private static final String PROGRAM = """
      (fn leaf [x] (((x * 3) + (x % 7)) % 1009))
      (fn spin [n] (var s 0) (var i 0) (while (i < n) (s += (leaf i)) (i += 1)) s)
      (fn make [n] (var xs []) (for i in (range 0 n) (xs .push [i])) (xs .size))
      (println (spin 5000000) (make 100) $args)
      """;

  private final Place place;

  ProfileCommandTest(@TempDir Path folder) {
    place = Place.in(folder).file("spin.gene", PROGRAM);
  }

  @Test
  void functionsAndLinesAreListedAfterTheRun() {
    Ran ran = place.gene("profile", "spin.gene", "--interval", "5");
    assertEquals(0, ran.status());
    assertTrue(ran.out().endsWith(" 101 [--interval 5]\n"), ran::out);
    String err = ran.err();
    assertTrue(err.matches("(?s)\\d+ samples in [\\d.]+ ms\\n\\n +SELF +SHARE +TOTAL +FUNCTION\\n.*\\n +SELF +SHARE +LINE\\n.*"), err);
    assertTrue(err.matches("(?s).*\\d ms +[\\d.]+ % +[\\d.]+ % +spin \\(spin.gene:2:1\\)\\n.*"), err);
    assertTrue(err.matches("(?s).*\\d ms +[\\d.]+ %  spin.gene:2\\n.*"), err);
  }

  @Test
  void theFileHasTheSamplesOfTheTable() throws IOException {
    Ran ran = place.gene("profile", "-o", "p.cpuprofile", "--interval=200", "spin.gene");
    JsonObject profile = JsonParser.parseString(Files.readString(place.folder().resolve("p.cpuprofile"))).getAsJsonObject();
    assertTrue(ran.err().startsWith(profile.getAsJsonArray("samples").size() + " samples in "), ran::err);
    assertEquals("(root)", profile.getAsJsonArray("nodes").get(0).getAsJsonObject().getAsJsonObject("callFrame").get("functionName").getAsString());
    assertTrue(profile.toString().contains(place.folder().resolve("spin.gene").toUri().toString()));
  }

  @Test
  void allocationsAreCountedOnRequest() {
    String err = place.gene("profile", "--allocations", "spin.gene").err();
    assertTrue(err.contains("\n   CREATED  KIND          FUNCTION\n       102  array         make (spin.gene:3)\n"), err);
  }

  @Test
  void aProgramThatFailsIsReportedAndProfiled() {
    Ran ran = place.file("fault.gene", "(throw \"no\")").gene("profile", "fault.gene");
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("no") && ran.err().contains(" samples in "), ran::err);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    place.gene("profile").fails("Error: There is no program to profile. Usage: gene profile FILE [ARGUMENT…]\n");
    place.gene("profile", "nosuch.gene").fails("Error: File not found: nosuch.gene\n");
    place.gene("profile", "--interval", "5", "spin.gene").fails("Error: --interval is a number of microseconds from 100 to 1000000, not 5\n");
    place.gene("profile", "-o", "no/p.cpuprofile", "spin.gene").fails("Error: Cannot write the profile to no/p.cpuprofile: there is no such folder\n");
  }
}
