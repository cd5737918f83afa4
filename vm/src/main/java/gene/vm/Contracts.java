// The message of a contract that was violated.
package gene.vm;

import gene.bytecode.Site;
import gene.data.Cell;
import gene.data.Printer;
import gene.data.Raise;
import java.util.StringJoiner;

final class Contracts {
  private Contracts() {}

  static Raise violation(Fiber f, Site.Contract c) {
    var args = new StringJoiner(", ");
    for (Site.Variable v : c.arguments()) {
      args.add(v.name() + "=" + Printer.code(value(f, v)));
    }
    String text = "ContractViolation: " + c.function() + " " + (c.post() ? "postcondition" : "precondition") + " #" + c.number() + " failed: "
        + c.condition() + " | args=[" + args + "]";
    if (c.post()) {
      text += " | result=" + Printer.code(value(f, c.result()));
    }
    return Raise.of("AssertionException", text);
  }

  private static Object value(Fiber f, Site.Variable v) {
    int at = f.base + v.index();
    return f.refs[at] instanceof Cell c ? c.value() : f.at(at);
  }
}
