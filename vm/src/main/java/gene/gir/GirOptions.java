// The options of a run that change its code, and whether places are in the file.
package gene.gir;

public record GirOptions(boolean typeChecks, boolean contracts, boolean strictNil, boolean debug, boolean published) {
  int bits() {
    return (typeChecks ? 1 : 0) | (contracts ? 2 : 0) | (strictNil ? 4 : 0) | (debug ? 8 : 0) | (published ? 16 : 0);
  }

  static GirOptions of(int bits) {
    return new GirOptions((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0);
  }
}
