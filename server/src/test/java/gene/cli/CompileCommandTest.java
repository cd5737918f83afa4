// `gene compile`: listings.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.cli.Ran.Place;
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
  void whatCannotBeWrittenIsRefused() {
    place.gene("compile", "sum.gene")
        .fails("Error: The format gir is not available in this version. Use -f pretty, -f compact or -f bytecode.\n");
    place.gene("compile", "-f", "x", "sum.gene").fails("Error: Invalid format 'x'. Must be: gir, pretty, compact, bytecode, or ai-metadata\n");
    place.gene("compile", "-f", "pretty", "-o", "out", "sum.gene")
        .fails("Error: --out-dir is for GIR files, which this version does not write\n");
  }
}
