// What a built-in returns when Gene code has to run before it can go on: no Java method calls Gene and waits.
package gene.vm;

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

  public static CallRequest call(Object callee, Continuation next, Object... args) {
    return new CallRequest(callee, null, args, next);
  }

  public static CallRequest method(Object receiver, String name, Continuation next, Object... args) {
    return new CallRequest(receiver, name, args, next);
  }
}
