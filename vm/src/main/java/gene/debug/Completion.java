// Something that could be typed.
package gene.debug;

/** @param start the column, from 0, of the text that it replaces, up to the cursor */
public record Completion(String text, Kind kind, String detail, int start) {
  public enum Kind { VARIABLE, FUNCTION, CLASS, MODULE, METHOD, FIELD }
}
