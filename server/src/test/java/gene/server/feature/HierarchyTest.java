// Who calls whom, what extends what, and names across files.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HierarchyTest {
  private static List<String> calls(String marked, boolean incoming) {
    Fixture f = Fixture.of(marked);
    CallHierarchy.Item item = CallHierarchy.at(f.snapshot(), f.main(), f.cursor()).get(0);
    List<CallHierarchy.Call> calls = incoming ? CallHierarchy.incoming(f.snapshot(), item) : CallHierarchy.outgoing(f.snapshot(), item);
    return calls.stream().map(c -> c.other().symbol().map(Symbol::name).orElse("the file") + " " + c.places().size()).toList();
  }

  @Test
  void callers() {
    assertEquals(List.of("g 2", "the file 1"), calls("(fn <|>f [] 1)\n(fn g [] (f) (f))\n(f)\n(println f)", true));
    assertEquals(List.of("run 1"), calls("(class A (method <|>go [] 1) (method run [] (.go)))", true));
    assertEquals(List.of("make 1"), calls("(class <|>A)\n(fn make [] (new A))", true));
  }

  @Test
  void callees() {
    assertEquals(List.of("f 2", "println 1"), calls("(fn f [] 1)\n(fn <|>g [] (f) (println (f)))", false));
  }

  private static List<String> types(String marked, boolean up) {
    Fixture f = Fixture.of(marked);
    Hierarchy.Type type = Hierarchy.at(f.snapshot(), f.main(), f.cursor()).orElseThrow();
    return (up ? Hierarchy.supertypes(f.snapshot(), type) : Hierarchy.subtypes(f.snapshot(), type)).stream().map(t -> t.symbol().name()).toList();
  }

  @Test
  void superAndSubtypes() {
    String text = "(interface R)\n(class A)\n(class B < A implements R)\n(class C < B)\n";
    assertEquals(List.of("A", "R"), types(text + "(new <|>B)", true));
    assertEquals(List.of("C"), types(text + "(new <|>B)", false));
    assertEquals(List.of("B"), types(text + "<|>R", false));
    assertEquals(List.of("Far"), types("(class <|>A)\n=== other.gene\n(import A from \"./main\")\n(class Far < A)", false));
  }

  @Test
  void monikersNameDefinitionsAcrossFiles() {
    Fixture f = Fixture.of("(import area from \"./lib/shapes\")\n(<|>area 1)\n=== lib/shapes.gene\n(fn area [r] r)");
    Monikers m = Monikers.at(f.snapshot().withFolders(List.of(Fixture.FOLDER)), f.main(), f.cursor()).get(0);
    assertEquals(new Monikers("lib/shapes#area", Monikers.Reach.PROJECT, Monikers.Role.IMPORT), m);
    Fixture b = Fixture.of("(<|>println 1)");
    assertEquals(new Monikers("println", Monikers.Reach.GLOBAL, Monikers.Role.IMPORT), Monikers.at(b.snapshot(), b.main(), b.cursor()).get(0));
  }
}
