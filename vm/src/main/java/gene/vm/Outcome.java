// How a run or an evaluation ended. `failure` is null unless it failed; `value` is nil then. `exited`: the program ended itself with `(exit n)`.
package gene.vm;

import gene.analysis.Analysis;
import gene.data.Special;

public record Outcome(int exitStatus, Object value, Fault failure, Analysis analysis, boolean exited) {
  static Outcome success(Object value, Analysis analysis) {
    return new Outcome(0, value, null, analysis, false);
  }

  static Outcome exit(int status, Analysis analysis) {
    return new Outcome(status, Special.NIL, null, analysis, true);
  }

  static Outcome failure(Fault fault, Analysis analysis) {
    return new Outcome(fault instanceof Fault.InterruptedFault ? 130 : 1, Special.NIL, fault, analysis, false);
  }
}
