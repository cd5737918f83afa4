// A built-in entry as the analysis, the editor and the documentation see it: no code, no VM.
package gene.analysis;

/**
 * @param owner     the namespace ("" for global, "math", "genex/json" …) or, for a method, the class ("Array")
 * @param signature parameters as in Gene, then the result: `[sep limit = nil] -> Array`; empty for constants and classes
 */
public record Builtin(String owner, String name, Kind kind, String signature, String doc) {
  public enum Kind { FUNCTION, METHOD, CLASS, NAMESPACE, CONSTANT }

  /** The name as a program writes it: `println`, `math/sin`, `Array.size`. */
  public String qualifiedName() {
    return kind == Kind.METHOD ? owner + "." + name : owner.isEmpty() ? name : owner + "/" + name;
  }
}
