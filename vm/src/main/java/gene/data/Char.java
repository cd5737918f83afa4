// One Unicode code point.
package gene.data;

public record Char(int codePoint) {
  @Override
  public String toString() {
    return Character.toString(codePoint);
  }
}
