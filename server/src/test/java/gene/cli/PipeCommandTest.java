// `gene pipe`: code for each line.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.cli.Ran.Place;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PipeCommandTest {
  private final Place place;

  PipeCommandTest(@TempDir Path folder) {
    place = Place.in(folder);
  }

  @Test
  void eachLineGivesAResult() {
    Place animals = place.stdin("ant\nbee\r\nhornet");
    animals.gene("pipe", "($line .size)").prints("3\n3\n6\n");
    animals.gene("pipe", "--filter", "(($line .size) > 3)").prints("hornet\n");
    animals.gene("pipe", "--quote-str", "$line").prints("\"ant\"\n\"bee\"\n\"hornet\"\n");
    animals.gene("pipe", "(if", "(($line .size)", "==", "3)", "nil", "else", "void)").prints("void\n");
    place.stdin("ant\n\n").gene("pipe", "[$line]").prints("[\"ant\"]\n[\"\"]\n");
    place.gene("pipe", "1").prints("");
  }

  @Test
  void membersStayAndVariablesDoNot() {
    place.stdin("a\nb\n").gene("pipe", "(if (/n == void) (/n = 0)) (/n = (/n + 1)) (var x [$line]) (x .push /n) x")
        .prints("[\"a\" 1]\n[\"b\" 2]\n");
  }

  @Test
  void theFirstErrorEndsIt() {
    Ran ran = place.stdin("1\nx\n3\n").gene("pipe", "($line .to_i)");
    assertEquals("1\n", ran.out());
    assertTrue(ran.err().startsWith("Error at line 2: "), ran::err);
    assertEquals(1, ran.status());
    assertEquals(3, place.stdin("1\n2\n").gene("pipe", "(exit 3)").status());
    Ran broken = place.stdin("1\n").gene("pipe", "(println");
    assertTrue(broken.out().isEmpty() && broken.err().startsWith("error: ") && broken.status() == 1, broken::toString);
    place.gene("pipe").fails("Error: No code provided. Usage: gene pipe '<code>'\n");
  }

  @Test
  void codeMayBeInAFile() {
    place.file("count.gene", "#!/usr/bin/env gene pipe\n($line .size)\n").stdin("four\n").gene("pipe", "count.gene").prints("4\n");
  }
}
