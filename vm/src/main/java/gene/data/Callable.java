// What a call accepts as its callee: functions, built-ins, bound methods, selectors, enum variants.
package gene.data;

public interface Callable {
  /** The name people know it by; empty for an anonymous one. */
  String name();
}
