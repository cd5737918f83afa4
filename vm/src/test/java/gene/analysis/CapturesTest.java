// Which variables closures keep, and so live in cells.
package gene.analysis;

import static gene.analysis.Checked.captures;
import static gene.analysis.Checked.declared;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class CapturesTest {
  @Test
  void aVariableOfAnOuterFunctionIsCaptured() {
    assertTrue(declared("(fn f [] (var [|n|] 0) (fn [] n))").captured());
  }

  @Test
  void aVariableUsedAtHomeOnlyIsNot() {
    assertFalse(declared("(fn f [] (var [|n|] 0) (fn [m] m) n)").captured());
  }

  @Test
  void anAssignmentCapturesToo() {
    assertTrue(declared("(fn f [] (var [|n|] 0) (fn [] (n = 1)))").captured());
  }

  @Test
  void capturesPassThroughTheFunctionsBetween() {
    assertEquals("n", captures("g", "(fn f [n] (fn g [] (fn h [] n)))"));
  }

  @Test
  void eachVariableIsCapturedOnceInOrderOfUse() {
    assertEquals("b a", captures("g", "(fn f [a b] (fn g [] [b a b]))"));
  }

  @Test
  void definitionsOfAModuleAreMembersAndSoInCells() {
    assertTrue(declared("(fn [|f|] [] 1)").captured());
  }

  @Test
  void aModuleVariableThatNoFunctionUsesStaysInItsSlot() {
    assertFalse(declared("(var [|x|] 1) (println x)").captured());
  }

  @Test
  void evalMayNameEveryOuterVariable() {
    assertTrue(declared("(fn f [[|n|]] (fn [code] (eval code)))").captured());
  }

  @Test
  void aBlockOfALoopCapturesTheIterationsVariable() {
    assertTrue(declared("(for [|x|] in [1] (println (fn [] x)))").captured());
  }
}
