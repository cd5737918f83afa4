// Futures: their state, settling them, callbacks; what prelude.gene needs to call these.
package gene.library;

import gene.data.Callable;
import gene.data.GeneClass;
import gene.data.Kinds;
import gene.data.Raise;
import gene.data.Selector;
import gene.data.Special;
import gene.data.Symbol;
import gene.vm.Args;
import gene.vm.BoundMethod;
import gene.vm.CallRequest;
import gene.vm.Declarations;
import gene.vm.Function;
import gene.vm.Future;
import gene.vm.NativeModule;
import java.util.Set;

final class FutureMethods implements NativeModule {
  private static final int NEW = 0, STATE = 1, VALUE = 2, COMPLETE = 3, FAIL = 4, CANCEL = 5, ON_SUCCESS = 6, ON_FAILURE = 7;
  private static final int COMPLETE_FUTURE = 8, CANCEL_FUTURE = 9, NOTIFY = 10, RELEASE = 11;

  private static final Set<String> FUNCTIONS = Set.of("Function", "Block");

  @Override
  public void declare(Declarations to) {
    to.builtinClass("", "Future", "Object", NEW, "A value that will be there later: `(new gene/Future)` is pending, `(new gene/Future v)` has succeeded.");
    to.method("Future", "state", STATE, "[] -> Symbol", "`pending`, `success`, `failure` or `cancelled`.");
    to.method("Future", "value", VALUE, "[] -> Any", "The value, the exception of a failure, the reason of a cancellation; `nil` while it is pending.");
    to.method("Future", "complete", COMPLETE, "[value] -> Nil", "Makes a pending future succeed, and calls its callbacks.");
    to.method("Future", "fail", FAIL, "[error] -> Future", "Makes a pending future fail, and calls its callbacks.");
    to.method("Future", "cancel", CANCEL, "[reason = nil] -> Future", "Cancels a pending future, and calls its callbacks; what runs behind it goes on.");
    to.method("Future", "on_success", ON_SUCCESS, "[callback] -> Future", "Calls `(callback value)` once the future has succeeded.");
    to.method("Future", "on_failure", ON_FAILURE, "[callback] -> Future", "Calls `(callback error)` once the future has failed or was cancelled.");
    to.function("", "complete_future", COMPLETE_FUTURE, "[future: Future value] -> Nil", "Makes a pending future succeed, and calls its callbacks.");
    to.function("", "cancel_future", CANCEL_FUTURE, "[future: Future reason = nil] -> Nil", "Cancels a pending future, and calls its callbacks.");
    to.preludeFunction("gene/prelude", "settled", "[future: Future callbacks: Array value in_loop: Bool] -> Nil",
        "Calls the callbacks of a future that has ended, then lets go on what awaits it.");
    to.function("gene/prelude", "notify", NOTIFY, "[callback value] -> Any", "Calls a callback, without the value when it has no parameters.");
    to.function("gene/prelude", "release", RELEASE, "[future: Future failure in_loop: Bool] -> Nil", "Lets go on what awaits a future.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    return switch (id) {
      case NEW -> a.count() == 0 ? new Future() : Future.succeeded(a.get(0));
      case STATE -> Symbol.of(self(a).state().symbol());
      case VALUE -> self(a).value();
      case COMPLETE -> complete(a, self(a), 0, "Future.complete requires a future and a value");
      case FAIL -> fail(a, self(a));
      case CANCEL -> cancel(a, self(a), 0, self(a));
      case ON_SUCCESS, ON_FAILURE -> register(a, self(a), id == ON_SUCCESS);
      case COMPLETE_FUTURE -> complete(a, first(a, "complete_future requires a future and a value"), 1, "complete_future requires a future and a value");
      case CANCEL_FUTURE -> cancel(a, first(a, "cancel_future requires a future"), 1, Special.NIL);
      case NOTIFY -> notify(a);
      case RELEASE -> {
        a.vm().scheduler().settlement().called((Future) a.get(0), a.get(1), (Boolean) a.get(2));
        yield Special.NIL;
      }
      default -> throw new AssertionError(id);
    };
  }

  private static Future self(Args a) {
    return Arguments.self(a, Future.class);
  }

  private static Future first(Args a, String message) {
    if (a.get(0, null) instanceof Future future) {
      return future;
    }
    throw Raise.argument(message);
  }

  private static Object complete(Args a, Future future, int index, String message) {
    a.require(index + 1, message);
    return settle(a, future, Future.State.SUCCESS, a.get(index), Special.NIL, "complete");
  }

  private static Object fail(Args a, Future future) {
    a.require(1, "Future.fail requires a future and an error value");
    return settle(a, future, Future.State.FAILURE, a.vm().exception(a.get(0)), future, "fail");
  }

  private static Object cancel(Args a, Future future, int index, Object result) {
    Object reason = index < a.count() ? a.get(index)
        : a.vm().exception(Raise.coded("CancellationException", "GENE.ASYNC.CANCELLED", "Future cancelled"));
    return settle(a, future, Future.State.CANCELLED, reason, result, "cancel");
  }

  private static Object settle(Args a, Future future, Future.State outcome, Object value, Object result, String verb) {
    if (!future.isPending()) {
      throw Raise.coded("ConcurrencyException", "GENE.ASYNC.ALREADY_TERMINAL",
          "GENE.ASYNC.ALREADY_TERMINAL: cannot " + verb + " a future in state " + future.state().symbol());
    }
    return a.vm().scheduler().settlement().settleNow(future, outcome, value, result);
  }

  private static Object register(Args a, Future future, boolean success) {
    String name = success ? "on_success" : "on_failure";
    Object callback = Arguments.required(a, 0, "Future." + name + " requires a callback");
    if (!isFunction(callback)) {
      throw Raise.type(name + " callback must be a function or block");
    }
    a.vm().scheduler().settlement().whenEnded(future, success, (Callable) callback);
    return future;
  }

  /** Functions, blocks, bound methods, built-ins. */
  static boolean isFunction(Object value) {
    return value instanceof Callable && !(value instanceof Selector) && FUNCTIONS.contains(Kinds.typeName(value));
  }

  static Object notify(Args a) {
    Object callback = a.get(0);
    return takesNothing(a, callback) ? CallRequest.call(callback, null) : CallRequest.call(callback, null, a.get(1));
  }

  private static boolean takesNothing(Args a, Object callback) {
    if (callback instanceof BoundMethod m) {
      GeneClass cls = a.vm().classOf(m.receiver());
      return cls.findMethod(m.name()) instanceof Function f && f.code().params().isEmpty();
    }
    return callback instanceof Function f && f.code().params().isEmpty();
  }
}
