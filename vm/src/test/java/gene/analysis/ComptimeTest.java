// `comptime`: what it computes without running anything, and the definitions it emits.
package gene.analysis;

import static gene.analysis.Checked.analyse;
import static gene.analysis.Checked.fine;
import static gene.analysis.Checked.finds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ComptimeTest {
  private static String names(Analysis a) {
    assertEquals(List.of(), a.diagnostics());
    return a.bindings().stream().map(Binding::name).collect(Collectors.joining(" "));
  }

  @Test
  void theChosenBranchEmitsItsDefinitions() {
    assertEquals("small", names(analyse("(comptime (if (1 < 2) (fn small [] 1) else (fn big [] 2)))")));
  }

  @Test
  void theEnvironmentIsAnInput() {
    String text = "(comptime (if (($env \"SIZE\" \"small\") == \"big\") (fn big [] 1) else (fn small [] 2)))";
    assertEquals("small", names(analyse(text)));
    assertEquals("big", names(analyse(text, Map.of("SIZE", "big"))));
  }

  @Test
  void itsVariablesLastForTheModule() {
    assertEquals("f", names(analyse("(comptime (var n 1)) (comptime (n += 1)) (comptime (if (n == 2) (fn f [] 1)))")));
  }

  @Test
  void whatItEmitsIsSeenAboveIt() {
    fine("(println (f)) (comptime (fn f [] 1))");
  }

  @Test
  void importsItEmitsBindNames() {
    fine("(comptime (import limit from \"m\")) (println limit)");
  }

  @Test
  void callsAreRefused() {
    finds("(comptime [|(println 1)|])", "error COMPILE.COMPTIME: comptime: unsupported expression");
  }

  @Test
  void anUnknownNameIsPointedAt() {
    finds("(comptime (if ([|nope|] == 1) (fn f [] 1)))", "error COMPILE.COMPTIME: comptime: unknown variable nope");
  }

  @Test
  void aFaultOfArithmeticIsReported() {
    finds("[|(comptime (var x (\"a\" - 1)))|]", "error COMPILE.COMPTIME: comptime: Cannot subtract");
  }
}
