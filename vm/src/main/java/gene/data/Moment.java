// A place with what it held at some moment: exchanging that with what it holds now goes back, and once more forward again.
package gene.data;

public interface Moment {
  void exchange();

  /** The object that programs see change; null when it is nothing of theirs. */
  default Object owner() {
    return null;
  }

  /** What of the owner changes, as {@link Store.Journal} names it. */
  default Object key() {
    return Store.ALL;
  }

  /** The boxed value that an exchange would bring; Java's null for none, or when it is not one value. */
  default Object value() {
    return null;
  }
}
