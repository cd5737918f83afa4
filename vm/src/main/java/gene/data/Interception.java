// An interceptor applied to one function or method: what is called in its place.
package gene.data;

import gene.data.Interceptor.Advice;
import gene.data.Interceptor.Kind;
import java.util.List;

public final class Interception implements Callable, Opaque {
  private final Object original;
  private final boolean ofMethod;
  private final Switch enabled;
  private final List<Advice> filters;
  private final List<Advice> before;
  private final List<Advice> invariants;
  private final Advice around;
  private final List<Advice> after;

  /** @param original what a program can call: a function, an instance with `call`, or the method that is wrapped */
  public Interception(Interceptor by, String target, Object original, boolean ofMethod) {
    this.original = original;
    this.ofMethod = ofMethod;
    this.enabled = new Switch(by.enabled());
    filters = by.advice(Kind.BEFORE_FILTER, target);
    before = by.advice(Kind.BEFORE, target);
    invariants = by.advice(Kind.INVARIANT, target);
    around = by.advice(Kind.AROUND, target).stream().findFirst().orElse(null);
    after = by.advice(Kind.AFTER, target);
  }

  public Object original() {
    return original;
  }

  public boolean isOfMethod() {
    return ofMethod;
  }

  public Switch enabled() {
    return enabled;
  }

  public List<Advice> filters() {
    return filters;
  }

  public List<Advice> before() {
    return before;
  }

  public List<Advice> invariants() {
    return invariants;
  }

  /** Null when there is none. */
  public Advice around() {
    return around;
  }

  public List<Advice> after() {
    return after;
  }

  @Override
  public String name() {
    return original instanceof Callable c ? c.name() : "";
  }

  @Override
  public String typeofName() {
    return "Interception";
  }

  @Override
  public String className() {
    return "Interception";
  }

  @Override
  public String display() {
    return "Interception";
  }
}
