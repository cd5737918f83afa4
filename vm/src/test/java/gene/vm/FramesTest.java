// Looking at a program that stands still: variables, evaluation and assignment in its frames.
package gene.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.bytecode.Code;
import gene.data.Printer;
import gene.source.MarkedText;
import gene.source.Source;
import gene.syntax.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FramesTest {
  /** Traps the statement at the cursor. */
  private static final class Stop extends QuietHook {
    private final Vm vm;
    private final int at;
    private final Consumer<Frames> look;
    int stops;

    Stop(Vm vm, int at, Consumer<Frames> look) {
      this.vm = vm;
      this.at = at;
      this.look = look;
    }

    @Override
    public void loaded(Code code) {
      int[] statements = code.statements();
      for (int i = 0; code.source().name().equals("test.gene") && i < statements.length; i++) {
        int end = i + 1 < statements.length ? statements[i + 1] : code.length();
        // The first instruction may belong to a part of the statement, such as an argument.
        if (IntStream.range(statements[i], end).anyMatch(pc -> code.spanStart(pc) == at)) {
          vm.trap(code, statements[i]);
        }
      }
    }

    @Override
    public Fiber trapped(Fiber fiber) {
      stops++;
      look.accept(Frames.of(fiber));
      return fiber;
    }
  }

  /** Runs the program and looks at its frames each time it reaches the statement at the cursor. */
  private static Program.Ran stop(String marked, Consumer<Frames> look) {
    MarkedText m = MarkedText.of(marked);
    Program p = Program.of(m.text());
    var hook = new Stop(p.vm(), m.cursor(), look);
    p.vm().setHook(hook);
    Program.Ran ran = p.run();
    assertTrue(hook.stops > 0, () -> "it did not stop: " + marked);
    return ran;
  }

  private static String show(List<Frames.Variable> variables) {
    return variables.stream().map(v -> v.name() + "=" + Printer.code(v.value())).collect(Collectors.joining(" "));
  }

  private static String at(String marked, java.util.function.Function<Frames, String> look) {
    var seen = new ArrayList<String>();
    stop(marked, f -> seen.add(look.apply(f)));
    return String.join("; ", seen);
  }

  private static String locals(String marked) {
    return at(marked, f -> show(f.locals(0)));
  }

  private static String evaluated(Frames f, int level, String text) {
    Outcome o = f.evaluate(level, Reader.read(Source.of("<watch>", text)), null);
    return o.failure() == null ? Printer.code(o.value()) : Program.text(o.failure()).replaceAll(" \\[.*", "");
  }

  private static String evaluated(String marked, String text) {
    return at(marked, f -> evaluated(f, 0, text));
  }

  @Test
  void localsAreThoseDeclaredSoFar() {
    assertEquals("a=1 b=2", locals("(fn f [a] (var b 2) <|>(var c 3) [a b c]) (f 1)"));
  }

  @Test
  void eachStopShowsTheValuesOfThatMoment() {
    assertEquals("i=0; i=1", locals("(fn f [] (var i 0) (while (i < 2) <|>(i += 1)) i) (f)"));
  }

  @Test
  void variablesInCellsShowTheirValues() {
    assertEquals("n=5", locals("(fn f [n] (var g (fn [] n)) <|>(g)) (f 5)").replaceAll(" g=.*", ""));
  }

  @Test
  void anInnerVariableHidesTheOuterOne() {
    assertEquals("x=2", locals("(fn f [x] (if true (var x 2) <|>(println x))) (f 1)"));
  }

  @Test
  void aVariableThatIsOutOfScopeIsGone() {
    assertEquals("a=1", locals("(fn f [a] (if true (var x 2) x) <|>(println a)) (f 1)"));
  }

  @Test
  void frameNamesAreThoseOfTraces() {
    assertEquals("g f <module>", at("(fn g [] <|>(println 1) 2) (fn f [] [(g)]) [(f)]",
        f -> f.name(0) + " " + f.name(1) + " " + f.name(2)));
  }

  @Test
  void aCallersVariablesAreSeen() {
    assertEquals("x=7", at("(fn g [] <|>(println 1) 2) (fn f [x] [(g)]) [(f 7)]", f -> show(f.locals(1))));
  }

  @Test
  void capturedVariablesAreListed() {
    assertEquals("n=4", at("(fn f [n] (fn [] <|>(println n) n)) ((f 4))", f -> show(f.captured(0))));
  }

  @Test
  void theReceiverIsSelf() {
    assertEquals("{x=3}", at("(class P (field x) (ctor [/x]) (method m [] <|>(println 1) 2)) ((new P 3) .m)",
        f -> String.valueOf(Frames.parts(f.self(0)))));
  }

  @Test
  void operandsOfCallersAreSeen() {
    assertEquals("1 2", at("(fn g [] <|>(println 1) 2) [1 2 (g)]",
        f -> f.operands(1).stream().map(Printer::code).collect(Collectors.joining(" "))));
  }

  @Test
  void behindATrapSelfIsTheReceiver() {
    stop("(class P (field x) (ctor [/x]) (method m [] <|>(println /x) self)) (println (((new P 3) .m) == nil))", f -> {}).prints("3", "false");
  }

  @Test
  void behindATrapAWatchedVariableIsReported() {
    var written = new ArrayList<String>();
    Program p = Program.of("(fn f [a] (a = 5) a) (f 1)");
    p.vm().setHook(new QuietHook() {
      @Override
      public void loaded(Code code) {
        IntStream.range(0, code.length()).forEach(pc -> p.vm().trap(code, pc));
      }

      @Override
      public void writesLocal(Fiber fiber, int slot, Object value) {
        if (fiber.fn.state.code.name().equals("f")) {
          written.add(slot + "=" + value);
        }
      }
    });
    p.vm().watch();
    assertEquals("5", p.run().value());
    assertEquals(List.of("0=5"), written);
  }

  @Test
  void libraryFramesAreTold() {
    assertEquals("true", at("([1] .map (x -> <|>(println x)))", f -> String.valueOf(f.isLibrary(1))));
    assertEquals("false", at("(fn g [] <|>(println 1) 2) [(g)]", f -> String.valueOf(f.isLibrary(1))));
  }

  @Test
  void codeIsEvaluatedInTheFrame() {
    assertEquals("12", evaluated("(fn f [a] (var b 2) <|>(println a) b) (f 10)", "(a + b)"));
  }

  @Test
  void itSeesTheModule() {
    assertEquals("[1 9]", evaluated("(var m 1) (fn h [x] (x * 3)) (fn f [] <|>(println m) 2) (f)", "[m (h 3)]"));
  }

  @Test
  void itSeesTheCallersFrameByLevel() {
    assertEquals("8", at("(fn g [x] <|>(println 1) x) (fn f [x] [(g 1)]) [(f 7)]", f -> evaluated(f, 1, "(x + 1)")));
  }

  @Test
  void fieldsOfTheReceiverAreRead() {
    assertEquals("3", evaluated("(class P (field x) (ctor [/x]) (method m [] <|>(println 1) 2)) ((new P 3) .m)", "/x"));
  }

  @Test
  void anAssignmentInAnEvaluationIsTheFrames() {
    Program.Ran ran = stop("(fn f [a] <|>(println a) (a * 2)) (println (f 1))", f -> assertEquals("5", evaluated(f, 0, "(a = 5)")));
    ran.prints("5", "10");
  }

  @Test
  void aFaultInAnEvaluationStaysThere() {
    Program.Ran ran = stop("(fn f [a] <|>(println a) a) (f 1)", f -> assertEquals("Exception: nope is not defined", evaluated(f, 0, "(nope a)")));
    ran.prints("1");
  }

  @Test
  void aSyntaxErrorInAnEvaluationIsReported() {
    stop("(fn f [a] <|>(println a) a) (f 1)",
        f -> assertInstanceOf(Fault.CompileFault.class, f.evaluate(0, Reader.read(Source.of("<watch>", "(a + ")), null).failure()));
  }

  @Test
  void aMalformedFormInAnEvaluationIsReported() {
    stop("(fn f [a] <|>(println a) a) (f 1)",
        f -> assertInstanceOf(Fault.UncaughtFault.class, f.evaluate(0, Reader.read(Source.of("<watch>", "(if)")), null).failure()));
  }

  @Test
  void aDeclarationInAnEvaluationDeclaresNothingInTheFrame() {
    assertEquals("a=1", at("(fn f [a] <|>(println a) a) (f 1)", f -> {
      evaluated(f, 0, "(var fresh 2)");
      return show(f.locals(0));
    }));
  }

  @Test
  void localsAreAssigned() {
    Program.Ran ran = stop("(fn f [a] <|>(println a) a) (println (f 1))", f -> assertTrue(f.assign(0, "a", "new")));
    ran.prints("new", "new");
  }

  @Test
  void variablesInCellsAreAssigned() {
    Program.Ran ran = stop("(fn f [a] (var g (fn [] a)) <|>(println (g)) a) (println (f 1))", f -> assertTrue(f.assign(0, "a", 2L)));
    ran.prints("2", "2");
  }

  @Test
  void capturedVariablesAreAssigned() {
    Program.Ran ran = stop("(fn f [a] (fn [] <|>(println a) a)) (println ((f 1)))", f -> assertTrue(f.assign(0, "a", 2L)));
    ran.prints("2", "2");
  }

  @Test
  void anUnknownNameIsNotAssigned() {
    stop("(fn f [a] <|>(println a) a) (f 1)", f -> assertFalse(f.assign(0, "nope", 2L)));
  }

  @Test
  void evaluationMovesAVariableIntoACell() {
    var code = new ArrayList<Boolean>();
    Program.Ran ran = stop("(fn f [a] <|>(println a) (a += 1) (println a) a) (f 1)", f -> {
      evaluated(f, 0, "(var later (fn [] (a = (a * 10))))");
      evaluated(f, 0, "((fn [] (a = (a * 10))))");
      code.add(f.locals(0).get(0).value().equals(10L));
    });
    ran.prints("10", "11");
    assertEquals(List.of(true), code);
  }
}
