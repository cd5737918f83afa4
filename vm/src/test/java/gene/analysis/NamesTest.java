// Names that nothing defines, and variables that nothing uses.
package gene.analysis;

import static gene.analysis.Checked.analyse;
import static gene.analysis.Checked.fine;
import static gene.analysis.Checked.finds;
import static gene.analysis.Checked.mended;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {
  @Test
  void anUndefinedNameIsAnError() {
    finds("(println [|wombat|])", "error SCOPE.UNDEFINED_VAR: no name `wombat` in this scope");
  }

  @Test
  void itDoesNotKeepTheProgramFromRunning() {
    Analysis a = analyse("(println wombat)");
    assertFalse(a.hasErrors());
    assertEquals(List.of(), a.errors());
  }

  @Test
  void underTryItIsAWarning() {
    finds("(try (println [|wombat|]) catch * nil)", "warning SCOPE.UNDEFINED_VAR: `wombat`");
  }

  @Test
  void inACatchClauseItIsAnError() {
    finds("(try 1 catch * (println [|wombat|]))", "error SCOPE.UNDEFINED_VAR: `wombat`");
  }

  @Test
  void besideEvalItIsAWarning() {
    finds("(var code (println 1)) (eval code) [|wombat|]", "warning SCOPE.UNDEFINED_VAR: `wombat`");
  }

  @Test
  void aWildcardImportMayDefineAnything() {
    fine("(import * from \"m\") (println wombat)");
  }

  @Test
  void importedNamesAreKnown() {
    fine("(import a b:c from \"m\") (println a c)");
  }

  @Test
  void aWrongItemIsReportedAndTheOthersAreKnown() {
    finds("(import a [|5|] b:c geo/[d [|(x)|]] from \"m\") (println a c d)", "error COMPILE.IMPORT: Int", "error COMPILE.IMPORT: a group has names");
    finds("(import a [|from|]) (println a)", "error COMPILE.IMPORT: must be followed by a string");
    finds("[|(import a)|] (println a)", "error COMPILE.IMPORT: Module path not specified");
  }

  @Test
  void anAssignmentDefinesAName() {
    fine("(fn f [] (total = 1)) (println total)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(println math/sin)", "(ns n (fn /g [] 1)) (println (n .g))", "(fn /f [] 1) (f)", "(println self)", "_"})
  void thisIsKnown(String text) {
    fine(text);
  }

  @Test
  void theNearestNameIsOfferedAsAFix() {
    assertEquals("(println (length [1]))", mended("(println (lenght [1]))"));
    assertEquals("(var total 1) (println total)", mended("(var total 1) (println totl)"));
  }

  @Test
  void theHintNamesIt() {
    assertEquals(List.of("a name that is close: `length`"), analyse("(lenght [1])").diagnostics().get(0).hints());
  }

  @Test
  void aFarNameIsNotOffered() {
    Diagnostic d = analyse("(println wombat)").diagnostics().get(0);
    assertEquals(List.of(), d.fixes());
    assertEquals(List.of(), d.hints());
  }

  @Test
  void aNameFromAnotherFunctionIsNotOffered() {
    assertEquals(List.of(), analyse("(fn f [wombat] wombat) (println wombats)").diagnostics().get(0).fixes());
  }

  @Test
  void shortNamesMustBeNearer() {
    assertTrue(Suggestions.nearest("ab", List.of("ac", "abc")).isEmpty());
    assertEquals("abcd", Suggestions.nearest("abc", List.of("abcde", "abcd")).orElseThrow());
    assertEquals("lenght", Suggestions.nearest("length", List.of("lenght")).orElseThrow(), "two neighbours exchanged are one edit");
  }

  @Test
  void anUnusedLocalIsPointedOut() {
    Analysis a = finds("(fn f [] (var [|x|] 1) 2)", "hint SCOPE.UNUSED_VAR: `x` is never used");
    assertEquals(List.of(Diagnostic.Tag.UNUSED), a.diagnostics().get(0).tags());
  }

  @Test
  void anAssignmentIsNoUse() {
    finds("(fn f [] (var [|x|] 1) (x = 2))", "hint SCOPE.UNUSED_VAR: `x`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(var x 1)", "(fn f [x] 1)", "(fn f [] (var _x 1) 2)", "(fn f [] (var x 1) (eval `x))", "(fn f [] (var x 1) (fn [] x))"})
  void thisIsNoUnusedLocal(String text) {
    fine(text);
  }
}
