// When a breakpoint that is reached stops the program, as it is asked for; an empty text asks for nothing.
package gene.debug;

/**
 * @param condition    Gene that must be true
 * @param hitCondition how often it must be reached, see {@link HitCondition}
 * @param logMessage   text with expressions in braces that is logged instead of stopping
 */
public record Conditions(String condition, String hitCondition, String logMessage) {
  public static final Conditions NONE = new Conditions("", "", "");
}
