// How deep a walk over data goes before it ends in a fault of the program.
package gene.data;

public final class Nesting {
  /** A level costs such a walk some 50 bytes of heap and no Java stack: 5 MB at worst. */
  public static final int LIMIT = 100_000;

  private Nesting() {}

  static void check(int depth) {
    if (depth > LIMIT) {
      throw Raise.runtime("Stack overflow").withHint("the value is nested more than " + LIMIT + " levels deep");
    }
  }
}
