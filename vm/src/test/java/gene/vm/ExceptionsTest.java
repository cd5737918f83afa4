// Exceptions that nothing catches: class, message, place, and the calls that were running.
package gene.vm;

import static gene.vm.Program.failure;
import static gene.vm.Program.run;
import static gene.vm.Program.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.MarkedText;
import gene.source.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExceptionsTest {
  @Test
  void anUncaughtExceptionFailsTheRun() {
    Program.Ran ran = run("(println 1) (throw \"gone\") (println 2)");
    assertEquals(1, ran.outcome().exitStatus());
    assertEquals(List.of("1"), ran.out());
    assertEquals("gone", ran.uncaught().message());
  }

  @Test
  void aFaultHasAClassAndAMessage() {
    assertEquals("TypeException: Cannot add Int and String", failure("(1 + \"a\")"));
    assertEquals("Exception: nope is not defined", failure("nope"));
  }

  /** The program's trace: each name with the number of the cursor that marks its place, innermost first. */
  private static void traces(String marked, String... expected) {
    MarkedText m = MarkedText.of(marked);
    var source = Source.of("test.gene", m.text());
    var wanted = new ArrayList<String>();
    for (String entry : expected) {
      String[] parts = entry.split("@");
      wanted.add("at " + parts[0] + " (" + source.place(m.cursors().get(Integer.parseInt(parts[1]) - 1)) + ")");
    }
    assertEquals(wanted, run(m.text()).trace());
  }

  @Test
  void theTraceGoesFromTheFaultOutward() {
    traces("""
        (fn total [x]
          <|>(x + nil))
        [<|>(total 1)]
        """, "total@1", "<module>@2");
  }

  @Test
  void methodsAreNamedWithTheirClass() {
    traces("""
        (class Point
          (method fail [] <|>(throw "x")))
        <|>((new Point) .fail)
        """, "Point.fail@1", "<module>@2");
  }

  @Test
  void anonymousFunctionsHaveAPlaceholder() {
    traces("""
        (var f (fn [] <|>(throw "x")))
        [<|>(f)]
        """, "<fn>@1", "<module>@2");
  }

  @Test
  void aRefusedArgumentIsTheCallsFault() {
    traces("""
        (fn f [a] a)
        [<|>(f)]
        """, "<module>@1");
  }

  @Test
  void aCallbacksCallersAreShown() {
    List<String> trace = run("([1] .map (x -> (throw \"x\")))").trace();
    assertTrue(trace.get(0).startsWith("at <fn> (test.gene:"), trace::toString);
    assertTrue(trace.get(1).contains("map"), trace::toString);
    assertTrue(trace.get(trace.size() - 1).startsWith("at <module> (test.gene:"), trace::toString);
  }

  @Test
  void theInnermostEntryIsTheProgramsOwn() {
    MarkedText m = MarkedText.of("(println \"a\")\n([1] .<|>map 5)");
    StackTrace.Entry entry = run(m.text()).uncaught().trace().innermost();
    assertEquals("test.gene", entry.code().source().name());
    assertEquals(2, entry.code().source().line(entry.code().spanStart(entry.pc())));
  }

  @Test
  void repeatedFramesAreShortened() {
    List<String> lines = run("(fn f [n] (if (n == 0) (throw \"end\") else [(f (n - 1))]))\n(f 100)").trace();
    assertTrue(lines.contains("… 97 more"), lines::toString);
    assertEquals(6, lines.size(), lines::toString);
  }

  @Test
  void whoMadeATailCallIsGone() {
    traces("""
        (fn g [] <|>(throw "x"))
        (fn f [] (g))
        [<|>(f)]
        """, "g@1", "<module>@2");
  }

  @Test
  void finallyRunsOnTheWayOut() {
    Program.Ran ran = run("(fn f [] (try (throw \"x\") finally (println \"f\"))) (try (f) finally (println \"m\"))");
    assertEquals(List.of("f", "m"), ran.out());
    assertEquals("x", ran.uncaught().message());
  }

  @Test
  void aCaughtExceptionKnowsItsPlace() {
    MarkedText m = MarkedText.of("(try <|>(throw \"x\") catch e e/location)");
    assertEquals("\"" + Source.of("test.gene", m.text()).place(m.cursor()) + "\"", value(m.text()));
  }

  @Test
  void theExceptionIsRestoredAfterACatch() {
    assertEquals("nil", value("(try (throw \"x\") catch * 1) $ex"));
  }

  @Test
  void compileErrorsRunNothing() {
    Program.Ran ran = run("(println 1) (if)");
    assertEquals(List.of(), ran.out());
    assertEquals(1, ran.outcome().exitStatus());
    var fault = assertInstanceOf(Fault.CompileFault.class, ran.outcome().failure());
    assertEquals(List.of("GENE.COMPILE.IF"), fault.diagnostics().stream().map(d -> d.code()).toList());
  }

  @Test
  void anUndefinedNameFailsOnlyWhenItIsReached() {
    Program.Ran ran = run("(println 1) wombat");
    assertEquals(List.of("1"), ran.out());
    assertTrue(ran.uncaught().message().contains("wombat is not defined"));
  }
}
