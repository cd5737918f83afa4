// Structural editing in odd places: comments, strings, properties, marks, half-typed code, several cursors.
package gene.server.feature;

import static gene.server.feature.StructuralEditing.Operation.BARF_BACKWARD;
import static gene.server.feature.StructuralEditing.Operation.BARF_FORWARD;
import static gene.server.feature.StructuralEditing.Operation.KILL;
import static gene.server.feature.StructuralEditing.Operation.RAISE;
import static gene.server.feature.StructuralEditing.Operation.SLURP_BACKWARD;
import static gene.server.feature.StructuralEditing.Operation.SLURP_FORWARD;
import static gene.server.feature.StructuralEditing.Operation.SPLICE;
import static gene.server.feature.StructuralEditing.Operation.TRANSPOSE;
import static gene.server.feature.StructuralEditing.Operation.WRAP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.server.feature.StructuralEditing.Operation;
import gene.source.Source;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StructuralEditingTest {
  private static void edit(String marked, Operation operation, String expected) {
    Fixture f = Fixture.of(marked);
    assertEquals(expected, RenameTest.applied(f.main(), StructuralEditing.apply(f.main(), List.of(f.cursor()), operation)), () -> operation + " in " + marked);
  }

  private static void nothing(String marked, Operation operation) {
    edit(marked, operation, marked.replace("<|>", ""));
  }

  @Test
  void whatBracketsKeptApartStaysApart() {
    edit("(a<|>)b", SLURP_FORWARD, "(a b)");
    edit("a(b<|>)", SLURP_BACKWARD, "(a b)");
    edit("x[a<|>]y", SPLICE, "x a y");
    edit("(<|>a)", BARF_FORWARD, "() a");
    edit("(<|>a)", BARF_BACKWARD, "a ()");
  }

  @Test
  void propertiesGoWithTheirKeys() {
    edit("(f (g ^a 1<|>) 2)", BARF_FORWARD, "(f (g) ^a 1 2)");
    edit("(f (g<|>) ^a 1)", SLURP_FORWARD, "(f (g ^a 1))");
    edit("(f ^a (x<|>) y)", SLURP_FORWARD, "(f ^a (x y))");
    edit("(f ^a 1 ^b 2<|>)", TRANSPOSE, "(f ^b 2 ^a 1)");
    edit("{^a 1 ^b<|> 2}", TRANSPOSE, "{^b 2 ^a 1}");
    edit("(f 1 ^k<|>ey 2 3)", KILL, "(f 1 )");
    nothing("{^a 1<|>} x", SLURP_FORWARD);
    nothing("(f ^a 1<|>)", BARF_FORWARD);
  }

  @Test
  void marksGoWithTheirBrackets() {
    edit("`(a<|>) b", SLURP_FORWARD, "`(a b)");
    edit("(x `(a<|>) b)", SLURP_FORWARD, "(x `(a b))");
    edit("`(f x<|>)", RAISE, "`x");
    edit("`(f %x<|>)", WRAP, "`(f (%x))");
  }

  @Test
  void commentsAndStrings() {
    edit("(a # no<|>te )(\n b)", KILL, "(a # no\n b)");
    edit("(a #< no<|>te ># b)", KILL, "(a #< no># b)");
    nothing("(a # no<|>te\n b)", RAISE);
    nothing("(a # no<|>te\n b)", TRANSPOSE);
    nothing("(a # no<|>te\n b)", WRAP);
    edit("(a b<|> # )\n) c", SLURP_FORWARD, "(a b # )\n c)");
    edit("(a b # )\n c<|>)", BARF_FORWARD, "(a b) # )\n c");
    edit("(say \"one <|>(two\" 3)", KILL, "(say \"one \" 3)");
    edit("(say \"a\\<|>nb\" 3)", KILL, "(say \"a\" 3)");
    edit("(say #\"n<|>o #{x}\" 3)", WRAP, "(say (#\"no #{x}\") 3)");
  }

  @Test
  void whatIsUnfinishedIsLeftAlone() {
    nothing("(a<|>) (b c", SLURP_FORWARD);
    nothing("(a<|>) \"b c", SLURP_FORWARD);
    nothing("(a (b<|> c", SLURP_FORWARD);
    edit("(a (b<|>) c", SLURP_FORWARD, "(a (b c)");
    nothing("<|>", SPLICE);
    nothing("  <|>  ", SPLICE);
  }

  @Test
  void formsAtTheTopAndBetweenBlanks() {
    edit("(a) (b<|>)", TRANSPOSE, "(b) (a)");
    edit("(x (a <|> b))", TRANSPOSE, "(x (b  a))");
    edit("(a (b<|>; .c))", SPLICE, "a (b; .c)");
  }

  @Test
  void severalCursors() {
    String text = "(f (a) 1)\n(f (b) 2)\n";
    Document d = Document.of(DocumentUri.of("file:///fixture/main.gene"), 1, text);
    assertEquals("(f (a 1))\n(f (b 2))\n", RenameTest.applied(d, StructuralEditing.apply(d, List.of(text.indexOf("a)"), text.indexOf("b)")), SLURP_FORWARD)));
    // Two cursors in one list are one.
    assertEquals("(f (a 1))\n(f (b) 2)\n", RenameTest.applied(d, StructuralEditing.apply(d, List.of(text.indexOf("a)"), text.indexOf("a)") + 1), SLURP_FORWARD)));
  }

  private static final List<String> TEXTS = List.of("(a(b c)d)[e]f", "(f ^a 1 (g ^b ^c {^k [x \"s\"]}) h) # end (\n`(q %(w e) #[1 2])", "(x .m (y); .n z; .o) {{1 2 3 4}}",
      "(say #\"a #{(b c)} d #{e}\" \"x)(\" 'c') (fn f [p: Int = 1] -> Int\n  # (\n  (p + 1))", "(a (b (c", "(a #< ( ># b) \"open (c", "(case x when (A b) 1 else 2) a/b/(c d)", "#(s 1) ) (t)");

  private static void leaves(Form f, String text, Tree.Top top, List<String> into) {
    List<Form.Prop> props = f instanceof Form.Node n ? n.props() : f instanceof Form.MapForm m ? m.props() : List.of();
    props.forEach(p -> into.add("^" + p.key()));
    if (f.parts().isEmpty() && !(f instanceof Form.Node || f instanceof Form.Array || f instanceof Form.MapForm || f instanceof Form.HashMapForm) && f.end() > f.start()) {
      into.add(text.substring(top.start() + f.start(), top.start() + f.end()));
    }
    f.parts().forEach(p -> leaves(p, text, top, into));
  }

  private static List<String> leaves(Tree tree) {
    var all = new ArrayList<String>();
    tree.tops().forEach(t -> leaves(t.form(), tree.source().text(), t, all));
    return all.stream().sorted().toList();
  }

  /** Nothing that somebody has written is lost or grows together, and no bracket loses its partner. */
  @Test
  void atEveryPlaceTheTextStaysBalanced() {
    for (String text : TEXTS) {
      Document d = Document.of(DocumentUri.of("file:///fixture/main.gene"), 1, text);
      for (int at = 0; at <= text.length(); at++) {
        for (Operation o : Operation.values()) {
          var edits = StructuralEditing.apply(d, List.of(at), o);
          String after = RenameTest.applied(d, edits);
          Tree tree = Reader.read(Source.of("after", after));
          String what = o + " at " + at + " of " + text + "\n" + after;
          assertTrue(tree.diagnostics().size() <= d.tree().diagnostics().size(), () -> what + "\n" + tree.diagnostics());
          if (!Set.of(RAISE, KILL).contains(o)) {
            assertEquals(leaves(d.tree()), leaves(tree), what);
          }
          edits.forEach(e -> assertTrue(new Span(0, text.length()).covers(e.span())));
        }
      }
    }
  }
}
