// Completion: what is offered at the cursor, and in which order.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompletionTest {
  private static List<String> offered(String marked) {
    Fixture f = Fixture.of(marked);
    return Completion.at(f.snapshot(), f.main(), f.cursor()).items().stream().map(Completion.Item::label).toList();
  }

  private static void first(String marked, String... expected) {
    List<String> all = offered(marked);
    assertEquals(List.of(expected), all.subList(0, Math.min(expected.length, all.size())), () -> "of " + all);
  }

  private static void only(String marked, String... expected) {
    assertEquals(List.of(expected), offered(marked));
  }

  @Test
  void localsComeBeforeTheModuleAndThatBeforeBuiltins() {
    first("(var print_all 1)\n(fn f [print_me] (foo pri<|>))", "print_me", "print_all", "print", "println");
    first("(fn f [alpha] (let alphabet 1) (println al<|>", "alpha", "alphabet");
  }

  @Test
  void whatBeginsWithTheLettersComesFirst() {
    first("(var re_print 1)\n(fn f [p_r_i] (foo pri<|>))", "print", "println", "p_r_i", "re_print");
    first("(fn fooBar [] 1)\n(fn f_o_o_b [] 1)\n(fooB<|>", "fooBar", "f_o_o_b");
    first("(var b 1)\n(var a_long_name 1)\n(nope <|>)", "a_long_name", "b");
  }

  @Test
  void wordsOfTheFormAround() {
    first("(if a 1 el<|>", "elif", "else");
    first("(case x wh<|>", "when");
    first("(try (f) ca<|>)", "catch");
    first("(for x i<|>", "in");
    assertFalse(offered("(for x in i<|>").contains("in"));
    assertFalse(offered("(if e<|>").contains("else"));
    assertFalse(offered("(f 1 el<|>").contains("else"));
    first("(import area fr<|>", "from");
  }

  @Test
  void variantsThatACaseMayTest() {
    String shapes = "(enum Shape (Circle r: Int) Dot Line)\n(enum Other Cat)\n";
    first(shapes + "(fn f [s: Shape] (case s when <|>", "Circle", "Dot", "Line");
    first(shapes + "(fn f [s: Shape] (case s when Dot 1 when <|>))", "Circle", "Line");
    first(shapes + "(fn f [s: Shape] (case s when (C<|>", "Circle");
    first(shapes + "(fn f [s] (case s when C<|>", "Cat", "Circle");
    Fixture f = Fixture.of(shapes + "(fn f [s: Shape] (case s when <|>");
    assertEquals("(Circle ${1:r})", Completion.at(f.snapshot(), f.main(), f.cursor()).items().get(0).text());
  }

  @Test
  void methodsThatAClassInherits() {
    only("(interface I (method draw [a: Int] -> Int))\n(class A (method go [] 1) (method run [] 1))\n(class B < A implements I (method run [] 2) (method <|>", "draw", "go");
    Fixture f = Fixture.of("(interface I (method draw [a: Int] -> Int))\n(class B implements I (method d<|>))");
    assertEquals("draw [a: Int] -> Int", Completion.at(f.snapshot(), f.main(), f.cursor()).items().get(0).text());
  }

  @Test
  void modulePathsWithoutAClosingQuote(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("shapes.gene"), "");
    String text = "(import area from \"./";
    Document d = Document.of(DocumentUri.of(folder.resolve("main.gene")), 1, text);
    assertEquals(List.of("shapes"), Completion.at(Snapshot.empty().with(d), d, text.length()).items().stream().map(Completion.Item::label).toList());
  }

  @Test
  void membersOfKnownReceivers() {
    first("(class A (method go [] 1) (method gone [] 2))\n((new A) .g<|>)", "go", "gone");
    first("(class A (method go [] 1))\n(class B < A (method get [] 1))\n(var b (new B))\n(b .<|>", "get", "go");
    assertTrue(offered("(\"abc\" .<|>)").containsAll(List.of("upper", "size", "to_s")));
    assertFalse(offered("(\"abc\" .<|>)").contains("map"));
    first("(class A (field x Int) (method m [] /<|>))", "x");
    first("(class A (field x Int) (field y Int))\n(fn f [a: A] a/<|>)", "x", "y");
    first("(class A (method go [] 1) (method run [] (.g<|>)))", "go");
    first("(class A (method go [] 1))\n(fn f [a: A] a/.g<|>)", "go");
    only("(var m {^name 1 ^age 2})\n(println m/<|>)", "age", "name");
  }

  @Test
  void membersOfWhatTheCheckerKnows() {
    String pets = "(class Dog (field name String) (field mate Dog) (method bark [] 1) (method twin [] -> Dog self))\n(class Cat (method purr [] 1))\n";
    first(pets + "(fn find [] -> Dog (new Dog))\n((find) .b<|>)", "bark");
    first(pets + "(fn f [x] (if (x is Dog) (x .b<|>)))", "bark");
    first(pets + "(fn f [x: (Dog | Nil)] (x .b<|>))", "bark");
    first(pets + "(fn f [c] ((if c (new Dog) else nil) .b<|>))", "bark");
    first(pets + "(fn f [d: Dog] ((d .twin) .b<|>))", "bark");
    first(pets + "(fn f [d: Dog] d/mate/<|>)", "mate", "name");
    first(pets + "(fn f [d: Dog] (d/mate .b<|>))", "bark");
    first(pets + "(fn f [d: Dog] d/mate/.b<|>)", "bark");
    first(pets + "(fn f [d: Dog] (d/mate/mate .b<|>", "bark");
    assertTrue(offered(pets + "(fn f [d: Dog] (d/name .<|>))").contains("upper"));
    assertFalse(offered(pets + "(fn f [x: (Dog | Cat)] (x .b<|>))").isEmpty(), "all methods, because it may be either");
  }

  @Test
  void membersOfNamespacesAndEnums() {
    only("(enum Shape (Circle r) Point)\n(var s Shape/<|>)", "Circle", "Point");
    only("(ns geo (fn /area [r] r) (var /unit 1))\n(geo/<|>)", "area", "unit");
    assertTrue(offered("(math/s<|>)").contains("sin"));
  }

  @Test
  void keywordsOfTheCallAround() {
    only("(fn f [a ^size = 1 ^color] a)\n(f 1 ^<|>)", "color", "size");
    only("(fn f [a ^size = 1 ^color] a)\n(f 1 ^size 2 ^<|>)", "color");
    first("(fn f [a ^size = 1] a)\n(f 1 <|>)", "^size");
    only("(class A (ctor [^depth] 1))\n(new A ^d<|>)", "depth");
    only("(fn f [] ^inten<|>)", "intent");
  }

  @Test
  void formsWithTheirPlaces() {
    Fixture f = Fixture.of("(cas<|>)");
    Completion.Item item = Completion.at(f.snapshot(), f.main(), f.cursor()).items().get(0);
    assertEquals("case", item.label());
    assertTrue(item.snippet() && item.text().contains("when $2"));
    assertFalse(offered("(println cas<|>)").contains("case"));
  }

  @Test
  void typesWhereATypeStands() {
    List<String> types = offered("(class Point)\n(fn point_of [] 1)\n(fn f [x: Po<|>])");
    assertTrue(types.contains("Point") && !types.contains("point_of"), types::toString);
    assertTrue(offered("(class Point)\n(new P<|>)").contains("Point"));
  }

  @Test
  void importedNamesAndNamesOfModules() {
    first("(import area from \"./shapes\")\n(are<|>)\n=== shapes.gene\n(fn area [r] r)", "area");
    only("(import <|> from \"./shapes\")\n=== shapes.gene\n(fn area [r] r)\n(var hidden 1)\n(var /edge 2)", "area", "edge");
  }

  @Test
  void modulePathsAreFiles(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("shapes.gene"), "");
    Files.createDirectory(folder.resolve("lib"));
    String text = "(import a from \"./\")";
    Document document = Document.of(DocumentUri.of(folder.resolve("main.gene")), 1, text);
    List<Completion.Item> items = Completion.at(Snapshot.empty().with(document), document, text.length() - 2).items();
    assertEquals(List.of("shapes", "lib/"), items.stream().map(Completion.Item::label).toList());
  }

  @Test
  void namesOfOtherFilesBringTheirImport() {
    Fixture f = Fixture.of("(import edge from \"./shapes\")\n(are<|>)\n=== shapes.gene\n(fn area [r] r)\n(fn edge [] 1)");
    Document shapes = f.snapshot().find(DocumentUri.of(Fixture.FOLDER.resolve("shapes.gene"))).orElseThrow();
    IndexedFile file = IndexedFile.of(Fixture.FOLDER.resolve("shapes.gene"), "", shapes);
    Snapshot snapshot = f.snapshot().withIndex(i -> i.with(List.of(file)));
    Completion.Item item = Completion.at(snapshot, f.main(), f.cursor()).items().stream().filter(i -> i.label().equals("area")).findFirst().orElseThrow();
    Diagnostic.Edit edit = item.more().get(0);
    String text = f.main().source().text();
    assertEquals("(import edge area from \"./shapes\")", (text.substring(0, edit.span().start()) + edit.text() + text.substring(edit.span().end())).lines().findFirst().orElseThrow());
  }

  @Test
  void inHalfTypedCode() {
    first("(fn area [radius]\n  (if (radius > 1)\n    (println rad<|>\n\n(var x 1)", "radius");
    first("(class A\n  (method go [] 1)\n  (method run []\n    (.g<|>", "go");
    first("(fn f [a ^size = 1] a)\n(f 1 ^si<|>", "size");
  }

  @Test
  void nothingInTextsAndComments() {
    only("(println \"pri<|>\")");
    only("# pri<|>");
    only("(fn pri<|>)");
  }

  @Test
  void itemsAreExplainedWhenAsked() {
    Fixture f = Fixture.of("(fn area [r] ^intent \"Of a circle.\" r)\n(are<|>)");
    Completion.Item item = Completion.at(f.snapshot(), f.main(), f.cursor()).items().get(0);
    Hover said = Completion.documentation(f.snapshot(), item.subject()).orElseThrow();
    assertEquals("Of a circle.", said.parts().get(1).text());
    assertTrue(Completion.documentation(f.snapshot(), "builtin println").isPresent());
    assertTrue(Completion.documentation(f.snapshot(), "word if").isPresent());
    assertTrue(Completion.documentation(f.snapshot(), "").isEmpty());
  }

  private static void replaced(String marked, String expected) {
    Fixture f = Fixture.of(marked);
    Completion.Item first = Completion.at(f.snapshot(), f.main(), f.cursor()).items().get(0);
    assertEquals(expected, f.main().text(Completion.whole(f.main(), first)), () -> "by " + first.label());
  }

  @Test
  void theRestOfTheWordBehindTheCursor() {
    replaced("(var total 1)\n(println tot<|>aller)", "totaller");
    replaced("(var total 1)\n(println tot<|> x)", "tot");
    replaced("(var total 1)\n(println (tot<|>))", "tot");
    replaced("(var total 1)\n(println [tot<|>s...])", "tots");
    replaced("(var total 1)\n(println tot<|>s/name)", "tots");
    replaced("(enum Shape Circle Dot)\n(println Shape/Cir<|>kle/x)", "Cirkle");
    replaced("(fn f [^size = 1] 1)\n(f ^si<|>xe 2)", "sixe");
    replaced("(class P (method go [] 1))\n(fn f [p: P] (p .g<|>oo))", "goo");
    replaced("(println $ar<|>x)", "$arx");
    replaced("(import ar<|>x:b from \"./shapes\")\n=== shapes.gene\n(fn area [] 1)\n", "arx");
  }
}
