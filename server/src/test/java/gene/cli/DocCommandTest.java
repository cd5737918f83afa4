// `gene doc`: modules and built-in entries as text, Markdown and JSON.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gene.cli.Ran.Place;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocCommandTest {
  private static final String SHOP = """
      #!/usr/bin/env gene
      # A shop.
      #
      # It sells things.

      # How many.
      (var limit: Int 5)
      (let names [
        "a"])
      # The area.
      (fn area [w: Int h = 2] -> Int
        ^examples [[2 3] -> 6 [0] throws Exception]
        (fn local [] 1)
        (w * h))
      (fn root [n] ^intent "integer square root" n)

      (class Cart < Object
        (field owner String)
        (ctor [/owner] nil)
        # Puts
        # something in.
        (method add [item] item))
      (ns util (fn f [] 1))
      (enum Color Red
        (Rgb r g b))
      """;

  @TempDir private Path folder;
  private Place place;

  @BeforeEach
  void inAFolderWithAModule() {
    place = Place.in(folder).file("shop.gene", SHOP);
  }

  @Test
  void aModuleTellsWhatItDefines() {
    place.gene("doc", "shop.gene").prints("""
        shop.gene
        A shop.

        It sells things.

        (var limit: Int 5)
          How many.

        (let names …)

        (fn area [w: Int h = 2] -> Int)
          The area.
          Example: [2 3] -> 6
          Example: [0] throws Exception

        (fn root [n])
          integer square root

        (class Cart < Object)

          (field owner String)

          (ctor [/owner])

          (method add [item])
            Puts
            something in.

        (ns util)

          (fn f [])

        (enum Color Red (Rgb r g b))
        """);
  }

  @Test
  void markdownHasAHeadingForEachDefinition() {
    place.file("m.gene", "# Both.\n(class A (method m [x] ^doc \"Says x.\" ^examples [[1] -> 1] x))").gene("doc", "-f", "markdown", "m.gene").prints("""
        # `m.gene`

        ## `A`

        ```gene
        (class A)
        ```

        Both.

        ### `A.m`

        ```gene
        (method m [x])
        ```

        Says x.

        Examples:

        ```gene
        [1] -> 1
        ```
        """);
  }

  @Test
  void jsonHasEverything() {
    Ran ran = place.gene("doc", "--format", "json", "shop.gene", "math/sin");
    assertEquals(0, ran.status());
    var all = JsonParser.parseString(ran.out()).getAsJsonArray();
    JsonObject module = all.get(0).getAsJsonObject();
    assertEquals("module", module.get("kind").getAsString());
    JsonObject area = module.getAsJsonArray("members").get(2).getAsJsonObject();
    assertEquals("{\"kind\":\"function\",\"name\":\"area\",\"signature\":\"(fn area [w: Int h = 2] -> Int)\",\"doc\":\"The area.\","
        + "\"examples\":[\"[2 3] -> 6\",\"[0] throws Exception\"],\"line\":11,\"members\":[]}", area.toString());
    assertEquals("math/sin", all.get(1).getAsJsonObject().get("name").getAsString());
  }

  @Test
  void builtInEntriesAreFoundByTheNamesThatProgramsWrite() {
    String sin = "(fn math/sin [x: Numeric] -> Float)\n  The sine of an angle in radians.\n";
    place.gene("doc", "math/sin").prints(sin);
    Ran math = place.gene("doc", "math");
    assertTrue(math.out().startsWith("(ns math)\n") && math.out().contains("\n  " + sin.replace("\n  ", "\n    ")), math::out);
    Ran array = place.gene("doc", "Array");
    assertTrue(array.out().startsWith("(class Array)\n") && array.out().contains("\n  (method map "), array::out);
    Ran map = place.gene("doc", "Array.map");
    assertTrue(map.out().contains("\n  Of `Array`. "), map::out);
    Ran size = place.gene("doc", ".size");
    assertTrue(size.out().contains("Of `String`. ") && size.out().contains("Of `Array`. "), size::out);
    Ran all = place.gene("doc");
    assertTrue(all.out().contains("\n(ns math)\n") && all.out().contains("\n(class Array)\n") && !all.out().contains("math/sin"), all::out);
  }

  @Test
  void standardInputCanBeAModule() {
    place.stdin("(fn f [])").gene("doc", "-").prints("<stdin>\n\n(fn f [])\n");
  }

  @Test
  void whatIsNotThereIsSaidWithACloseName() {
    place.gene("doc", "Arrya.map").fails("Error: Nothing built in is called Arrya.map, and there is no such file; a name that is close: Array.map\n");
    place.gene("doc", "nosuch.gene").fails("Error: File not found: nosuch.gene\n");
    place.gene("doc", "-f", "x").fails("Error: Invalid format 'x'. Must be: text, markdown, or json\n");
    Ran both = place.gene("doc", "quite_unknown", "math/sin");
    assertEquals(1, both.status());
    assertTrue(both.out().startsWith("(fn math/sin"), both::out);
  }

  @Test
  void aModuleWithSyntaxErrorsIsReported() {
    Ran ran = place.file("broken.gene", "(fn f [").gene("doc", "broken.gene");
    assertEquals(1, ran.status());
    assertEquals("", ran.out());
    assertTrue(ran.err().startsWith("error: EOF while reading"), ran::err);
  }
}
