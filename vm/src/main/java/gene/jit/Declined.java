// Code that is not worth compiling, or is too long for HotSpot.
package gene.jit;

final class Declined extends RuntimeException {
  Declined(String reason) {
    super(reason, null, false, false);
  }
}
