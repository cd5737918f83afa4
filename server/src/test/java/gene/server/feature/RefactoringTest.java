// Code actions: the text after the action of that title; the cursor or the one marked range is what it is about.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gene.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RefactoringTest {
  private static List<Refactoring> offered(Fixture f) {
    Span range = f.ranges().isEmpty() ? new Span(f.cursor(), f.cursor()) : f.ranges().get(0);
    return Refactoring.in(f.snapshot(), f.main(), range);
  }

  private static void check(String marked, String title, String expected) {
    Fixture f = Fixture.of(marked);
    List<Refactoring> all = offered(f);
    Refactoring r = all.stream().filter(a -> a.title().startsWith(title)).findFirst()
        .orElseThrow(() -> new AssertionError("only " + all.stream().map(Refactoring::title).toList()));
    assertEquals(expected, RenameTest.applied(f.main(), r.edits().stream().filter(e -> e.document() == f.main()).flatMap(e -> e.edits().stream()).toList()));
  }

  private static void absent(String marked, String title) {
    Fixture f = Fixture.of(marked);
    assertEquals(List.of(), offered(f).stream().map(Refactoring::title).filter(t -> t.startsWith(title)).toList(), marked);
  }

  @Test
  void extractVariable() {
    check("(fn f [x]\n  (println [|(x + 1)|]))", "Extract variable", "(fn f [x]\n  (var value (x + 1))\n  (println value))");
    check("(if a\n  (g [|(h)|])\n else\n  2)", "Extract variable", "(if a\n  (var value (h))\n  (g value)\n else\n  2)");
    check("(println [|12|])", "Extract variable", "(var value 12)\n(println value)");
    check("(fn f [x] (println [|(x + 1)|]))", "Extract variable", "(fn f [x]\n  (var value (x + 1))\n  (println value))");
    absent("(while [|(n > 1)|] (g))", "Extract variable");
    absent("(fn f [[|x|]] x)", "Extract");
    absent("(fn f [a = [|12|]] a)", "Extract");
    absent("(println `(a [|(b)|]))", "Extract");
  }

  @Test
  void extractFunction() {
    check("(fn f [x y]\n  (println [|(x + (y * x))|]))", "Extract function",
        "(fn extracted [x y]\n  (x + (y * x)))\n\n(fn f [x y]\n  (println (extracted x y)))");
    check("# of f\n(fn f []\n  (var n 1)\n  [|(do\n    (var m n)\n    m)|])", "Extract function",
        "(fn extracted [n]\n  (do\n    (var m n)\n    m))\n\n# of f\n(fn f []\n  (var n 1)\n  (extracted n))");
    absent("(fn f [x] [|(x = 1)|])", "Extract function");
    absent("(fn f [x] [|(return x)|])", "Extract function");
    absent("(class A (method m [] [|(+ /x 1)|]))", "Extract function");
  }

  @Test
  void inline() {
    check("(fn f [x]\n  (var <|>y (x + 1))\n  (g y y))", "Inline", "(fn f [x]\n  (g (x + 1) (x + 1)))");
    check("(fn f [x]\n  (var y 1)\n  (g <|>y))", "Inline", "(fn f [x]\n  (g 1))");
    check("(fn f [x]\n  (var y (go x))\n  (g <|>y))", "Inline", "(fn f [x]\n  (g (go x)))");
    absent("(fn f [x]\n  (var <|>y (go x))\n  (g y y))", "Inline");
    absent("(fn f [] (var <|>y 1) (y = 2) y)", "Inline");
    absent("(fn f [] (var <|>y {^a 1}) y/a)", "Inline");
  }

  @Test
  void theTypeIsRemovedFromWhereItStands() {
    check("(var x: <|>Int 3)", "Remove the type", "(var x 3)");
    check("(fn f [a: <|>Int b] a)", "Remove the type", "(fn f [a b] a)");
  }

  @Test
  void missingVariantsOfWhatTheTypeTells() {
    check("(enum E A (B x) C)\n(fn f [e: E]\n  (<|>case e when A 1))", "Add the missing",
        "(enum E A (B x) C)\n(fn f [e: E]\n  (case e when A 1\n   when (B x) nil\n   when C nil))");
  }

  @Test
  void infixAndPrefix() {
    check("(println (<|>a + b + 1))", "Change to prefix", "(println (+ a b 1))");
    check("(println (<|>+ a b 1))", "Change to infix", "(println (a + b + 1))");
    check("(println (<|>a < b))", "Change to prefix", "(println (< a b))");
    absent("(println (<|>a + b * 1))", "Change to prefix");
    absent("(println (<|>a < b < c))", "Change to prefix");
  }

  @Test
  void ifAndCase() {
    check("(<|>if (n == 1) \"a\" elif (n == 2) (f) else nil)", "Change to `case`", "(case n when 1 \"a\" when 2 (f) else nil)");
    check("(<|>case n when 1 when 2 (f) else nil)", "Change to `if`", "(if (n == 1) nil elif (n == 2) (f) else nil)");
    check("(fn f [n]\n  (<|>if (n == 1) then\n    \"a\" # one\n    (g)\n   elif (n == 2)\n    # two\n    (f)\n   else\n    nil))", "Change to `case`",
        "(fn f [n]\n  (case n\n   when 1\n    \"a\" # one\n    (g)\n   when 2\n    # two\n    (f)\n   else\n    nil))");
    check("(fn f [n]\n  (<|>case n\n   when 1 \"a\"\n   when 2\n    # two\n    (f)\n   else\n    nil))", "Change to `if`",
        "(fn f [n]\n  (if (n == 1) \"a\"\n   elif (n == 2)\n    # two\n    (f)\n   else\n    nil))");
    absent("(<|>if (n == Shape) 1)", "Change to `case`");
    absent("(<|>if (n == Shape/Dot) 1)", "Change to `case`");
    absent("(<|>if (n == 1) when)", "Change to `case`");
    absent("(<|>if # why\n  (n == 1) 1)", "Change to `case`");
    absent("(<|>case n when 1 then)", "Change to `if`");
    absent("(<|>if (n == 1) 1 elif (m == 2) 2)", "Change to `case`");
    absent("(<|>case s when Shape/Dot 1)", "Change to `if`");
  }

  @Test
  void types() {
    check("(fn f [s: String] (var <|>t s) t)", "Add the type", "(fn f [s: String] (var t: String s) t)");
    check("(var <|>t: Int 1)", "Remove the type", "(var t 1)");
    check("(fn f [<|>a: Int b] a)", "Remove the type", "(fn f [a b] a)");
    check("(fn f [a] -> <|>Int a)", "Remove the result", "(fn f [a] a)");
  }

  @Test
  void keywords() {
    check("(fn <|>f [a b = 2] a)\n(f 1)\n(f (g) 3)", "Convert to keyword", "(fn f [^a ^b = 2] a)\n(f ^a 1)\n(f ^a (g) ^b 3)");
    absent("(fn <|>f [a] a)\n(xs .map f)", "Convert to keyword");
    absent("(fn <|>f [a...] a)", "Convert to keyword");
  }

  @Test
  void imports() {
    check("(import b a from \"./x\")\n(import <|>c from \"./a\")\n(import a d from \"./x\")\n(a)", "Organize",
        "(import c from \"./a\")\n(import a b d from \"./x\")\n(a)");
    absent("(import a<|> from \"./a\")\n(import b from \"./b\")", "Organize");
    check("(import <|>a b from \"./x\")\n(b)", "Remove the unused import", "(import b from \"./x\")\n(b)");
    check("(import <|>a from \"./x\")\n(b)", "Remove the unused import", "(b)");
    absent("(import <|>a from \"./x\")\n(a)", "Remove the unused import");
  }

  @Test
  void unusedVariables() {
    check("(fn f []\n  (var <|>x 1)\n  2)", "Remove `x`", "(fn f []\n  2)");
    check("(fn f []\n  (var <|>x (g))\n  2)", "Remove `x`, keep", "(fn f []\n  (g)\n  2)");
    check("(fn f []\n  (var <|>x 1)\n  2)", "Rename to `_x`", "(fn f []\n  (var _x 1)\n  2)");
    check("(fn f []\n  (return 1)\n  <|>(g))", "Remove what is never", "(fn f []\n  (return 1))");
  }

  @Test
  void missingVariants() {
    check("(enum S (Circle r) Dot Line)\n(fn f [s]\n  (<|>case s\n    when (S/Circle r) r))", "Add the missing",
        "(enum S (Circle r) Dot Line)\n(fn f [s]\n  (case s\n    when (S/Circle r) r\n    when S/Dot nil\n    when S/Line nil))");
    check("(enum S (Circle r) Dot)\n(<|>case s\n  when S/Dot 1\n  else 2)", "Add the missing",
        "(enum S (Circle r) Dot)\n(case s\n  when S/Dot 1\n  when (S/Circle r) nil\n  else 2)");
    absent("(enum S A B)\n(<|>case s when S/A 1 when S/B 2)", "Add the missing");
  }

  @Test
  void namesThatNothingDefines() {
    check("(println (<|>nope n 2 ^k 1))\n(var n 1)", "Create the function", "(fn nope [n arg2 ^k]\n  nil)\n\n(println (nope n 2 ^k 1))\n(var n 1)");
    check("(println <|>nope)", "Create the variable", "(var nope nil)\n(println nope)");
    check("(new <|>Nope)", "Create the class", "(class Nope)\n\n(new Nope)");
    check("(class A (ctor [] nil))\n(fn f [a: A]\n  (a .<|>go 1))", "Create the method", "(class A (ctor [] nil)\n  (method go [arg1]\n    nil))\n(fn f [a: A]\n  (a .go 1))");
    check("(class A\n  (method m [] /<|>x))", "Declare the field", "(class A\n  (field x Any)\n  (method m [] /x))");
    absent("(class A (method go [] 1))\n(fn f [a: A] (a .<|>go))", "Create the method");
  }

  @Test
  void namesOfOtherFiles() {
    Fixture f = Fixture.of("(println (<|>area 1))\n=== shapes.gene\n(fn area [r] r)");
    Document shapes = f.snapshot().find(DocumentUri.of(Fixture.FOLDER.resolve("shapes.gene"))).orElseThrow();
    Snapshot s = f.snapshot().withIndex(i -> i.with(List.of(IndexedFile.of(Fixture.FOLDER.resolve("shapes.gene"), "", shapes))));
    Refactoring r = Refactoring.in(s, f.main(), new Span(f.cursor(), f.cursor())).get(0);
    assertEquals("Import `area` from \"./shapes\"", r.title());
    assertEquals("(import area from \"./shapes\")\n(println (area 1))\n", RenameTest.applied(f.main(), r.edits().get(0).edits()));
  }

  @Test
  void tries() {
    check("(fn f []\n  [|(g)|])", "Wrap in", "(fn f []\n  (try\n    (g)\n   catch e\n    (throw e)))");
    check("(fn f []\n  (var x [|(g\n    1)|]))", "Wrap in", "(fn f []\n  (var x (try\n    (g\n      1)\n   catch e\n    (throw e))))");
  }

  @Test
  void whatIsLaidOutOtherwiseGetsNewLinesBesideTheFirst() {
    check("(fn f []\n      [|(g\n  1)|]\n  (h))", "Wrap in", "(fn f []\n      (try\n        (g\n          1)\n       catch e\n        (throw e))\n  (h))");
    check("(fn f [x]\n      (println [|(x + 1)|])\n    2)", "Extract variable", "(fn f [x]\n      (var value (x + 1))\n      (println value)\n    2)");
  }

  @Test
  void textsOfMoreThanOneLineStayWhatTheyAre() {
    check("(fn f []\n  [|(g \"a\n  b\")|])", "Extract function", "(fn extracted []\n  (g \"a\n  b\"))\n\n(fn f []\n  (extracted))");
    check("(fn f []\n  [|(g \"a\n  b\")|])", "Wrap in", "(fn f []\n  (try\n    (g \"a\n  b\")\n   catch e\n    (throw e)))");
  }

  @Test
  void linesEndAsInTheDocument() {
    check("(fn f []\r\n  [|(g)|])\r\n", "Wrap in", "(fn f []\r\n  (try\r\n    (g)\r\n   catch e\r\n    (throw e)))\r\n");
  }

  private static void edit(String marked, StructuralEditing.Operation operation, String expected) {
    Fixture f = Fixture.of(marked);
    assertEquals(expected, RenameTest.applied(f.main(), StructuralEditing.apply(f.main(), java.util.List.of(f.cursor()), operation)));
  }

  @Test
  void structure() {
    edit("(a (b<|> c) d)", StructuralEditing.Operation.SLURP_FORWARD, "(a (b c d))");
    edit("(a (b<|> c) d)", StructuralEditing.Operation.SLURP_BACKWARD, "((a b c) d)");
    edit("(a (b<|> c) d)", StructuralEditing.Operation.BARF_FORWARD, "(a (b) c d)");
    edit("(a (b<|> c) d)", StructuralEditing.Operation.BARF_BACKWARD, "(a b (c) d)");
    edit("(a (b c<|>) d)", StructuralEditing.Operation.RAISE, "(a c d)");
    edit("(a [b<|> c] d)", StructuralEditing.Operation.SPLICE, "(a b c d)");
    edit("(a (b c<|>) d)", StructuralEditing.Operation.TRANSPOSE, "(a (c b) d)");
    edit("(a b<|> c)", StructuralEditing.Operation.WRAP, "(a (b) c)");
    edit("(a b <|>c d)", StructuralEditing.Operation.KILL, "(a b )");
    edit("(f<|>) (g)", StructuralEditing.Operation.SLURP_FORWARD, "(f (g))");
    edit("<|>x", StructuralEditing.Operation.SLURP_FORWARD, "x");
  }
}
