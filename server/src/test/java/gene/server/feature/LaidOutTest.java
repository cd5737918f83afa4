// Whatever code action is applied to a program with the canonical layout, the program has that layout afterwards, and can be read.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Formatter;
import gene.syntax.Tree;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class LaidOutTest {
  private static final String PROGRAM = """
      (import b a from "./x")
      (import c from "./a")

      (enum Shape (Circle r: Int) Dot)
      (class Point
        (field x Int)
        (ctor [x] (/x = x))
        (method moved [dx] (new Point (/x + dx)))
        (method shown []
          # its place
          (if (/x == 1)
            "one"
           elif (/x == 2)
            (println "two
        lines")
           else
            /y)))

      # Adds.
      (fn add [a: Int b = 2] -> Int
        (var sum (a + b + 1))
        (var unused (add a b))
        (if (sum > 10)
          (sum = (sum + 1))
         else
          nil)
        (return sum)
        (println sum))

      (fn area [s: Shape n]
        (var once (n * 2))
        (case s
         when (Circle r) (* r r once))
        (case n
         when 1 "a"
         when 2
          # two
          (nope n {^a 1
            ^b 2})
         else "b"))

      (var points [(new Point 1)
                   (new Point (add 1 2))])
      (var one (new Point 1))
      (println (one .far 1) (if (one == nil) 1 else (try (area Shape/Dot 1) catch e 0)) (add 1 3))
      (for p in points (println (p .moved 2) (p .shown)))
      """;

  private static void places(Form f, int top, Set<Span> into) {
    into.add(new Span(top + f.start(), top + f.end()));
    into.add(new Span(top + f.start(), top + f.start()));
    into.add(new Span(top + Math.min(f.start() + 1, f.end()), top + Math.min(f.start() + 1, f.end())));
    f.parts().forEach(p -> places(p, top, into));
  }

  private static Set<String> check(String text) {
    assertTrue(Formatter.of(text).isCanonical(), () -> "laid out it is\n" + Formatter.of(text).text());
    Document d = Document.of(DocumentUri.of(Fixture.FOLDER.resolve("main.gene")), 1, text);
    Snapshot s = Snapshot.empty().with(d);
    var places = new HashSet<Span>();
    for (Tree.Top top : d.tree().tops()) {
      places(top.form(), top.start(), places);
    }
    var titles = new TreeSet<String>();
    for (Span place : places) {
      for (Refactoring r : Refactoring.in(s, d, place)) {
        titles.add(r.title().replaceAll("[`:].*", "").strip());
        String after = RenameTest.applied(d, r.edits().get(0).edits());
        assertEquals(Formatter.of(after).text(), after, () -> r.title() + " at " + place);
        assertEquals(d.tree().hasErrors(), Document.of(d.uri(), 2, after).tree().hasErrors(), () -> r.title() + " at " + place + " gives\n" + after);
      }
    }
    return titles;
  }

  @Test
  void canonicalProgramsStayCanonical() {
    Set<String> offered = check(PROGRAM);
    assertEquals(Set.of("Add the missing variants of", "Add the type", "Change to", "Change to infix", "Change to prefix", "Convert to keyword arguments",
        "Create the function", "Create the method", "Declare the field", "Extract function", "Extract variable", "Inline variable", "Organize imports",
        "Remove", "Remove the result's type", "Remove the type", "Remove the unused import of", "Remove what is never reached", "Rename to", "Wrap in"), offered);
  }
}
