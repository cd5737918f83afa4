// Features about whole files: tokens, hints, folding, selection, links, lenses, values, symbols of the workspace, moved files.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutlineFeaturesTest {
  private static Span whole(Document d) {
    return new Span(0, d.source().length());
  }

  private static String tokens(String text) {
    Document d = Fixture.of(text).main();
    return String.join(" ", SemanticTokens.in(d, whole(d)).stream().map(t -> d.text(t.span()) + ":" + t.type().protocolName()
        + (t.modifiers() == 0 ? "" : "+" + t.modifiers())).toList());
  }

  @Test
  void tokensSayWhatNamesAre() {
    assertEquals("fn:keyword f:function+1 x:parameter+1 Int:class+8 x:parameter +:operator 1:number", tokens("(fn f [x: Int] (x + 1))"));
    assertEquals("let:keyword n:variable+3 2:number n:variable+2", tokens("(let n 2) n"));
    assertEquals("var:keyword n:variable+1 2:number n:variable+4 =:operator 3:number", tokens("(var n 2) (n = 3)"));
    assertEquals("println:function+8 #\"a #{:string math:namespace+8 sin:function+8 1:number }\":string",
        tokens("(println #\"a #{(math/sin 1)}\")").replace("a #{(:string", "a #{:string").replace(")}\":string", "}\":string"));
    assertEquals("x:variable upper:method ^k:property nil:keyword # end:comment", tokens("(x .upper ^k nil) # end"));
  }

  @Test
  void tokensEndWithTheirLines() {
    Document d = Fixture.of("(println \"a\nb\")").main();
    assertEquals(List.of("println", "\"a", "b\""), SemanticTokens.in(d, whole(d)).stream().map(t -> d.text(t.span())).toList());
  }

  @Test
  void hintsNameParametersOfMuteArguments() {
    Fixture f = Fixture.of("(fn area [width height] 1)\n(area 1 height)\n(area width [2])\n(var p (make))\n(fn make [] -> Int 1)\n(area 1 2)");
    assertEquals(List.of("width:", "height:", ": Int", "width:", "height:"), InlayHints.in(f.snapshot(), f.main(), whole(f.main())).stream().map(InlayHints::label).toList());
    Settings none = Settings.of(Map.of("inlayHints", Map.of("parameters", false)));
    assertEquals(List.of(": Int"), InlayHints.in(f.snapshot().withSettings(none), f.main(), whole(f.main())).stream().map(InlayHints::label).toList());
  }

  @Test
  void hintsShowTypesThatAreNotWritten() {
    Fixture f = Fixture.of("(fn f [s: String] (var t s) t)");
    assertEquals(List.of(": String"), InlayHints.in(f.snapshot(), f.main(), whole(f.main())).stream().map(InlayHints::label).toList());
  }

  @Test
  void folds() {
    Document d = Fixture.of("# one\n# two\n(import a from \"a\")\n(import b from \"b\")\n(fn f []\n  (if x\n    1))\n# region R\n(var y [1\n 2])\n# endregion\n").main();
    assertEquals(List.of("0-1 COMMENT", "2-3 IMPORTS", "4-6 CODE", "5-6 CODE", "7-10 REGION", "8-9 CODE"),
        FoldingRanges.of(d).stream().map(f -> f.from() + "-" + f.to() + " " + f.kind()).toList());
  }

  @Test
  void selectionsGrow() {
    Fixture f = Fixture.of("(fn f [x] (g x/na<|>me 1))");
    assertEquals(List.of("name", "x/name", "g x/name 1", "(g x/name 1)", "fn f [x] (g x/name 1)", "(fn f [x] (g x/name 1))"),
        SelectionRanges.at(f.main(), f.cursor()).stream().map(s -> f.main().text(s)).toList());
  }

  @Test
  void importsAreLinks() {
    Fixture f = Fixture.of("(import a from \"[|./lib|]\")\n(import b from \"./nowhere\")\n=== lib.gene\n(fn a [] 1)");
    List<DocumentLinks> links = DocumentLinks.of(f.snapshot(), f.main());
    assertEquals(f.ranges(), links.stream().map(DocumentLinks::span).toList());
    assertTrue(links.get(0).target().orElseThrow().text().endsWith("lib.gene"));
  }

  @Test
  void lenses() {
    Document d = Fixture.of("(import genex/test/*)\n(fn f [x] ^examples [[1] -> 1] x)\n(class A (method m [] 1))\n(println (f 1))\n(suite! \"s\" (test! \"adds\" 1))").main();
    assertEquals(List.of("RUN ", "DEBUG ", "RUN_EXAMPLES f", "REFERENCES f", "REFERENCES A", "REFERENCES m", "RUN_TEST s", "RUN_TEST s::adds"),
        CodeLenses.of(d).stream().map(l -> l.kind() + " " + l.subject()).toList());
    assertEquals(List.of("REFERENCES"), CodeLenses.of(Fixture.of("(fn f [] 1)").main()).stream().map(l -> l.kind().name()).toList());
  }

  @Test
  void valuesOfAStoppedFunction() {
    Fixture f = Fixture.of("(var g 1)\n(class A (method m [a]\n  (var b (a + /x))\n  <|>(println b)\n  (var c 3)))");
    assertEquals(List.of("a", "b", "a", "/x", "b"), InlineValues.in(f.main(), whole(f.main()), f.cursor()).stream().map(InlineValues::expression).toList());
  }

  @Test
  void symbolsOfAllFiles() {
    Fixture f = Fixture.of("(fn compute_area [] 1)\n(class Area (method area_of [] 1))\n=== other.gene\n(fn arena [] 1)");
    assertEquals(List.of("arena", "area_of", "Area", "compute_area"), WorkspaceSymbols.of(f.snapshot(), "are").stream().map(s -> s.entry().name()).toList());
    assertEquals(List.of("area_of"), WorkspaceSymbols.of(f.snapshot(), "Area/ao").stream().map(s -> s.entry().name()).toList());
  }

  @Test
  void importsFollowMovedFiles() {
    Fixture f = Fixture.of("(import a from \"./shapes\")\n=== shapes.gene\n(import b from \"./lib/base\")\n(fn a [] 1)\n=== lib/base.gene\n(fn b [] 1)");
    Path folder = Fixture.FOLDER;
    var edits = new MovedFiles(Map.of(folder.resolve("shapes.gene"), folder.resolve("sub/forms.gene"))).edits(f.snapshot());
    var texts = edits.stream().flatMap(e -> e.edits().stream().map(x -> e.document().uri().path().orElseThrow().getFileName() + " " + x.text())).sorted().toList();
    assertEquals(List.of("main.gene ./sub/forms", "shapes.gene ../lib/base"), texts);
  }
}
