// What a built-in returns when Gene code has to run before it can go on: no Java method calls Gene and waits.
package gene.vm;

import java.util.function.UnaryOperator;

/**
 * @param callee any value; called as a program would call it
 * @param method when not null, the method of this name is called on `callee` instead
 * @param next   gets the boxed result and says how to go on: a value, or another request. Null: the result is the built-in's.
 */
public record CallRequest(Object callee, String method, Object[] args, Continuation next) {
  @FunctionalInterface
  public interface Continuation {
    Object resume(Vm vm, Object result);
  }

  /** What comes after a step that gives a value or, when Gene code has to run first, a request. */
  public static Object then(Object step, UnaryOperator<Object> next) {
    if (step instanceof CallRequest r) {
      return new CallRequest(r.callee(), r.method(), r.args(), (vm, result) -> then(r.next() == null ? result : r.next().resume(vm, result), next));
    }
    return next.apply(step);
  }

  public static CallRequest call(Object callee, Continuation next, Object... args) {
    return new CallRequest(callee, null, args, next);
  }

  public static CallRequest method(Object receiver, String name, Continuation next, Object... args) {
    return new CallRequest(receiver, name, args, next);
  }
}
