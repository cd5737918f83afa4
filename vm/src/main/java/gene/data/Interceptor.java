// What `interceptor` and `fn-interceptor` define: advice for targets that are named when it is applied.
package gene.data;

import java.util.List;

/** Calling it with a class and method names, or with a function, applies it. */
public final class Interceptor implements Callable, Opaque {
  /** In the order in which one call runs them. */
  public enum Kind { BEFORE_FILTER, BEFORE, INVARIANT, AROUND, AFTER }

  /** @param replacesResult for AFTER: its value becomes the result of the call */
  public record Advice(Kind kind, String target, boolean replacesResult, Object function) {}

  private final String name;
  private final boolean forFunctions;
  private final List<String> targets;
  private final List<Advice> advice;
  private final Switch enabled = new Switch(null);

  /** @param targets the names that stand for what it is applied to; one for a function interceptor */
  public Interceptor(String name, boolean forFunctions, List<String> targets, List<Advice> advice) {
    this.name = name;
    this.forFunctions = forFunctions;
    this.targets = List.copyOf(targets);
    this.advice = List.copyOf(advice);
  }

  @Override
  public String name() {
    return name;
  }

  public boolean isForFunctions() {
    return forFunctions;
  }

  public List<String> targets() {
    return targets;
  }

  /** The advice of one kind for a target, as written. */
  public List<Advice> advice(Kind kind, String target) {
    return advice.stream().filter(a -> a.kind() == kind && a.target().equals(target)).toList();
  }

  public Switch enabled() {
    return enabled;
  }

  @Override
  public String typeofName() {
    return "Interceptor";
  }

  @Override
  public String className() {
    return "Interceptor";
  }

  @Override
  public String display() {
    return "Interceptor";
  }
}
