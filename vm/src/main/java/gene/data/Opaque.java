// A value whose contents a program cannot see by printing: how it is called and shown.
package gene.data;

public interface Opaque {
  /** What `(typeof v)` gives, such as "Function" or "VkNamespace". */
  String typeofName();

  /** The name of its built-in class, such as "Function" or "Namespace". */
  String className();

  /** What printing shows, such as "VkFunction". */
  String display();
}
