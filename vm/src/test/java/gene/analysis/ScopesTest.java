// Which variable a name means: scopes, order of declaration, hoisting, redeclaration.
package gene.analysis;

import static gene.analysis.Checked.same;
import static gene.analysis.Checked.visible;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.MarkedText;
import org.junit.jupiter.api.Test;

final class ScopesTest {
  @Test
  void aVariableIsItsDeclarationAndItsUses() {
    same("(var [|x|] 1) ([|x|] = 2) (println [|x|])");
  }

  @Test
  void writesAreTold() {
    Binding b = same("(var [|x|] 1) ([|x|] += 2) (println [|x|])");
    assertEquals("[true, false]", b.references().stream().map(Binding.Reference::write).toList().toString());
  }

  @Test
  void aRedeclarationIsANewVariable() {
    same("(var [|x|] 1) (println [|x|]) (var x 2) (println x)");
    same("(var x 1) (println x) (var [|x|] 2) (println [|x|])");
  }

  @Test
  void theInitializerSeesTheOlderVariable() {
    same("(var [|x|] 1) (var x ([|x|] + 1)) (println x)");
  }

  @Test
  void aFunctionLiteralSeesTheVariableItBecomes() {
    same("(var [|f|] (fn [n] ([|f|] n)))");
  }

  @Test
  void aBranchHasItsOwnScope() {
    same("(var [|n|] 1) (if true (var n 2) (println n)) (println [|n|])");
    same("(var n 1) (if true (var [|n|] 2) (println [|n|])) (println n)");
  }

  @Test
  void aDoHasNone() {
    same("(do (var [|n|] 3)) (println [|n|])");
  }

  @Test
  void aLoopVariableBelongsToTheLoop() {
    same("(var x 1) (for [|x|] in [x] (println [|x|])) (println x)");
  }

  @Test
  void aCaughtExceptionBelongsToItsClause() {
    same("(var e 1) (try 1 catch [|e|] (println [|e|])) (println e)");
  }

  @Test
  void patternsDeclareTheirNames() {
    same("(var [a [|b|] = 2 c...] [1]) (println [|b|])");
    same("(var {^k [|v|]} {^k 1}) (println [|v|])");
  }

  @Test
  void aFunctionIsSeenAboveItsDefinition() {
    same("(println ([|g|] 1)) (fn [|g|] [x] x)");
  }

  @Test
  void aClassIsSeenAboveItsDefinition() {
    same("(var p (new [|Point|])) (class [|Point|])");
  }

  @Test
  void aFunctionSeesLaterVariablesOfItsModule() {
    same("(fn f [] [|later|]) (var [|later|] 1)");
  }

  @Test
  void aFunctionSeesTheVariableThatStoodAboveIt() {
    same("(var [|x|] 1) (fn f [] [|x|]) (var x 2)");
  }

  @Test
  void parametersHideOuterVariables() {
    same("(var x 1) (fn f [[|x|]] [|x|])");
  }

  @Test
  void defaultsSeeTheParametersBefore() {
    same("(fn f [[|a|] b = ([|a|] + 1)] b)");
  }

  @Test
  void aMemberHidesAnOuterVariableInItsBody() {
    same("(var [|x|] 1) (ns n (var /x 2) (println x)) (println [|x|])");
  }

  @Test
  void aPathSegmentIsAVariableWhenThereIsOne() {
    Binding head = same("(var [|m|] {}) (println [|m|]/a)");
    assertEquals(Binding.Kind.VAR, head.kind());
  }

  @Test
  void innerNamesAreVisibleFirst() {
    assertEquals("b a f", visible("(fn f [a] (var b 1) <|>)"));
  }

  @Test
  void namesOfAnotherScopeAreNotVisible() {
    assertEquals("b g f", visible("(fn f [a] a) (fn g [b] <|>b)"));
  }

  @Test
  void eachNameIsVisibleOnce() {
    assertEquals("x f", visible("(var x 1) (fn f [x] <|>x)"));
  }

  @Test
  void hiddenVariablesAreNot() {
    assertFalse(visible("(for x in [1] <|>x)").contains("("));
  }

  @Test
  void nothingStandsBetweenNames() {
    MarkedText m = MarkedText.of("(var x 1) <|> (println x)");
    assertTrue(Checked.analyse(m.text()).bindingAt(m.cursor()).isEmpty());
  }

  @Test
  void namesWithoutVariableAreListed() {
    MarkedText m = MarkedText.of("([|println|] 1)");
    assertEquals("{" + m.range() + "=println}", Checked.analyse(m.text()).unboundNames().toString());
  }

  @Test
  void theFormsAroundAPlaceAreFoundOutermostFirst() {
    MarkedText m = MarkedText.of("(println (+ 1 2<|>34))");
    var texts = Checked.analyse(m.text()).formsAt(m.cursor()).stream().map(f -> m.text().substring(f.start(), f.end())).toList();
    assertEquals("[(println (+ 1 234)), (+ 1 234), 234]", texts.toString());
  }
}
