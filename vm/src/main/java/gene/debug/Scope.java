// A group of variables of a frame.
package gene.debug;

public record Scope(Kind kind, String name, Parts variables) {
  public enum Kind { LOCALS, CAPTURED, SELF, NAMESPACE }
}
