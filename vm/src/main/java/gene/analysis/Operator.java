// The operators: spelling, precedence in infix, the text of the published call.
package gene.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

public enum Operator {
  ADD("+", 70), SUBTRACT("-", 70), MULTIPLY("*", 80), DIVIDE("/", 80), REMAINDER("%", 80), POWER("**", 80), CONCAT("++", 70),
  SHIFT_LEFT("<<", 65), SHIFT_RIGHT(">>", 65),
  LESS("<", 60), LESS_EQUAL("<=", 60), GREATER(">", 60), GREATER_EQUAL(">=", 60), EQUAL("==", 60), NOT_EQUAL("!=", 60), IS("is", 60),
  AND("&&", 50), XOR("&|&", 45), OR("||", 40), LOOKUP("./", 90),
  NEGATE("-", 0), INVERT("/", 0), NOT("not", 0);

  private static final Map<String, Operator> INFIX = new HashMap<>();

  static {
    for (Operator o : values()) {
      if (o.precedence > 0) {
        INFIX.put(o.text, o);
      }
    }
  }

  private final String text;
  private final int precedence;

  Operator(String text, int precedence) {
    this.text = text;
    this.precedence = precedence;
  }

  public String text() {
    return text;
  }

  /** Higher binds tighter; all are left-associative. 0 for the prefix-only ones. */
  int precedence() {
    return precedence;
  }

  boolean isComparison() {
    return precedence == 60 && this != IS;
  }

  public static Optional<Operator> findInfix(String text) {
    return Optional.ofNullable(INFIX.get(text));
  }
}
