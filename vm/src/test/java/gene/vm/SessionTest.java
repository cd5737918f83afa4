// A session: one scope for several inputs, as a REPL has it.
package gene.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.data.Printer;
import gene.source.Source;
import org.junit.jupiter.api.Test;

final class SessionTest {
  private final Vm vm = Program.of("").vm();
  private final Session session = vm.newSession("<repl>");

  private String eval(String text) {
    Outcome o = session.eval(Source.of("<repl>", text));
    assertNull(o.failure(), () -> text + ": " + Program.text(o.failure()));
    return Printer.code(o.value());
  }

  private String failure(String text) {
    return assertInstanceOf(Fault.UncaughtFault.class, session.eval(Source.of("<repl>", text)).failure()).exception().message();
  }

  @Test
  void variablesLast() {
    assertEquals("5", eval("(var x 5)"));
    assertEquals("10", eval("(x * 2)"));
  }

  @Test
  void aTaskWaitsForWhatALaterInputCompletes() {
    eval("(var f (new gene/Future))");
    eval("(async fn waiter [] (+ 1 (await f)))");
    eval("(var w (waiter))");
    assertEquals("pending", eval("(w .state)"));
    eval("(f .complete 4)");
    assertEquals("5", eval("(await w)"));
  }

  @Test
  void assignmentsLast() {
    eval("(var x 5)");
    eval("(x += 1)");
    assertEquals("6", eval("x"));
  }

  @Test
  void aRedeclarationReplaces() {
    eval("(var x 5)");
    eval("(var x (x + 1))");
    assertEquals("6", eval("x"));
  }

  @Test
  void functionsSeeVariables() {
    eval("(var n 1)");
    eval("(fn bump [] (n += 1))");
    eval("(bump)");
    assertEquals("2", eval("n"));
  }

  @Test
  void aFunctionIsRedefined() {
    eval("(fn f [] 1)");
    eval("(fn f [] 2)");
    assertEquals("2", eval("(f)"));
  }

  @Test
  void callersSeeTheRedefinedFunction() {
    eval("(fn f [] 1)");
    eval("(fn g [] (f))");
    eval("(fn f [] 2)");
    assertEquals("2", eval("(g)"));
  }

  @Test
  void classesLast() {
    eval("(class A (method m [] 7))");
    eval("(var a (new A))");
    assertEquals("7", eval("(a .m)"));
  }

  @Test
  void anErrorDoesNotEndIt() {
    eval("(var x 5)");
    assertEquals("nope is not defined", failure("(nope)"));
    assertInstanceOf(Fault.CompileFault.class, session.eval(Source.of("<repl>", "(if)")).failure());
    assertEquals("5", eval("x"));
  }

  @Test
  void aDeclarationThatFailedDeclaresNothing() {
    eval("(var x 1)");
    failure("(var x (throw \"no\"))");
    assertEquals("1", eval("x"));
  }

  @Test
  void whatAnInputDidBeforeItFailedStays() {
    failure("(var a 1) (throw \"no\")");
    assertEquals("1", eval("a"));
  }

  @Test
  void namesCanBeCompleted() {
    eval("(var apple 1)");
    eval("(fn apply [] 1)");
    assertTrue(session.visibleNames().containsAll(java.util.List.of("apple", "apply")));
  }

  @Test
  void sessionsOfOneVmHaveTheirOwnVariables() {
    eval("(var x 5)");
    Outcome other = vm.newSession("<other>").eval(Source.of("<other>", "x"));
    assertInstanceOf(Fault.UncaughtFault.class, other.failure());
  }
}
