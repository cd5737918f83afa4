// Each code of a finding either has a fix that takes the finding away, shown here, or is said to have none.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.analysis.AnalysisCode;
import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.SyntaxCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class FixableCodesTest {
  private static final Map<String, String> FIXABLE = Map.ofEntries(
      Map.entry("GENE.PARSE.EOF", "<|>(println (1 + 2)"),
      Map.entry("GENE.PARSE.UNMATCHED", "(println 1)<|>)"),
      Map.entry("GENE.PARSE.STRING", "(println <|>\"abc)"),
      Map.entry("GENE.SCOPE.UNDEFINED_VAR", "(var length 1)\n(println <|>lenght)"),
      Map.entry("GENE.SCOPE.UNUSED_VAR", "(fn f [] (var <|>n 1) 2)\n(f)"),
      Map.entry("GENE.FLOW.UNREACHABLE", "(fn f [] (return 1) <|>(println 2))\n(f)"),
      Map.entry("GENE.TYPE.EXHAUSTIVE", "(enum Shape Circle Dot)\n(fn f [s: Shape] (<|>case s when Circle 1))\n(f Shape/Dot)"),
      Map.entry("GENE.TYPE.UNKNOWN_METHOD", "(class Dog (method bark [] 1))\n((new Dog) .<|>brak)"),
      Map.entry("GENE.TYPE.UNKNOWN_FIELD", "(class Dog (field name String) (method m [] /na<|>em))"),
      Map.entry("GENE.TYPE.UNKNOWN_VARIANT", "(enum Shape Circle Dot)\n(var s Shape/<|>Cirlce)"),
      Map.entry("GENE.TYPE.UNKNOWN_TYPE", "(class Point)\n(fn f [p: <|>Piont] p)\n(f 1)"),
      Map.entry("GENE.CALL.KEYWORD", "(fn f [a ^size] size)\n(<|>f 1)"),
      Map.entry("GENE.COMPILE.LET", "(let n 1)\n(<|>n = 2)"),
      Map.entry("GENE.COMPILE.DEPRECATED", "(class A (<|>prop n Int))"),
      Map.entry("GENE.MODULE.MEMBER", "(import <|>volme from \"./shapes\")\n(volme)\n=== shapes.gene\n(fn volume [] 1)"));
  /** Only the author can know what was meant: what is malformed, what does not fit, what is there twice. */
  private static final List<String> NONE = List.of("PARSE.CHARACTER", "PARSE.REGEX", "PARSE.FLAG", "PARSE.COMMENT", "PARSE.ESCAPE", "PARSE.NUMBER",
      "PARSE.RANGE", "PARSE.DATE", "PARSE.KEY", "PARSE.VALUE", "PARSE.DUPLICATE", "PARSE.PROPERTIES", "PARSE.ODD", "PARSE.DATUM", "PARSE.SEMICOLON",
      "PARSE.DEPTH", "CALL.ARITY", "CALL.EFFECT", "MODULE.NOT_FOUND", "MODULE.CYCLE", "TYPE.OPERAND", "TYPE.MISMATCH", "TYPE.VARIANT_ARITY",
      "TYPE.AMBIGUOUS_VARIANT", "TYPE.CONFORMANCE", "SCOPE.DUPLICATE_DEFINITION", "SCOPE.DUPLICATE_PARAM");

  @Test
  void everyCodeIsInOneOfTheLists() {
    var all = new TreeSet<String>();
    Stream.concat(Arrays.stream(AnalysisCode.values()).map(AnalysisCode::id), Arrays.stream(SyntaxCode.values()).map(SyntaxCode::id))
        .filter(id -> !id.startsWith("GENE.COMPILE.") || FIXABLE.containsKey(id)).forEach(all::add);
    var listed = new TreeSet<>(FIXABLE.keySet());
    NONE.forEach(n -> assertTrue(listed.add("GENE." + n), n));
    assertEquals(all, listed);
  }

  @TestFactory
  Stream<DynamicTest> aFixTakesTheFindingAway() {
    return FIXABLE.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
      Fixture f = Fixture.of(e.getValue());
      assertTrue(found(f.snapshot(), f.main(), e.getKey()), () -> "the text shows no such finding: " + f.main().diagnostics());
      List<Document> fixed = fixed(f);
      assertTrue(fixed.stream().anyMatch(d -> !found(f.snapshot().with(d), d, e.getKey())), () -> "of " + fixed.stream().map(d -> d.source().text()).toList());
    }));
  }

  private static boolean found(Snapshot snapshot, Document document, String code) {
    return Stream.concat(document.diagnostics().stream(), new ImportFindings().of(snapshot, document).stream()).anyMatch(d -> d.code().equals(code));
  }

  /** The main document after each of the fixes that are offered at the cursor. */
  private static List<Document> fixed(Fixture f) {
    var here = new Span(f.cursor(), f.cursor());
    var all = new ArrayList<Document>();
    QuickFixes.in(f.main(), new ImportFindings().of(f.snapshot(), f.main()), here).forEach(q -> all.add(edited(f.main(), q.fix().edits())));
    Refactoring.in(f.snapshot(), f.main(), here).stream().filter(r -> r.kind() == Refactoring.Kind.QUICK_FIX)
        .forEach(r -> all.add(edited(f.main(), r.edits().get(0).edits())));
    return all;
  }

  private static Document edited(Document document, List<Diagnostic.Edit> edits) {
    String text = document.source().text();
    for (int i = edits.size() - 1; i >= 0; i--) {
      Diagnostic.Edit e = edits.get(i);
      text = text.substring(0, e.span().start()) + e.text() + text.substring(e.span().end());
    }
    return Document.of(document.uri(), 2, text);
  }
}
