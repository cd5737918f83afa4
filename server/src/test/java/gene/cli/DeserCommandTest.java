// `gene deser`: serialized data as people read them.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.cli.Ran.Place;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeserCommandTest {
  private static final String DATA = "(gene/serialization {^a [1 \"x\"] ^b {}})";

  private final Place place;

  DeserCommandTest(@TempDir Path folder) {
    place = Place.in(folder);
  }

  @Test
  void valuesAreWrittenInThreeWays() {
    place.gene("deser", "--format", "compact", "-e", "(gene/serialization {^a [1 \"x\"]})").prints("{^a [1 x]}\n");
    place.gene("deser", "-e", DATA).prints("{\n  ^a [\n    1\n    x\n  ]\n  ^b {}\n}\n");
    place.gene("deserialize", "--gene", "-e", DATA).prints("{\n  ^a [\n    1\n    \"x\"\n  ]\n  ^b {}\n}\n");
    place.gene("deser", "-p", "-e", "(gene/serialization 42)").prints("42\nType: Int\n");
  }

  @Test
  void namedObjectsAreShown() {
    place.gene("deser", "-f", "compact", "-e", "[(ClassRef ^path \"String\") (NamespaceRef ^path \"gene/json\") (FunctionRef ^path \"println\")]")
        .prints("[<Class String> <Namespace> <Function println>]\n");
    place.file("m.gene", "(class P (ctor [x] (/x = x)))\n(var /p (new P 7))\n");
    place.gene("deser", "-f", "compact", "--project", ".", "-e", "(InstanceRef ^path \"p\" ^module \"./m\")").prints("<Instance of P> {^x 7}\n");
  }

  @Test
  void filesAndStandardInputAreRead() {
    place.file("a.gene", "(gene/serialization 1)").file("b.gene", "2").gene("deser", "a.gene", "b.gene").prints("=== a.gene ===\n1\n=== b.gene ===\n2\n");
    place.stdin("\"text\"").gene("deser").prints("text\n");
  }

  @Test
  void whatCannotBeReadIsAnError() {
    place.gene("deser").fails("Error: Empty input from stdin.\n");
    place.gene("deser", "nosuch.gene").fails("Error: File not found: nosuch.gene\n");
    place.gene("deser", "-e", "(gene/serialization (ClassRef ^path \"No\"))").fails("Error: Deserialization error in <eval>: path_to_value: not found: No\n");
    Ran broken = place.gene("deser", "-e", "((");
    assertTrue(broken.err().startsWith("Error: Parse error in <eval>: ") && broken.status() == 1, broken::toString);
    place.gene("deser", "-f", "x", "-e", "1").fails("Error: Invalid format 'x'. Must be: pretty, compact, or gene\n");
  }
}
