// Quick fixes: the text after the fix at the cursor.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gene.source.Diagnostic;
import gene.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuickFixesTest {
  private static void check(String marked, String title, String expected) {
    Fixture f = Fixture.of(marked);
    List<QuickFixes.QuickFix> fixes = QuickFixes.in(f.main(), List.of(), new Span(f.cursor(), f.cursor()));
    assertEquals(List.of(title), fixes.stream().map(q -> q.fix().title()).toList());
    String text = f.main().source().text();
    for (Diagnostic.Edit e : fixes.get(0).fix().edits()) {
      text = text.substring(0, e.span().start()) + e.text() + text.substring(e.span().end());
    }
    assertEquals(expected, text);
  }

  @Test
  void aMisspeltName() {
    check("(var length 1)\n(println len<|>ght)", "Change to `length`", "(var length 1)\n(println length)");
  }

  @Test
  void aNameThatIsCloseToOneOfItsPlace() {
    check("(class Dog (method bark [] 1))\n((new Dog) .<|>brak)", "Change to `bark`", "(class Dog (method bark [] 1))\n((new Dog) .bark)");
    check("(class Dog (field name String) (method m [] /na<|>em))", "Change to `name`", "(class Dog (field name String) (method m [] /name))");
    check("(enum Shape Circle Dot)\n(var s Shape/<|>Cirlce)", "Change to `Circle`", "(enum Shape Circle Dot)\n(var s Shape/Circle)");
    check("(fn f [^size = 1] size)\n(f ^<|>sise 2)", "Change to `size`", "(fn f [^size = 1] size)\n(f ^size 2)");
  }

  @Test
  void whatIsAssignedIsNoLet() {
    check("(let n 1)\n(<|>n = 2)", "Declare `n` with var", "(var n 1)\n(n = 2)");
  }

  @Test
  void aKeywordThatIsNeeded() {
    check("(fn f [a ^size] size)\n(<|>f 1)", "Add `^size`", "(fn f [a ^size] size)\n(f 1 ^size nil)");
    check("(fn f [a ^size ^k = 1] size)\n(<|>f ^k 2 1)", "Add `^size`", "(fn f [a ^size ^k = 1] size)\n(f ^k 2 ^size nil 1)");
  }

  @Test
  void anOldSpelling() {
    check("(class A (<|>prop n Int))", "Change to `field`", "(class A (field n Int))");
  }

  @Test
  void aStringWithoutItsEnd() {
    check("(println <|>\"abc)", "Insert `\"`", "(println \"abc\")");
  }

  @Test
  void aMissingBracket() {
    check("<|>(println (1 + 2)", "Insert `)`", "(println (1 + 2))");
  }

  @Test
  void onlyWhereTheEditorAsks() {
    Fixture f = Fixture.of("(var length 1)\n<|>\n(println lenght)");
    assertEquals(List.of(), QuickFixes.in(f.main(), List.of(), new Span(f.cursor(), f.cursor())));
  }
}
