// `genex/test`: checks, tests and suites. What runs bodies is in prelude.gene.
package gene.library;

import gene.data.GeneArray;
import gene.data.Gene;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Special;
import gene.data.Symbol;
import gene.source.Origin;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Texts;

final class TestFramework implements NativeModule {
  private static final int CHECK = 0, FAIL = 1, NEW = 2, BEGIN = 3, END = 4, BODY = 5, FAILED = 6;
  private static final String[] COMPARISONS = {"==", "!=", "<", "<=", ">", ">="};

  @Override
  public void declare(Declarations to) {
    to.function("genex/test", "check", CHECK, "[condition message = nil] -> Bool", "Raises TestFailure, with the message or `Check failed.`, unless the condition holds.");
    to.function("genex/test", "fail", FAIL, "[message = nil]", "Raises TestFailure, with the message or `Test failed.`.");
    to.builtinClass("genex/test", "TestFailure", "AssertionException", NEW, "What a failed check raises.");
    to.preludeFunction("genex/test", "test!", "[^skip name body...] -> Nil", "Runs the body and prints whether it passed.");
    to.preludeFunction("genex/test", "suite!", "[^skip name body...] -> Nil", "Runs the body, whose tests belong together.");
    to.preludeFunction("gene/prelude", "run_test", "[name skip body] -> Nil", "Runs the body of a test.");
    to.preludeFunction("gene/prelude", "run_suite", "[name skip body] -> Nil", "Runs the body of a suite.");
    for (String comparison : COMPARISONS) {
      to.preludeFunction("gene/prelude", "check_" + comparison, "[left right message...] -> Bool", "`(check (left " + comparison + " right))`.");
    }
    to.function("gene/prelude", "test_begin", BEGIN, "[suite: Bool name skip] -> Bool", "A test or a suite begins; whether its body shall run.");
    to.function("gene/prelude", "test_end", END, "[failure] -> Nil", "The innermost test or suite has ended.");
    to.function("gene/prelude", "test_body", BODY, "[forms: Array] -> Any", "The forms as one expression.");
    to.function("gene/prelude", "check_failed", FAILED, "[comparison: String left right message: Array]", "Raises TestFailure for a comparison.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    return switch (id) {
      case CHECK -> {
        a.require(1, "check requires a condition");
        yield a.isTruthy(0) ? a.ret(true) : failed(a, 1, "Check failed.");
      }
      case FAIL -> failed(a, 0, "Test failed.");
      case NEW -> ExceptionMethods.construct(Arguments.self(a, Instance.class), a);
      case BEGIN -> Texts.of(a.get(1), Rendering.Form.TO_S,
          name -> a.vm().tests().begin(a.isTruthy(0), name, Args.isTruthy(a.get(2))));
      case END -> {
        a.vm().tests().end(a.get(0));
        yield Special.NIL;
      }
      case BODY -> body((GeneArray) a.get(0));
      case FAILED -> comparison(a);
      default -> throw new AssertionError(id);
    };
  }

  private static Object failed(Args a, int message, String otherwise) {
    Object given = a.get(message, Special.NIL);
    return Texts.of(given == Special.NIL ? otherwise : given, Rendering.Form.TO_S, text -> {
      throw Raise.of("TestFailure", text);
    });
  }

  /** `(do form…)`, which stands where its first form does. */
  private static Object body(GeneArray forms) {
    Origin origin = null;
    for (Object form : forms.toObjects()) {
      origin = origin == null && form instanceof Gene g ? g.origin() : origin;
    }
    return new Gene(Symbol.of("do"), new GeneMap(), GeneArray.of(forms.toObjects()), origin);
  }

  private static Object comparison(Args a) {
    String operator = (String) a.get(0);
    Object left = a.get(1);
    Object right = a.get(2);
    GeneArray message = (GeneArray) a.get(3);
    return Texts.all(new Object[] {left, right}, Rendering.Form.CODE, operands -> {
      String expected = operator.equals("==") ? operands[1] : operator + " " + operands[1];
      return Texts.of(message.size() == 0 ? "Check failed." : message.get(0), Rendering.Form.TO_S, text -> {
        throw a.vm().tests().failure(text, expected, operands[0]);
      });
    });
  }
}
