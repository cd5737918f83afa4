// A value whose parts a path reads by name, though it is no map and no plain object: enum, enum value, regex match, adapter.
package gene.data;

public interface Members {
  /** The boxed member; Java's null when there is none. Never calls Gene code. */
  Object member(String name);
}
