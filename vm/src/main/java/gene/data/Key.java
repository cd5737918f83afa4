// A key of a hash map or a member of a hash set, with its hash computed once.
package gene.data;

public final class Key {
  private final Object value;
  private final int hash;

  Key(Object value, int hash) {
    this.value = value;
    this.hash = hash;
  }

  /** The key for a value that needs no Gene method to be hashed; {@link Hashing} is for the others. */
  public static Key of(Object value) {
    return new Key(value, Equality.hash(value));
  }

  public Object value() {
    return value;
  }

  int hash() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Key k && hash == k.hash && Equality.equal(value, k.value);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
