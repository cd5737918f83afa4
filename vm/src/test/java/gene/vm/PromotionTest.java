// Code made at run time shares variables with the frame it runs in, also after that frame has gone.
package gene.vm;

import static gene.vm.Program.failure;
import static gene.vm.Program.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class PromotionTest {
  @Test
  void evalReadsLocals() {
    assertEquals("3", value("(fn f [a] (var b 2) (eval `(a + b))) (f 1)"));
  }

  @Test
  void evalAssignsLocals() {
    assertEquals("9", value("(fn f [a] (eval `(a = 9)) a) (f 1)"));
  }

  @Test
  void laterAssignmentsAreSeenByEarlierCode() {
    assertEquals("[1 5]", value("(fn f [a] (var get (eval `(fn [] a))) (var before (get)) (a = 5) [before (get)]) (f 1)"));
  }

  @Test
  void theVariableOutlivesItsFrame() {
    assertEquals("[2 3]", value("(fn f [a] (eval `(fn [] (a += 1)))) (var g (f 1)) [(g) (g)]"));
  }

  @Test
  void aLoopsSlotCanBeSharedAndUsedAgain() {
    assertEquals("[0 1 2]", value("(fn f [] (var all []) (for i in [0 1 2] (all .add (eval `(fn [] i)))) (all .map (g -> (g)))) (f)"));
  }

  @Test
  void twoEvaluationsShareOneVariable() {
    assertEquals("7", value("(fn f [a] (var set (eval `(fn [v] (a = v)))) (var get (eval `(fn [] a))) (set 7) (get)) (f 1)"));
  }

  @Test
  void aVariableThatIsOutOfScopeIsNotFound() {
    assertEquals("Exception: b is not defined", failure("(fn f [] (if true (var b 1) b) (eval `(+ b 1))) (f)"));
  }

  @Test
  void classesAndNamespacesAreDefined() {
    assertEquals("[7 3]", value("(fn f [n] (eval `(do (class A (method m [] 7)) (ns q (fn /g [] n)) [((new A) .m) (q/g)]))) (f 3)"));
  }

  @Test
  void macrosReadAndWriteTheirCallersVariables() {
    assertEquals("[4 4]", value("(fn inc! [x] ($caller_eval ($render `(%x += 1)))) (fn f [n] [(inc! n) n]) (f 3)"));
  }
}
