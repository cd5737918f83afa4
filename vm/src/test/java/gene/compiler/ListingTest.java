// What the compiler makes of the programs in resources: their listings, with the source line beside what comes from it.
package gene.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.analysis.Analysis;
import gene.analysis.BuiltinTable;
import gene.bytecode.Code;
import gene.bytecode.Disassembler;
import gene.bytecode.StackDepth;
import gene.library.Builtins;
import gene.source.Golden;
import gene.source.Source;
import gene.syntax.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ListingTest {
  private static final Path FOLDER = Golden.root().resolve("vm/src/test/resources/gene/compiler");

  static Stream<String> programs() {
    return Golden.files(FOLDER, p -> p.toString().endsWith(".gene")).stream()
        .map(p -> p.getFileName().toString().replace(".gene", ""));
  }

  private static Code compile(String text, BuiltinTable builtins, Compiler.Options options) {
    Analysis analysis = Analysis.of(Reader.read(Source.of("test.gene", text)), builtins, Map.of());
    assertEquals(List.of(), analysis.errors());
    return Compiler.compile(analysis, options);
  }

  private static Code compile(String text) {
    return compile(text, Builtins.table(), Compiler.Options.DEFAULT);
  }

  private static String pretty(String text) {
    return Disassembler.listing(compile(text), Disassembler.Style.PRETTY, false, false);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theListingIsTheGolden(String name) {
    Code code = compile(Golden.read(FOLDER.resolve(name + ".gene")));
    Golden.check(FOLDER.resolve(name + ".listing"), Disassembler.listing(code, Disassembler.Style.PRETTY, true, true));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theDeepestStackIsTheDeclaredOne(String name) {
    checkDepth(compile(Golden.read(FOLDER.resolve(name + ".gene"))));
  }

  private static void checkDepth(Code code) {
    assertEquals(code.maxStack(), StackDepth.of(code).max(), code.name());
    for (int i = 0; i < code.codeCount(); i++) {
      checkDepth(code.code(i));
    }
  }

  @Test
  void theListingOfASumIsThePublishedOne() {
    assertEquals("""
        Instructions (4):
          LOAD_CONST  1
          LOAD_CONST  2
          CALL        +, 2
          RETURN
        """, pretty("(+ 1 2)"));
  }

  @Test
  void theListingInTheDocumentationIsTrue() {
    String example = pretty("(fn add [a b] (+ a b))");
    assertTrue(example.contains("    LOAD_VAR    a\n    LOAD_VAR    b\n    CALL        +, 2\n    RETURN\n"), example);
    String doc = Golden.read(Golden.root().resolve("docs/bytecode.md"));
    assertTrue(doc.contains("$ gene compile -e '(fn add [a b] (+ a b))'\n" + example), () -> "docs/bytecode.md should show\n" + example);
  }

  @Test
  void compactListingsPadNothing() {
    assertEquals("Instructions (2):\n  LOAD_CONST 1\n  RETURN\n",
        Disassembler.listing(compile("1"), Disassembler.Style.COMPACT, false, false));
  }

  @Test
  void bytecodeListingsAreNotIndented() {
    assertEquals("Instructions (2):\nLOAD_CONST 1\nRETURN\n",
        Disassembler.listing(compile("1"), Disassembler.Style.BYTECODE, false, false));
  }

  @Test
  void withoutTypeChecksAnnotationsCompileToNothing() {
    String typed = "(fn f [n: Int] -> Int n)";
    String plain = "(fn f [n] n)";
    var unchecked = new Compiler.Options(false, true);
    assertEquals(Disassembler.listing(compile(plain), Disassembler.Style.PRETTY, false, false),
        Disassembler.listing(compile(typed, Builtins.table(), unchecked), Disassembler.Style.PRETTY, false, false));
  }

  @Test
  void withoutContractsConditionsCompileToNothing() {
    var off = new Compiler.Options(true, false);
    String listing = Disassembler.listing(compile("(fn f [n] ^pre [(n > 0)] n)", Builtins.table(), off), Disassembler.Style.PRETTY, false, false);
    assertEquals(pretty("(fn f [n] n)"), listing);
  }

  @Test
  void statementsStartWhereSteppingStops() {
    Code f = compile("(fn f [a]\n  (var b a)\n  (println b)\n  b)").code(0);
    var lines = java.util.Arrays.stream(f.statements()).map(pc -> f.source().line(f.spanStart(pc))).boxed().toList();
    assertEquals(List.of(2, 3, 4), lines);
  }

  @Test
  void aSlotIsUsedAgainAfterItsScope() {
    Code f = compile("(fn f [] (if 1 (var a 1) a) (if 2 (var b 2) b))").code(0);
    var slots = f.locals().stream().map(v -> v.name() + v.slot()).toList();
    assertEquals(List.of("a0", "b0"), slots);
    assertTrue(f.locals().get(0).to() <= f.locals().get(1).from());
  }

  @Test
  void floatsAndIntsThatAreEqualAreTwoConstants() {
    assertEquals(3, compile("[1 1.0 1 1.0 -0.0 0.0]").constantCount() - 1);
  }
}
