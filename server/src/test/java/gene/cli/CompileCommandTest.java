// `gene compile`: listings.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gene.cli.Ran.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompileCommandTest {
  private final Place place;

  CompileCommandTest(@TempDir Path folder) {
    place = Place.in(folder).file("sum.gene", "(+ 1\n   2)\n");
  }

  @Test
  void codeIsListed() {
    place.gene("compile", "-e", "(+ 1 2)").prints("""
        Instructions (4):
          LOAD_CONST  1
          LOAD_CONST  2
          CALL        +, 2
          RETURN
        """);
    place.stdin("(+ 1 2)").gene("compile", "-f:compact", "-a").prints("""
        Instructions (4):
        0000  LOAD_CONST 1
        0001  LOAD_CONST 2
        0002  CALL +, 2
        0003  RETURN
        """);
    place.gene("compile", "-fbytecode", "-e", "(+ 1 2)").prints("""
        Instructions (4):
        LOAD_CONST 1
        LOAD_CONST 2
        CALL +, 2
        RETURN
        """);
  }

  @Test
  void sourceLinesStandBesideTheirInstructions() {
    Ran ran = place.gene("compile", "-f", "pretty", "--source", "sum.gene");
    assertTrue(ran.out().startsWith("=== Compiling: sum.gene ===\n\nInstructions (4):\n"), ran::out);
    assertTrue(ran.out().contains("; 1: (+ 1\n"), ran::out);
    assertTrue(ran.out().contains("; 2: 2)\n"), ran::out);
  }

  @Test
  void errorsAreThoseOfARun() {
    place.file("bad.gene", "(var)");
    Ran compiled = place.gene("compile", "-f", "pretty", "bad.gene");
    assertEquals(1, compiled.status());
    assertTrue(compiled.err().startsWith("error: "), compiled::err);
    assertEquals(place.gene("run", "bad.gene"), compiled);
    place.gene("compile", "-f", "pretty", "nosuch.gene").fails("Error: File not found: nosuch.gene\n");
  }

  @Test
  void filesAreCompiledOnce() throws IOException {
    place.gene("compile", "sum.gene").prints("Compiling: sum.gene -> build/sum.gir\nWritten: build/sum.gir\n");
    place.gene("compile", "sum.gene").prints("Up-to-date: build/sum.gir\n");
    place.gene("compile", "--force", "-o", "out", "./sum.gene").prints("Compiling: ./sum.gene -> out/sum.gir\nWritten: out/sum.gir\n");
    place.file("sum.gene", "(println (1 + 3))");
    place.gene("compile", "sum.gene").prints("Compiling: sum.gene -> build/sum.gir\nWritten: build/sum.gir\n");
    place.gene("run", "build/sum.gir").prints("4\n");
  }

  @Test
  void aCompiledFileNeedsNoSource() throws IOException {
    place.file("fails.gene", "(fn f [x]\n  (throw \"no\"))\n(f 1)\n").gene("compile", "fails.gene");
    Ran withSource = place.gene("run", "build/fails.gir");
    assertEquals(place.gene("run", "--no-gir-cache", "fails.gene"), withSource);
    Files.delete(place.folder().resolve("fails.gene"));
    Ran alone = place.gene("run", "build/fails.gir");
    assertEquals(withSource.err().replaceAll("(?m)^ *[0-9]* \\|.*\n", ""), alone.err());
  }

  @Test
  void aBadCompiledFileIsAnError() {
    place.file("bad.gir", "GENU and so on").gene("run", "bad.gir")
        .fails("Error: Loading GIR file: Invalid GIR file: bad.gir: magic mismatch. Expected GENE but got GENU. Please recompile the source file.\n");
    place.gene("run", "nosuch.gir").fails("Error: File not found: nosuch.gir\n");
  }

  @Test
  void aCompiledFileIsShown() {
    place.gene("compile", "sum.gene");
    Ran shown = place.gene("gir", "show", "build/sum.gir");
    assertTrue(shown.out().startsWith("GIR File: build/sum.gir\nCompiler: "), shown::out);
    assertTrue(shown.out().contains("Version : 1\nFlags   : debug=true, published=false\nSource  : hash=0x"), shown::out);
    assertTrue(shown.out().endsWith("Constants (2):\n  [0] 1\n  [1] 2\n\nInstructions (4):\n0000  LOAD_CONST  1\n0001  LOAD_CONST  2\n0002  CALL        +, 2\n0003  RETURN\n"), shown::out);
    place.gene("gir", "show").fails("Error: Missing GIR file path. Usage: gene gir show <file>\n");
    place.gene("gir", "show", "x.gir").fails("Error: GIR file not found: x.gir\n");
    place.gene("gir", "x").fails("Error: Unknown subcommand for gir: x\n");
  }

  @Test
  void whatEarlierRunsSawIsShown() throws IOException {
    Path cache = place.folder().resolve("cache");
    Place own = place.environment("XDG_CACHE_HOME", cache.toString());
    own.file("hot.gene", "(class P (ctor [x] (/x = x)) (method m [] (/x * 2)))\n(fn f [p] (p .m))\n(var p (new P 2))\n(var i 0)\n(while (i < 50) (f p) (i += 1))")
        .gene("run", "--jit", "eager", "hot.gene");
    Ran shown;
    try (var files = Files.list(cache.resolve("gene"))) {
      shown = own.gene("gir", "show", files.findFirst().orElseThrow().toString());
    }
    assertTrue(shown.out().contains("hot functions):\n"), shown::out);
    assertTrue(shown.out().contains("called with (value)\n    call site 0: class P\n"), shown::out);
    assertTrue(shown.out().contains("    member site 0: P {x}\n"), shown::out);
  }

  @Test
  void whatAModuleDeclaresIsJson() {
    Ran ran = place.gene("compile", "-f", "ai-metadata", "-e", "(class P (method m [a: Int b] -> Int 1)) (fn f [] 2)");
    JsonObject json = JsonParser.parseString(ran.out()).getAsJsonObject();
    assertEquals("[{\"name\":\"P\",\"kind\":\"class\",\"children\":[]}]", json.get("module_types").toString());
    assertEquals("[\"Int\"]", json.get("type_descriptors").toString());
    assertEquals("{\"name\":\"m\",\"typed\":true,\"params\":[{\"name\":\"a\",\"type_id\":0},{\"name\":\"b\",\"type_id\":-1}],\"return_type_id\":0,\"line\":1,\"column\":10}",
        json.getAsJsonArray("callables").get(0).toString());
    place.gene("compile", "-f", "x", "sum.gene").fails("Error: Invalid format 'x'. Must be: gir, pretty, compact, bytecode, or ai-metadata\n");
  }
}
