// The singletons of the language that are not booleans.
package gene.data;

public enum Special {
  NIL("nil"), VOID("void"), NOT_FOUND("not_found"), PLACEHOLDER("_");

  private final String text;

  Special(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
