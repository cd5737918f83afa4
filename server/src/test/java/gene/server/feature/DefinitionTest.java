// Go to definition: from the cursor to the marked ranges.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DefinitionTest {
  private static void check(String marked) {
    Fixture f = Fixture.of(marked);
    List<Definition> found = Definition.at(f.snapshot(), f.main(), f.cursor());
    assertEquals(f.marked(), found.stream().map(d -> Fixture.place(d.target(), d.name())).toList());
  }

  @Test
  void variables() {
    check("(var [|total|] 1)\n(println (<|>total + 1))");
    check("(fn f [[|x|]] (x<|> + 1))");
    check("(fn f [x: Int [|^k|] = 1] k)".replace("[|^k|]", "^[|k|]").replace(" k)", " <|>k)"));
    check("(for [|i|] in [1 2] (println <|>i))");
    check("(var {^a [|left|]} {^a 1})\n(println <|>left)");
  }

  @Test
  void theInnermostVariableOfAName() {
    check("(var x 1)\n(fn f [[|x|]] (fn [] <|>x))\n(println x)");
  }

  @Test
  void aVariableDeclaredTwiceIsTheOneBefore() {
    check("(var x 1)\n(var [|x|] (x + 1))\n(println <|>x)");
  }

  @Test
  void functionsAndClassesAlsoAboveTheirDefinition() {
    check("(<|>area 1)\n(fn [|area|] [r] (r * r))");
    check("(new Cir<|>cle 1)\n(class [|Circle|] (ctor [r] (/r = r)))");
    check("(class [|Base|])\n(class Child < <|>Base)");
  }

  @Test
  void aDefinitionIsItsOwn() {
    check("(fn [|ar<|>ea|] [r] r)");
    check("(class A (method [|si<|>ze|] [] 1))");
  }

  @Test
  void fieldsOfTheClassAround() {
    check("(class P (field [|x|] Int) (ctor [x] (/x = x)) (method m [] /<|>x))");
    check("(class P (ctor [x] (/[|x|] = x)) (method m [] (fn [] /<|>x)))");
    check("(class P (ctor [/[|x|]]) (method m [] self/<|>x))");
    check("(class A (field [|x|] Int))\n(class B < A (method m [] /<|>x))");
  }

  @Test
  void membersOfNamespacesClassesAndEnums() {
    check("(ns geo (fn /[|area|] [r] r))\n(geo/<|>area 1)");
    check("(ns a (ns /b (var /[|deep|] 1)))\n(println a/b/<|>deep)");
    check("(class A (fn /[|make|] [] (new A)))\n(A/<|>make)");
    check("(enum Shape ([|Circle|] r) Point)\n(var s Shape/<|>Circle)");
    check("(ns [|geo|] (fn /area [r] r))\n(<|>geo/area 1)");
    check("(var /[|count|] 0)\n(println <|>count)");
  }

  @Test
  void methodsOfKnownReceivers() {
    check("(class A (method [|go|] [] 1))\n(class B (method go [] 2))\n((new A) .<|>go)");
    check("(class A (method [|go|] [] 1))\n(var a (new A))\n(a .<|>go)");
    check("(class A (method [|go|] [] 1))\n(fn f [a: A] (a .<|>go))");
    check("(class A (method [|go|] [] 1))\n(fn f [a: A] a/.<|>go)");
    check("(class A (method [|go|] [] (.<|>go)))");
    check("(class A (method [|go|] [] 1))\n(class B < A)\n((new B) .<|>go)");
    check("(class A (ctor [] nil) (method [|go|] [] 1))\n(class B < A (method go [] (super .<|>go)))");
    check("(class P (field [|x|] Int))\n(fn f [p: P] p/<|>x)");
  }

  @Test
  void membersOfWhatTheCheckerKnows() {
    check("(class A (method [|go|] [] 1))\n(class B (method go [] 2))\n(fn f [x] (if (x is A) (x .<|>go)))");
    check("(class A (method [|go|] [] 1))\n(class B (method go [] 2))\n(fn f [c] ((if c (new A) else nil) .<|>go))");
    check("(class A (method [|go|] [] 1))\n(class B (field a A))\n(class C (method go [] 2))\n(fn f [b: B] (b/a .<|>go))");
    check("(class A (method [|go|] [] 1))\n(class B (field a A))\n(class C (method go [] 2))\n(fn f [b: B] b/a/.<|>go)");
    check("(class A (field [|x|] Int))\n(class B (field a A))\n(fn f [b: B] b/a/<|>x)");
    check("(class A (field [|x|] Int))\n(class B (field a A) (method m [] /a/<|>x))");
  }

  @Test
  void methodsOfUnknownReceiversAreAllThatMayBeMeant() {
    check("(class A (method [|go|] [] 1))\n(class B (method [|go|] [] 2))\n(fn f [x] (x .<|>go))");
  }

  @Test
  void keywordArguments() {
    check("(fn f [^[|size|] = 1] size)\n(f ^si<|>ze 2)");
  }

  @Test
  void typesInAnnotations() {
    check("(enum [|Shape|] Point)\n(fn f [s: <|>Shape] s)");
    check("(type [|Id|] Int)\n(var x: <|>Id 1)");
  }

  @Test
  void imports() {
    check("(import <|>area from \"./shapes\")\n=== shapes.gene\n(fn [|area|] [r] r)");
    check("(import area from \"./shapes\")\n(<|>area 1)\n=== shapes.gene\n(fn [|area|] [r] r)");
    check("(import area:round from \"shapes\")\n(<|>round 1)\n=== shapes.gene\n(fn [|area|] [r] r)");
    check("(import * from \"lib/shapes.gene\")\n(<|>area 1)\n=== lib/shapes.gene\n(fn [|area|] [r] r)");
    check("(import geo/[are<|>a edge] from \"shapes\")\n=== shapes.gene\n(ns geo (fn /[|area|] [r] r))");
    check("(import geo from \"shapes\")\n(geo/<|>area 1)\n=== shapes.gene\n(ns geo (fn /[|area|] [r] r))");
    check("(import Circle from \"shapes\")\n((new Circle) .<|>area)\n=== shapes.gene\n(class Circle (method [|area|] [] 1))");
  }

  @Test
  void importsOfImports() {
    check("(import area from \"all\")\n(<|>area 1)\n=== all.gene\n(import area from \"shapes\")\n=== shapes.gene\n(fn [|area|] [r] r)");
  }

  @Test
  void circlesOfImportsEnd() {
    check("(import area from \"b\")\n(<|>area 1)\n=== b.gene\n(import area from \"main\")");
    check("(class A < B (method m [] /<|>x))\n(class B < A)");
  }

  @Test
  void theModuleOfAnImport() {
    check("(import area from \"./sha<|>pes\")\n=== shapes.gene\n[||](fn area [r] r)");
  }

  @Test
  void builtinsHavePages() {
    Fixture f = Fixture.of("(<|>println 1)");
    Definition d = Definition.at(f.snapshot(), f.main(), f.cursor()).get(0);
    assertEquals("println", d.target().text(d.name()));
    assertEquals("gene-builtin:///global.gene", d.target().uri().text());
    Fixture method = Fixture.of("(\"a\" .<|>size)");
    assertEquals("gene-builtin:///String.gene", Definition.at(method.snapshot(), method.main(), method.cursor()).get(0).target().uri().text());
    Fixture inGene = Fixture.of("([1] .<|>map (x -> x))");
    Definition map = Definition.at(inGene.snapshot(), inGene.main(), inGene.cursor()).get(0);
    assertEquals("gene-builtin:///prelude.gene", map.target().uri().text());
    assertEquals("map", map.target().text(map.name()));
  }

  @Test
  void declarationsAreImportsHere() {
    Fixture f = Fixture.of("(import [|area|] from \"shapes\")\n(<|>area 1)\n=== shapes.gene\n(fn area [r] r)");
    assertEquals(f.marked(), Definition.declaration(f.snapshot(), f.main(), f.cursor()).stream().map(d -> Fixture.place(d.target(), d.name())).toList());
  }

  @Test
  void typesOfVariablesAndResults() {
    for (String marked : List.of("(class [|P|])\n(var p (new P))\n(println <|>p)", "(class [|P|])\n(fn f [p: P] <|>p)",
        "(class [|P|])\n(fn make [] -> P (new P))\n(<|>make)", "(enum [|E|] A B)\n(println E/<|>A)")) {
      Fixture f = Fixture.of(marked);
      assertEquals(f.marked(), Definition.type(f.snapshot(), f.main(), f.cursor()).stream().map(d -> Fixture.place(d.target(), d.name())).toList(), marked);
    }
  }

  @Test
  void implementations() {
    for (String marked : List.of("(class <|>A)\n(class [|B|] < A)\n(class [|C|] < B)", "(class A (method <|>m [] 1))\n(class B < A (method [|m|] [] 2))",
        "(interface <|>R (method m []))\n(class [|K|] implements R (method m [] 1))")) {
      Fixture f = Fixture.of(marked);
      assertEquals(f.marked(), Definition.implementations(f.snapshot(), f.main(), f.cursor()).stream().map(d -> Fixture.place(d.target(), d.name())).toList(), marked);
    }
  }

  @Test
  void nothingForUnknownNames() {
    check("(<|>nowhere 1)");
    check("(println 1) <|> # a comment");
    check("<|>");
  }

  @Test
  void inTextThatIsBeingTyped() {
    check("(fn [|area|] [r] r)\n(println (<|>area 1\n\n(var x 1)");
    check("(class A\n  (method [|go|] [] 1)\n  (method run []\n    (.<|>go");
  }
}
