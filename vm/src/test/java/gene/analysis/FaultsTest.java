// Malformed forms: each with its place, its code and what it says.
package gene.analysis;

import static gene.analysis.Checked.analyse;
import static gene.analysis.Checked.fine;
import static gene.analysis.Checked.finds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultsTest {
  /** The mark, the code after GENE.COMPILE., words of the message. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, value = {
      "«(var)»                          | VAR      | var requires a name",
      "(var «1» 2)                      | VAR      | Variable name must be a symbol",
      "(var x 1 «2»)                    | VAR      | var takes one value",
      "(var «x:»)                       | TYPE     | Missing type for variable x",
      "(var «self» 1)                   | RESERVED | Reserved identifier 'self'",
      "(let x 1) («x» = 2)              | LET      | Cannot reassign 'let' binding 'x'",
      "(let x 1) (fn f [] («x» += 2))   | LET      | Cannot reassign 'let' binding 'x'",
      "(var x 1) «(x =)»                | ASSIGN   | an assignment needs a value after =",
      "«([a b] = [1 2])»                | ASSIGN   | destructuring assignment has been removed",
      "«(if)»                           | IF       | if is missing condition",
      "«(if true)»                      | IF       | if is missing body after condition",
      "«(while)»                        | LOOP     | while is missing condition",
      "«(for x [1])»                    | LOOP     | for loop requires 'in'",
      "(loop (break 1 «2»))             | LOOP     | break takes one value",
      "(loop (continue ^from «a»))      | LOOP     | No loop named 'a' found",
      "«(case)»                         | CASE     | case is missing target expression",
      "(case 1 «2» 3)                   | CASE     | case expects when or else here",
      "(case 1 else 2 «when» 3 4)       | CASE     | when after else",
      "(var a 1) (case 1 when «a//X» 2) | PATH     | a path must not have an empty segment",
      "(try 1 finally 2 «catch» * 3)    | TRY      | nothing may follow the finally",
      "(try 1 «catch»)                  | TRY      | catch needs a pattern",
      "«(fn)»                           | FN       | fn requires a name or argument list",
      "«(fn f)»                         | FN       | fn requires an argument list after the name",
      "(fn f «x» 1)                     | FN       | fn argument list must be an array",
      "(fn f «[a... b...]» 1)           | PARAMS   | Only one positional rest parameter",
      "(fn f [«5»] 1)                   | PARAMS   | Unsupported destructuring pattern",
      "(var a 1) «(a + 1 2)»            | INFIX    | Incomplete infix expression",
      "«(- )»                           | OPERATOR | - needs an operand",
      "(class C «(method m)»)           | METHOD   | Method definition requires",
      "«(class)»                        | CLASS    | class requires a name",
      "(enum E A «A»)                   | ENUM     | duplicate variant A",
      "(fn f [] «(import a from \"m\")»)| IMPORT   | import is compile-time only",
      "(throw 1 «2»)                    | THROW    | throw takes one value",
      "(println «...»)                  | SPREAD   | ... must follow the value that it spreads"})
  void aMalformedFormIsAnError(String marked, String code, String words) {
    finds(marked.replace("«", "[|").replace("»", "|]"), "error COMPILE." + code + ": " + words);
  }

  @Test
  void itKeepsTheProgramFromRunning() {
    Analysis a = analyse("(if)");
    assertTrue(a.hasErrors());
    assertEquals(a.diagnostics(), a.errors());
  }

  @Test
  void formsAfterItAreStillAnalysed() {
    finds("[|(if)|] [|(while)|]", "error COMPILE.IF: condition", "error COMPILE.LOOP: condition");
  }

  @Test
  void findingsAreInOrderOfPlace() {
    var starts = analyse("(fn g [] wombat) (if) (fn f [] (var x 1) 2) (while)").diagnostics().stream().map(d -> d.span().start()).toList();
    assertEquals(starts.stream().sorted().toList(), starts);
    assertEquals(4, starts.size());
  }

  @Test
  void syntaxFindingsAreAmongThem() {
    assertEquals(List.of("GENE.PARSE.EOF"), analyse("(println 1").diagnostics().stream().map(d -> d.code()).toList());
  }

  @Test
  void aLetMayBeShadowed() {
    fine("(let x 1) (var x 2) (x = 3) (println x)");
  }

  @Test
  void aLetsContentsMayChange() {
    fine("(let m {}) (m/a = 1)");
  }

  @Test
  void anOldFormIsAWarningWithItsNewName() {
    Analysis a = finds("(class C [|(prop x)|])", "warning COMPILE.DEPRECATED: old name of field");
    assertEquals(false, a.hasErrors());
  }

  @Test
  void aYieldOutsideOfAGeneratorIsAWarning() {
    finds("[|(yield 1)|]", "warning COMPILE.YIELD: yield used outside of generator function");
  }

  @Test
  void aParameterNamedTwiceIsAWarning() {
    finds("(fn f [a [|a|]] a)", "warning SCOPE.DUPLICATE_PARAM: a");
  }

  @Test
  void tooManyArgumentsOfAVisibleFunctionAreAnError() {
    finds("(fn f [a] a) [|(f 1 2)|]", "error CALL.ARITY: expected 1, got 2");
  }

  @Test
  void tooFewArgumentsAreAWarning() {
    finds("(fn f [a b] [a b]) [|(f 1)|]", "warning CALL.ARITY: expected 2, got 1");
  }

  @Test
  void anUnknownKeywordNamesTheNearest() {
    Analysis a = finds("(fn f [^width] width) [|[|(f ^widht 1)|]|]", "warning CALL.KEYWORD: widht", "warning CALL.KEYWORD: missing keyword argument: width");
    assertTrue(a.diagnostics().get(0).hints().contains("a keyword that is close: `^width`"), a.diagnostics()::toString);
  }
}
