// What came of exchanging the functions of a file.
package gene.debug;

import gene.vm.HotCode;
import java.util.List;

/** @param unchanged how many functions have the same text as before */
public record Reloaded(List<String> replaced, List<Refusal> refused, int unchanged) {
  /** @param line 1-based, in the new text; 0 where the reason is not of one place */
  public record Refusal(String name, int line, String reason) {}

  static Reloaded of(HotCode.Result result) {
    return new Reloaded(result.replaced(), result.refused().stream().map(r -> new Refusal(r.name(), r.line(), r.reason())).toList(), result.unchanged());
  }
}
