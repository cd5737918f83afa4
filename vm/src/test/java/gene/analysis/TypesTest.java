// Types that the checker finds out, and values that do not fit.
package gene.analysis;

import static gene.analysis.Checked.analyse;
import static gene.analysis.Checked.declared;
import static gene.analysis.Checked.fine;
import static gene.analysis.Checked.finds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TypesTest {
  private static final String SHAPES = "(enum Shape (Circle r: Float) (Rect w: Int h: Int) Dot) ";

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
    "1 ; Int", "1.5 ; Float", "\"a\" ; String", "'c' ; Char", "nil ; Nil", "true ; Bool", "[1] ; Array", "{^a 1} ; Map", "(1 .. 3) ; Range",
    "(1 + 2) ; Int", "(1 + 2.0) ; Float", "(1 / 2) ; Float", "(1 < 2) ; Bool", "(\"a\" ++ \"b\") ; String", "#\"a#{1}\" ; String",
    "(if (length []) 1 else \"a\") ; (Int | String)", "(if (length []) 1) ; (Int | Nil)", "(math/sin 1) ; Float", "(fn [a: Int] -> Int a) ; (Fn [Int] -> Int)",
    "(length []) ; Int", "(Ok 1) ; (Result Int Any)", "((Ok 1) ?) ; Int", "(do 1 \"a\") ; String", "(println 1) ; Nil", "`(a 1) ; Gene"})
  void aVariableHasTheTypeOfItsValue(String value, String type) {
    assertEquals(type, declared("(var [|x|] " + value + ") x").inferred().toString());
  }

  @Test
  void aVariableHasTheTypesOfAllItsValues() {
    assertEquals("Int", declared("(fn f [] (var [|n|] 0) (n += 1) n)").inferred().toString());
    assertEquals("(Int | String)", declared("(var [|n|] 0) (n = \"a\")").inferred().toString());
    assertEquals("Any", declared("(fn f [x] (var [|n|] 0) (n = x) n)").inferred().toString());
  }

  @Test
  void typesOfExpressionsAreThereForTheAsking() {
    Analysis a = analyse("(class P) (fn f [p: P] p)");
    var types = a.typesIn(a.tree().tops().get(1));
    assertTrue(types.values().stream().anyMatch(t -> t.toString().equals("P")), types.toString());
  }

  @Test
  void aValueThatDoesNotFitIsAWarning() {
    finds("(var x: Int [|\"s\"|]) x", "warning TYPE.MISMATCH: expected Int, got String in var x");
    finds("(fn f [x: Int] x) (f [|\"s\"|])", "warning TYPE.MISMATCH: expected Int, got String in x of f");
    finds("(fn f [] -> Int [|\"s\"|])", "warning TYPE.MISMATCH: expected Int, got String in return value of f");
    finds("(fn f [] -> Int (return [|\"s\"|]))", "warning TYPE.MISMATCH: return value of f");
    finds("(fn f [rest...: Int] rest) (f 1 [|\"s\"|] 2)", "warning TYPE.MISMATCH: in rest of f");
    finds("(fn f [a b: Int = 2 c] [a b c]) (f 1 \"c\") (f 1 [|\"b\"|] 2)", "warning TYPE.MISMATCH: in b of f");
    finds("(fn f [^k: Int = 1] k) (f ^k [|\"s\"|])", "warning TYPE.MISMATCH: in k of f");
    finds(SHAPES + "(Shape/Circle [|\"s\"|])", "warning TYPE.MISMATCH: expected Float, got String in field Shape/Circle.r");
    finds("(class P (field n Int) (ctor [] (/n = [|\"s\"|])))", "warning TYPE.MISMATCH: expected Int, got String in property n");
    finds("[|(1 + \"a\")|]", "warning TYPE.OPERAND: Cannot add Int and String");
  }

  @Test
  void itTellsWhereTheTypeIsDeclared() {
    Analysis a = analyse("(fn f [x: Int] x) (f \"s\")");
    Diagnostic d = a.diagnostics().get(0);
    assertEquals("x", a.source().text().substring(d.related().get(0).span().start(), d.related().get(0).span().end()));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "(var x: Int nil) x", "(fn f [x: Float] x) (f 1)", "(fn f [x: (Int | String)] x) (f \"a\")", "(fn f [x: Numeric] x) (f 1)", "(fn f [x] x) (f 1)",
    "(type Id (Int | String)) (fn f [x: Id] x) (f 1)", "(class A) (class B < A) (fn f [x: A] x) (f (new B))", "(fn f [x: Object] x) (f 1)",
    "(fn f [g: (Fn [Int] -> Int)] (g 1)) (f (fn [a] a))", "(fn f:T [x: T] -> T x) (var y: Int (f 1)) y", "(var x nil) (x = 1) x", "(var x 1) (x = 2.0) x",
    "(fn f [xs...: Int] xs) (f)", "(fn f [g] -> Int (g))", "(fn f [x: (Array Int)] x) (f [\"a\"])"})
  void whatFitsIsFine(String text) {
    fine(text);
  }

  @Test
  void anUnknownMethodOfAKnownClassIsAnError() {
    String p = "(class P (method m [] 1)) (var p (new P)) ";
    finds(p + "[|(p .nope)|]", "error TYPE.UNKNOWN_METHOD: unknown method nope on P");
    finds(p + "(println [|(p .nope)|])", "warning TYPE.UNKNOWN_METHOD: unknown method nope on P");
    finds("(class P) (fn f [p: P] [|(p .nope)|])", "error TYPE.UNKNOWN_METHOD: nope");
    finds("(class P (method m [] [|(.nope)|]))", "warning TYPE.UNKNOWN_METHOD: unknown method nope on P");
    finds("(class A) (class B < A (method m [] [|(super .m)|]))", "error TYPE.UNKNOWN_METHOD: not found in super class hierarchy");
    fine(p + "(p .m)");
    fine(p + "(fn f [] (p .nope))");
    fine("(class P (method a [] (.b)) (method b [] 1))");
    fine("(class P (on_method_missing [n] 1)) (var p (new P)) (p .nope)");
    fine("(class P (ctor [x] (/x = x))) (var p (new P 1)) (p .x)");
    fine("(import Elsewhere from \"m\") (class Q < Elsewhere) (var p (new Q)) (p .nope)");
  }

  @Test
  void anUndeclaredFieldOfAClassThatDeclaresFieldsIsAnError() {
    String p = "(class P (field x Int)) (var p (new P)) ";
    finds(p + "p/[|y|]", "error TYPE.UNKNOWN_FIELD: Unknown field: y on class P");
    finds(p + "(p/[|y|] = 1)", "error TYPE.UNKNOWN_FIELD: y");
    finds(p + "(println p/[|y|])", "warning TYPE.UNKNOWN_FIELD: y");
    finds("(class P (field x Int) (method m [] /[|y|]))", "error TYPE.UNKNOWN_FIELD: y");
    fine(p + "p/x");
    fine("(class P) (var p (new P)) p/y");
  }

  @Test
  void effectsMustBeDeclared() {
    String save = "(fn save [] -> Nil ! [db] nil) ";
    finds(save + "(fn f [] [|(save)|])", "error CALL.EFFECT: Effect error: db not allowed in call");
    fine(save + "(fn f [] -> Nil ! [io db] (save)) (save)");
    fine(save + "(fn f [xs] -> Nil ! [db] (-> (save)) nil)");
  }

  @Test
  void aCaseThatLeavesVariantsOutIsAWarning() {
    finds(SHAPES + "(fn f [s: Shape] (case [|s|] when (Circle r) r))", "warning TYPE.EXHAUSTIVE: non-exhaustive case over Shape; missing variants: Rect, Dot");
    fine(SHAPES + "(fn f [s: Shape] (case s when (Circle r) r when (Shape/Rect w _) w when Dot 0))");
    fine(SHAPES + "(fn f [s: Shape] (case s when (Circle r) r else 0))");
    fine(SHAPES + "(fn f [s: Shape] (case s when (Circle r) r when _ 0))");
    fine(SHAPES + "(fn f [s] (case s when (Circle r) r))");
  }

  @Test
  void enumPatternsThatCannotMatchAreErrors() {
    finds(SHAPES + "(case 1 when [|(Shape/Rect w)|] 1)", "error TYPE.VARIANT_ARITY: variant Shape/Rect pattern expects 2 binding(s) (w, h), got 1");
    finds(SHAPES + "(case 1 when [|(Shape/Dot p)|] 1)", "error TYPE.VARIANT_ARITY: expects 0");
    finds(SHAPES + "(case 1 when [|Shape/Oval|] 1)", "error TYPE.UNKNOWN_VARIANT: enum pattern Shape/Oval references unknown enum or variant");
    finds("(enum A X) (enum B X) (fn f [v] (case v when [|X|] 1))", "warning TYPE.AMBIGUOUS_VARIANT: use A/X or B/X");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(x is Int)", "(not (x is String))", "((x is Int) && (x > 0))", "(x .is Int)", "(! (x .is String))"})
  void testsNarrow(String test) {
    assertEquals("Int", declared("(fn f [x: (Int | String)] (if " + test + " (var [|y|] x) y))").inferred().toString());
  }

  @Test
  void assignmentAndLoopsEndNarrowing() {
    assertEquals("(Int | String)", declared("(fn f [x: (Int | String)] (if (x is Int) (x = \"a\") (var [|y|] x) y))").inferred().toString());
    assertEquals("(Int | String)", declared("(fn f [x: (Int | String)] (if (x is Int) (loop (var [|y|] x) (x = \"a\") y)))").inferred().toString());
    assertEquals("String", declared("(fn f [x: (Int | String)] (if (x is Int) 1 else (var [|y|] x) y))").inferred().toString());
    assertEquals("String", declared("(fn f [x: (String | Nil)] (if (x != nil) (var [|y|] x) y))").inferred().toString());
  }

  @Test
  void anUnknownTypeNameIsAWarningWithACloseName() {
    Analysis a = finds("(class Point) (fn f [p: [|Poitn|]] p)", "warning TYPE.UNKNOWN_TYPE: unknown type name Poitn");
    assertEquals("a type that is close: `Point`", a.diagnostics().get(0).hints().get(0));
    assertFalse(a.hasErrors());
  }
}
