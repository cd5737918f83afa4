// How often a breakpoint has to be reached before it stops: `5` (the fifth time), `>=5`, `>5`, `<5`, `<=5`, `%5` (every fifth time).
package gene.debug;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

record HitCondition(String operator, long number) {
  static final HitCondition ALWAYS = new HitCondition(">=", 1);
  private static final Pattern FORM = Pattern.compile("\\s*(==?|>=?|<=?|%)?\\s*(\\d{1,18})\\s*");

  static HitCondition parse(String text) {
    if (text.isBlank()) {
      return ALWAYS;
    }
    Matcher m = FORM.matcher(text);
    if (!m.matches() || "%".equals(m.group(1)) && Long.parseLong(m.group(2)) == 0) {
      throw new DebugException("The hit condition `" + text.strip() + "` is not one of 5, >5, >=5, <5, <=5, %5");
    }
    return new HitCondition(m.group(1) == null || m.group(1).startsWith("=") ? "==" : m.group(1), Long.parseLong(m.group(2)));
  }

  /** Whether to stop at this hit, counted from 1. */
  boolean stopsAt(long hit) {
    return switch (operator) {
      case "==" -> hit == number;
      case ">" -> hit > number;
      case ">=" -> hit >= number;
      case "<" -> hit < number;
      case "<=" -> hit <= number;
      case "%" -> hit % number == 0;
      default -> throw new AssertionError(operator);
    };
  }
}
