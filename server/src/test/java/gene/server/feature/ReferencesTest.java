// References, highlights and linked editing: the marked ranges are the places, the cursor is in one of them.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReferencesTest {
  private static void check(String marked) {
    Fixture f = Fixture.of(marked);
    assertEquals(f.marked().stream().sorted().toList(), References.at(f.snapshot(), f.main(), f.cursor(), true).stream()
        .map(r -> Fixture.place(r.document(), r.span())).sorted().toList(), marked);
  }

  @Test
  void variables() {
    check("(fn f [[|x|]] (var y [|<|>x|]) (fn [] ([|x|] + 1)) y)\n(var x 2)");
    check("(var [|total|] 1)\n([|<|>total|] = 2)\n(println #\"is #{[|total|]}\")");
    check("(fn f [[|xs|]...] ([|<|>xs|] .size))");
  }

  @Test
  void functionsInAllFiles() {
    check("(fn [|area|] [r] r)\n([|<|>area|] 1)\n=== other.gene\n(import [|area|] from \"./main\")\n(println ([|area|] 2))\n(fn f [area] area)");
    check("(import [|area|]:[|size|] from \"./shapes\")\n([|<|>size|] 1)\n=== shapes.gene\n(fn [|area|] [r] r)");
  }

  @Test
  void fieldsMethodsAndKeywords() {
    check("(class P (field [|x|] Int) (method m [] (/[|<|>x|] + self/[|x|])))\n(fn f [p: P] p/[|x|])");
    check("(class P (method [|go|] [] 1) (method run [] (.[|<|>go|])))\n((new P) .[|go|])");
    check("(fn f [^[|size|] = 1] [|<|>size|])\n(f ^[|size|] 2)");
  }

  @Test
  void quotedNamesAreData() {
    check("(fn [|<|>area|] [r] r)\n(println `(area 1) ($render `(f %([|area|] 1))))");
  }

  @Test
  void highlightsSayWhatIsWritten() {
    Fixture f = Fixture.of("(var <|>n 1)\n(n += 2)\n(println n)");
    assertEquals(List.of(true, true, false), Highlights.at(f.snapshot(), f.main(), f.cursor()).stream().map(Highlights::write).toList());
    Fixture field = Fixture.of("(class P (ctor [] (/x = 1)) (method m [] /<|>x))");
    assertEquals(List.of(true, false), Highlights.at(field.snapshot(), field.main(), field.cursor()).stream().map(Highlights::write).toList());
  }

  @Test
  void localsCanBeTypedOverTogether() {
    Fixture f = Fixture.of("(fn f []\n  (var [|<|>n|] 1)\n  ([|n|] + 1))");
    assertEquals(f.ranges(), LinkedEditing.at(f.snapshot(), f.main(), f.cursor()));
    Fixture global = Fixture.of("(fn <|>f [] 1)");
    assertEquals(List.of(), LinkedEditing.at(global.snapshot(), global.main(), global.cursor()));
  }
}
