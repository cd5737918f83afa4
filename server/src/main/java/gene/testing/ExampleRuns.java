// Runs the `^examples` of the functions of a loaded program.
package gene.testing;

import gene.data.Equality;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.Printer;
import gene.data.Symbol;
import gene.source.Source;
import gene.vm.ExceptionInstance;
import gene.vm.Fault;
import gene.vm.Function;
import gene.vm.Future;
import gene.vm.Outcome;
import gene.vm.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

public final class ExampleRuns {
  /** What of an example is no name that a program could use. */
  private static final String ARGUMENTS = "example%arguments";
  private static final String RESULT = "example%result";
  private static final String EXPECTED = "example%expected";

  /** @param text     `[1 2] -> 3`
   *  @param expected `return 3`, `any return`, `throws C`
   *  @param actual   `return 4`, `throws C: MESSAGE`, `spec error: …` */
  public record Result(String function, int number, String text, boolean passed, String expected, String actual, Function of, ExceptionInstance thrown) {}

  /** Thrown by a run that ended itself or was stopped. */
  public static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;
    public final transient Outcome outcome;

    Ended(Outcome outcome) {
      super(null, null, false, false);
      this.outcome = outcome;
    }
  }

  /** One of a function's examples, ready to be run. */
  public record Example(String function, int number, Object arguments, String operator, Object expectation, Function of) {
    String text() {
      return Printer.code(arguments) + " " + operator + " " + Printer.code(expectation);
    }
  }

  private final Session session;

  public ExampleRuns(Session session) {
    this.session = session;
  }

  /** By name of function. */
  public List<Example> examples() {
    var all = new ArrayList<Example>();
    for (Map.Entry<String, Function> e : session.functionsWithExamples().entrySet()) {
      GeneArray data = e.getValue().examples();
      for (int i = 0; i + 2 < data.size(); i += 3) {
        all.add(new Example(e.getKey(), i / 3 + 1, data.get(i), data.get(i + 1).toString(), data.get(i + 2), e.getValue()));
      }
    }
    return all;
  }

  public Result run(Example e) {
    boolean fails = e.operator().equals("throws");
    boolean any = !fails && e.expectation() instanceof Symbol s && s.name().equals("_") || e.expectation() == gene.data.Special.PLACEHOLDER;
    String wanted = fails ? "throws " + Printer.code(e.expectation()) : any ? "any return" : "return " + Printer.code(e.expectation());
    Outcome arguments = evaluate(e, e.arguments());
    Outcome expected = any ? null : evaluate(e, e.expectation());
    if (thrown(arguments) != null || expected != null && thrown(expected) != null) {
      ExceptionInstance wrong = thrown(arguments) != null ? thrown(arguments) : thrown(expected);
      return result(e, false, wanted + " <invalid>", "spec error: " + wrong.message(), null);
    } else if (fails && !(expected.value() instanceof GeneClass)) {
      return result(e, false, wanted + " <invalid>", "spec error: " + Printer.code(e.expectation()) + " is not a class", null);
    }
    Outcome outcome = call(e, arguments.value());
    ExceptionInstance exception = thrown(outcome);
    String actual = exception != null ? "throws " + exception.cls().name() + (exception.message().isEmpty() ? "" : ": " + exception.message())
        : "return " + Printer.code(outcome.value());
    if (fails) {
      return result(e, exception != null && exception.cls().isA((GeneClass) expected.value()), wanted, actual, exception);
    } else if (any || exception != null) {
      return result(e, exception == null, wanted, actual, exception);
    }
    return result(e, equal(e, outcome.value(), expected.value()), "return " + Printer.code(expected.value()), actual, null);
  }

  private static Result result(Example e, boolean passed, String expected, String actual, ExceptionInstance thrown) {
    return new Result(e.function(), e.number(), e.text(), passed, expected, actual, e.of(), thrown);
  }

  private Outcome call(Example e, Object arguments) {
    session.define(ARGUMENTS, arguments);
    Object callee = e.function().indexOf('/') < 0 ? Symbol.of(e.function()) : new gene.data.ComplexSymbol(List.of(e.function().split("/")));
    Outcome outcome = evaluate(e, gene.data.Gene.of(callee, Map.of(), List.of(Symbol.of(ARGUMENTS + "..."))));
    if (outcome.value() instanceof Future) {
      session.define(RESULT, outcome.value());
      return evaluate(e, gene.data.Gene.of(Symbol.of("await"), Map.of(), List.of(Symbol.of(RESULT))));
    }
    return outcome;
  }

  /** As the program itself compares: a class may define `==`. */
  private boolean equal(Example e, Object actual, Object expected) {
    session.define(RESULT, actual);
    session.define(EXPECTED, expected);
    Outcome outcome = evaluate(e, gene.data.Gene.of(Symbol.of(RESULT), Map.of(), List.of(Symbol.of("=="), Symbol.of(EXPECTED))));
    return thrown(outcome) == null && Equality.equal(outcome.value(), Boolean.TRUE);
  }

  private Outcome evaluate(Example e, Object datum) {
    Source source = e.of().code().source();
    Outcome outcome = session.eval(datum, source);
    if (outcome.exited() || outcome.failure() instanceof Fault.InterruptedFault) {
      throw new Ended(outcome);
    }
    return outcome;
  }

  /** Null when it has returned. A datum that does not compile counts as an exception. */
  private ExceptionInstance thrown(Outcome outcome) {
    if (outcome.failure() instanceof Fault.CompileFault f) {
      return session.exception(f.diagnostics().get(0).message());
    }
    return outcome.failure() instanceof Fault.UncaughtFault f ? f.exception() : null;
  }
}
