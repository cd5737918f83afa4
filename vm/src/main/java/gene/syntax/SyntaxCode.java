// The stable codes of syntax errors, each with the cause it stands for.
package gene.syntax;

import java.util.Set;

public enum SyntaxCode {
  EOF("The text ends inside a bracket, or where a datum must follow."),
  UNMATCHED("A closing bracket has no partner, or the wrong one."),
  STRING("A string has no closing quote."),
  CHARACTER("A character literal does not hold exactly one character between single quotes."),
  REGEX("A regular expression literal has no closing slash."),
  FLAG("A regular expression literal has a flag other than i and m."),
  COMMENT("A block comment is not closed by `>#`."),
  ESCAPE("A backslash is followed by something that is no escape."),
  NUMBER("A token that begins like a number is none."),
  RANGE("An integer does not fit into 64 bits."),
  DATE("A date or time literal has a field that is missing or out of range."),
  KEY("A map holds something else than properties, or a property has no name."),
  VALUE("A property has no value."),
  DUPLICATE("The same property is given twice."),
  PROPERTIES("The properties of an expression stand in more than one run."),
  ODD("A hash map has a key without a value."),
  DATUM("Nothing stands where a quote, a hole, a decorator or an interpolation needs a datum."),
  SEMICOLON("A semicolon stands outside an expression."),
  DEPTH("The forms are nested too deeply to be read.");

  private final String cause;

  SyntaxCode(String cause) {
    this.cause = cause;
  }

  /** The code as diagnostics carry it. */
  public String id() {
    return "GENE.PARSE." + name();
  }

  public String cause() {
    return cause;
  }

  /** Whether the code says that the text ends too early. */
  static boolean isEarlyEnd(String code) {
    return Set.of(EOF, STRING, REGEX, COMMENT).stream().anyMatch(c -> c.id().equals(code));
  }
}
