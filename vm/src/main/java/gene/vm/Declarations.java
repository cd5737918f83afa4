// What a NativeModule says about itself.
package gene.vm;

/** Signatures are written `[sep limit = nil] -> Array`; the doc text is one or more sentences. */
public interface Declarations {
  /** @param namespace "" for the global one, else a path such as "math" or "gene/json" */
  void function(String namespace, String name, int id, String signature, String doc);

  /** A method of a built-in class. */
  void method(String className, String name, int id, String signature, String doc);

  /** A method whose body is written in Gene, in prelude.gene. */
  void preludeMethod(String className, String name, String signature, String doc);

  /** A function whose body is written in Gene, in prelude.gene. */
  void preludeFunction(String namespace, String name, String signature, String doc);

  /** An immutable value: number, string, …. */
  void constant(String namespace, String name, Object value, String doc);

  /** A built-in class; the parent is "Object" or another built-in class. `new` calls the entry with this number; -1 refuses. */
  void builtinClass(String namespace, String name, String parent, int ctorId, String doc);
}
