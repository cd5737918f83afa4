// A built-in entry as the analysis, the editor and the documentation see it: no code, no VM.
package gene.analysis;

/**
 * @param owner     the namespace ("" for global, "math", "genex/json" …) or, for a method, the class ("Array")
 * @param signature parameters as in Gene, then the result: `[sep limit = nil] -> Array`; empty for constants and classes
 * @param parent    for a class the name of its superclass; empty otherwise
 */
public record Builtin(String owner, String name, Kind kind, String signature, String doc, String parent) {
  public enum Kind { FUNCTION, METHOD, CLASS, NAMESPACE, CONSTANT }

  public Builtin(String owner, String name, Kind kind, String signature, String doc) {
    this(owner, name, kind, signature, doc, "");
  }

  /** The name as a program writes it: `println`, `math/sin`, `Array.size`. */
  public String qualifiedName() {
    return kind == Kind.METHOD ? owner + "." + name : owner.isEmpty() ? name : owner + "/" + name;
  }
}
