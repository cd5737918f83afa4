// A variable that outlives its frame: captured by a closure, a module's or a namespace's member.
package gene.data;

public final class Cell {
  // Written by Store only; read everywhere.
  long word;
  Object ref;

  public Cell() {
    word = NanBox.ABSENT;
  }

  public Cell(long word, Object ref) {
    this.word = word;
    this.ref = ref;
  }

  public long word() {
    return word;
  }

  public Object ref() {
    return ref;
  }

  public boolean isAbsent() {
    return word == NanBox.ABSENT;
  }

  /** The boxed value; the cell must not be absent. */
  public Object value() {
    return NanBox.box(word, ref);
  }
}
