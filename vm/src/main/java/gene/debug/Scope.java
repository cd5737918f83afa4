// A group of variables of a frame.
package gene.debug;

public record Scope(Kind kind, String name, Parts variables) {
  public enum Kind { RETURNED, EXCEPTION, ARGUMENTS, LOCALS, CAPTURED, SELF, OPERANDS, NAMESPACE }
}
