// Hover: what is shown for the name at the cursor, over the marked range.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.library.Builtins;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class HoverTest {
  /** Code parts are shown after `> `. */
  private static void check(String marked, String expected) {
    Fixture f = Fixture.of(marked);
    Hover hover = Hover.at(f.snapshot(), f.main(), f.cursor()).orElseThrow(() -> new AssertionError("nothing to show"));
    if (!f.ranges().isEmpty()) {
      assertEquals(f.ranges(), List.of(hover.span()));
    }
    assertEquals(expected.strip(), text(hover));
  }

  private static String text(Hover hover) {
    return hover.parts().stream().map(p -> (p.code() ? "> " : "") + p.text()).collect(Collectors.joining("\n"));
  }

  @Test
  void functionsShowHowTheyAreCalledAndWhy() {
    check("(fn area [r: Float ^unit = \"m\"] -> Float ^intent \"The area of a circle.\" (r * r))\n([|a<|>rea|] 1.0)", """
        > (fn area [r: Float ^unit = "m"] -> Float)
        The area of a circle.""");
    check("(async fn load [url] url)\n(<|>load 1)", "> (async fn load [url])");
  }

  @Test
  void commentsAboveADefinitionAreItsDocumentation() {
    check("# not this\n\n# Adds one\n# to a number.\n(fn inc [n] (n + 1))\n(<|>inc 1)", """
        > (fn inc [n])
        Adds one
        to a number.""");
  }

  @Test
  void operatorsWordsInsideFormsAndGlobals() {
    check("(1 [|<|>+|] 2)", "Adds two numbers.");
    check("(if a 1 [|el<|>se|] 2)", "Begins what runs if nothing before applied.");
    check("(println [|$e<|>nv|]/HOME)", "The environment variables of the program.");
    check("(println [|$ar<|>gs|])", "The arguments of the program, as strings.");
  }

  @Test
  void aPathOfWhichOnlyTheTypeIsKnown() {
    check("(enum Shape (Circle r: Int) (Ball r: Int))\n(fn f [s: Shape] (println [|s/<|>r|]))", "> s/r: Int");
  }

  @Test
  void variablesShowTypeAndValue() {
    check("(var limit 10)\n(println [|<|>limit|])", """
        > (var limit 10)
        variable of the module, by its value of class `Int`""");
    check("(var n: Int 1)\n(n += 1)\n(println <|>n)", """
        > (var n: Int)
        variable of the module""");
    check("(fn f [x: (Int | String)] <|>x)", """
        > x: (Int | String)
        parameter of `f`""");
    check("(fn f [] (let c [1]) <|>c)", """
        > (let c [1])
        local constant, by its value of class `Array`""");
    check("(for i in [1] <|>i)", """
        > i
        loop variable""");
  }

  @Test
  void classesShowTheirMembers() {
    check("# A point.\n(class Point < Object (field x Int) (ctor [x] (/x = x)) (method moved [dx ^dy = 0] -> Point (new Point dx)))\n(new <|>Point 1)", """
        > (class Point < Object
          (field x Int)
          (ctor [x])
          (method moved [dx ^dy = 0] -> Point))
        A point.""");
  }

  @Test
  void membersShowTheirOwner() {
    check("(class P (field x Int) (method m [] /[|<|>x|]))", """
        > (field x Int)
        field of `P`""");
    check("(enum Shape (Circle r: Float) Point)\n(Shape/<|>Circle 1.0)", """
        > (Circle r: Float)
        variant of `Shape`""");
    check("(ns geo (fn /area [r] r))\n(geo/[|<|>area|] 1)", """
        > (fn area [r])
        function of `geo`""");
    check("(type Id (Int | String))\n(var x: <|>Id 1)", "> (type Id (Int | String))");
  }

  @Test
  void builtinsShowSignatureAndDocumentation() {
    check("([|print<|>ln|] 1)", """
        > (fn println %s)
        built-in
        %s""".formatted(signature("println"), doc("println")));
    check("(math/[|<|>sin|] 1)", """
        > (fn math/sin %s)
        built-in
        %s""".formatted(signature("math/sin"), doc("math/sin")));
    check("(new <|>HashSet)", """
        > (class HashSet)
        built-in
        """ + doc("HashSet"));
  }

  private static String signature(String name) {
    return Builtins.table().find(name).orElseThrow().signature();
  }

  private static String doc(String name) {
    return Builtins.table().find(name).orElseThrow().doc();
  }

  @Test
  void methodsOfLiteralsAreExact() {
    check("(\"abc\" [|.<|>upper|])", """
        > (method upper [] -> String)
        built-in method of `String`
        The text in upper case, character by character.""");
    check("(fn f [s: String] s/.<|>upper)", """
        > (method upper [] -> String)
        built-in method of `String`
        The text in upper case, character by character.""");
  }

  @Test
  void methodsOfUnknownReceiversListTheClassesThatHaveThem() {
    Fixture f = Fixture.of("(class Box (method size [] 1))\n(fn f [x] (x .<|>size))");
    String text = text(Hover.at(f.snapshot(), f.main(), f.cursor()).orElseThrow());
    assertTrue(text.startsWith("> (method size [])\nmethod of `Box`\n> (method size [] -> Int)\nbuilt-in method of `"), text);
    for (String cls : List.of("`String`", "`Array`", "`Map`")) {
      assertTrue(text.contains(cls), text);
    }
  }

  @Test
  void importedNamesShowTheirDefinition() {
    check("(import area from \"./shapes\")\n(<|>area 1)\n=== shapes.gene\n(fn area [r] ^intent \"Of a circle.\" r)", """
        > (fn area [r])
        Of a circle.""");
    check("(import gene/json/parse:read)\n(<|>read \"1\")", """
        > (fn %s %s)
        built-in
        %s""".formatted("gene/json/parse", signature("gene/json/parse"), doc("gene/json/parse")));
  }

  @Test
  void nothingWhereNoNameIs() {
    for (String marked : List.of("<|>", "(println <|> 1)", "(var x 12<|>3)", "# co<|>mment", "(foo<|>bar)")) {
      Fixture f = Fixture.of(marked);
      assertTrue(Hover.at(f.snapshot(), f.main(), f.cursor()).isEmpty(), marked);
    }
  }
}
