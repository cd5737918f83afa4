// A value of a declared kind that carries other values, such as `(Shape/Rect 2 3)`: compared, hashed and printed by them.
package gene.data;

/** {@link #display()} is the head alone: `Shape/Rect`. A value without parts prints as its head, without brackets. */
public interface Structured extends Opaque {
  /** What equal values share, compared by identity: the variant of an enum. */
  Object tag();

  int partCount();

  /** The boxed part; `0 <= index < partCount()`. */
  Object part(int index);
}
