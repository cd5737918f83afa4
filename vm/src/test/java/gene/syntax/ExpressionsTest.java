// Expressions, properties, chains, containers, quotes and decorators (01 §10–15).
package gene.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionsTest {
  @Test
  void headPropertiesAndChildren() {
    assertEquals("(nil) (1 2 3) ((f x) y) (\"s\" ^k v)", Marked.data("() (1 2 3) ((f x) y) (\"s\" ^k v)"));
    assertEquals("(^x 1 a)", Marked.data("(^x 1 a)"));
    assertEquals("(t ^x 1 ^y 2 a b)", Marked.data("(t a ^x 1 ^y 2 b)"));
    assertNull(assertInstanceOf(Form.Node.class, Marked.tree("()").tops().get(0).form()).head());
  }

  @Test
  void propertiesFormOneRun() {
    Marked.faults("(a ^x 1 b [|^y|] 2 ^z 3 c ^q 1)", "PROPERTIES: propert");
    assertEquals("(((a ^x 1) ^x 2 b) ^x 3)", Marked.data("(a ^x 1; b ^x 2; ^x 3)"));
  }

  @Test
  void shortcuts() {
    assertEquals("(t ^on true ^off nil)", Marked.data("(t ^^on ^!off)"));
    assertEquals("{^a {^b 1 ^c 2} ^p {^q true} ^r {^s false}}", Marked.data("{^a^b 1 ^p^^q ^r^!s ^a^c 2}"));
    assertEquals("{^a {^b {^c 1 ^d 2}}}", Marked.data("{^a^b^c 1 ^a^b^d 2}"));
    assertEquals("{^... m ^...1 {^z 3} ^x-y 1 ^0 2 ^ok? 3}", Marked.data("{^... m ^...1 {^z 3} ^x-y 1 ^0 2 ^ok? 3}"));
    assertEquals("a/b", propOf("{^a\\/b 1}").key());
    assertEquals("x^y", propOf("{^x\\^y 1}").key());
  }

  @Test
  void keysHaveSpans() {
    Form.Prop a = propOf(" {^a^bc 7}");
    assertEquals(new Form.Prop("a", 1, 3, new Form.MapForm(3, 8, List.of(new Form.Prop("bc", 3, 6, new Form.Literal(7, 8, 7L))),
        false)), a);
  }

  @Test
  void faultyProperties() {
    Marked.faults("{[|^a|]}", "VALUE: missing value for property a");
    Marked.faults("(f [|^a|])", "VALUE: missing value for property a");
    Marked.faults("{[|^a|] ^b 1}", "VALUE: missing value for property a");
    Marked.faults("(a [|^x|]; b)", "VALUE: missing value for property x");
    Marked.faults("{^width 1 [|^width|] 2}", "DUPLICATE: duplicate property width");
    Marked.faults("{^a^b 1 [|^a|] 2}", "DUPLICATE: duplicate property a");
    Marked.faults("{^a 1 [|^a|]^b 2}", "DUPLICATE: duplicate property a");
    Marked.faults("{^a^b 1 ^a[|^b|] 2}", "DUPLICATE: duplicate property b");
    Marked.faults("(f [|^|] 1 [|^^|] 2)", "KEY: name", "KEY: name");
    Marked.faults("{[|a|] 1}", "KEY: key");
  }

  @Test
  void manyPropertiesKeepTheirOrderAndAreCheckedToo() {
    var text = new StringBuilder("{");
    for (int i = 0; i < 100; i++) {
      text.append("^k").append(i).append(' ').append(i).append(' ');
    }
    assertEquals(text.toString().trim() + "}", Marked.data(text + "}"));
    Marked.faults(text + "[|^k50|] 1}", "DUPLICATE: duplicate property k50");
  }

  @Test
  void semicolonsNestToTheLeft() {
    assertEquals("(((a) b) c)", Marked.data("(a; b; c)"));
    assertEquals("(((a 1) ^x 2 b) c 3 4)", Marked.data("(a 1; b ^x 2; c 3 4)"));
    assertEquals("((a)) #((a) b)", Marked.data("(a;) #(a; b)"));
    Form.Node outer = assertInstanceOf(Form.Node.class, Marked.tree("(a x ; b)").tops().get(0).form());
    assertEquals("0..4", outer.head().start() + ".." + outer.head().end());
    Marked.faults("[a[|;|] b] [|;;|] c", "SEMICOLON: `;`", "SEMICOLON: `;`");
  }

  @Test
  void containers() {
    assertEquals("[1 [2]] {^a 1} {} {{1 2 \"k\" {^a 3}}} {{}}", Marked.data("[1 [2]] {^a 1} {} {{1 2 \"k\" {^a 3}}} {{}}"));
    assertEquals("#[1] #{^a 1} #{{1 2}} #(f x)", Marked.data("#[1] #{^a 1} #{{1 2}} #(f x)"));
    assertEquals("{^a 1} /a", Marked.data("{^a 1}/a"));
    assertEquals("[^a ^b = 1]", Marked.data("[^a ^b = 1]"));
    Marked.faults("{{1 2 [|three|]}}", "ODD: HashMap");
    assertTrue(assertInstanceOf(Form.Array.class, Marked.tree("#[1]").tops().get(0).form()).sealed());
  }

  @Test
  void quotesHolesAndDecorators() {
    assertEquals("x (a (b)) (f %x %_y %(g z))", Marked.data("``x `(a `(b)) `(f %x %_y %(g z))"));
    assertEquals("(d x) (f (g a)) ((f 1) a) [(f 1) 2]", Marked.data("#@d x #@f #@g a #@(f 1) a [#@f 1 2]"));
    assertInstanceOf(Form.Quote.class, Marked.tree("`x").tops().get(0).form());
    Marked.faults("(a [|`|]) (b [|#@|] c) [[|`|]]", "DATUM: missing datum", "DATUM: missing datum", "DATUM: missing datum");
  }

  @Test
  void spansNestAroundPrefixes() {
    Form.Node node = assertInstanceOf(Form.Node.class, Marked.tree("  #@d  (x `y)").tops().get(0).form());
    assertEquals("0..11", node.start() + ".." + node.end());
    assertEquals("2..3", node.head().start() + ".." + node.head().end());
  }

  private static Form.Prop propOf(String map) {
    return assertInstanceOf(Form.MapForm.class, Marked.tree(map).tops().get(0).form()).props().get(0);
  }
}
