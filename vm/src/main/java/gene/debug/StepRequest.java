// How the program is to go on.
package gene.debug;

/** @param target the call to step into, as {@link StepTarget} names it; -1 for any */
public record StepRequest(StepKind kind, int thread, Granularity granularity, int target) {
  public StepRequest(StepKind kind, int thread) {
    this(kind, thread, Granularity.STATEMENT, -1);
  }
}
