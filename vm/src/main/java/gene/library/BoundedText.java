// A text that ends a search in it once the search has looked at too many characters.
package gene.library;

final class BoundedText implements CharSequence {
  /** Carries no trace: it is thrown and caught within one search. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super(null, null, false, false);
    }
  }

  // A search without backtracking looks at each character a few times; one that is out of hand never ends. About a second.
  private static final long STEPS = 100_000_000;
  private static final long STEPS_PER_CHARACTER = 1_000;

  private final String text;
  private long left;

  BoundedText(String text) {
    this.text = text;
  }

  /** A new search begins. */
  void begin() {
    left = STEPS + STEPS_PER_CHARACTER * text.length();
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new Exhausted();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
