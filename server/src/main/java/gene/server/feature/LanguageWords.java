// What operators, the words inside forms and the globals of a program mean, for whoever points at one.
package gene.server.feature;

import java.util.Map;
import java.util.Optional;

final class LanguageWords {
  private static final Map<String, String> OPERATORS = Map.ofEntries(
      Map.entry("+", "Adds two numbers."), Map.entry("-", "Subtracts the second number from the first; with one operand its negative."),
      Map.entry("*", "Multiplies two numbers."), Map.entry("/", "Divides the first number by the second; the result is a Float."),
      Map.entry("%", "The remainder of a division."), Map.entry("**", "Raises the first number to the power of the second."),
      Map.entry("++", "Joins two strings or two arrays."), Map.entry("<<", "Shifts the bits of an integer to the left."),
      Map.entry(">>", "Shifts the bits of an integer to the right."), Map.entry("<", "Whether the first is less than the second."),
      Map.entry("<=", "Whether the first is less than the second, or equal to it."), Map.entry(">", "Whether the first is greater than the second."),
      Map.entry(">=", "Whether the first is greater than the second, or equal to it."), Map.entry("==", "Whether the two are equal: of the same kind, with the same content."),
      Map.entry("!=", "Whether the two are not equal."), Map.entry("is", "Whether the value is of the type."),
      Map.entry("&&", "The first value if that is false, else the second, which is looked at only then; of two integers the bits that both have."), Map.entry("||", "The first value if that is true, else the second, which is looked at only then; of two integers the bits that one of them has."),
      Map.entry("&|&", "Whether exactly one of the two is true; of two integers the bits that differ."), Map.entry("not", "Whether the value is false; of an integer its complement."),
      Map.entry("./", "The member of a value that the expression behind names."), Map.entry("..", "The range from the first integer to the second."),
      Map.entry("=", "Assigns a value to a variable or a member."), Map.entry("+=", "Adds to a variable or a member."),
      Map.entry("-=", "Subtracts from a variable or a member."), Map.entry("*=", "Multiplies a variable or a member."),
      Map.entry("/=", "Divides a variable or a member."), Map.entry("%=", "Leaves the remainder of a division in a variable or a member."));
  private static final Map<String, String> INSIDE = Map.ofEntries(
      Map.entry("then", "Begins what runs if the condition holds."), Map.entry("elif", "Another condition, asked if those before did not hold."),
      Map.entry("else", "Begins what runs if nothing before applied."), Map.entry("when", "A pattern or value of a `case`, and what runs if it fits."),
      Map.entry("in", "Stands before the collection of a loop."), Map.entry("catch", "Begins what runs with an exception of the `try`."),
      Map.entry("finally", "Begins what runs at the end of the `try`, whatever has happened."), Map.entry("from", "Stands before the module of an import."),
      Map.entry("->", "Stands before the result's type of a function, or between the parameters and the body of one."),
      Map.entry("implements", "Stands before the interfaces that a class promises to have."));
  private static final Map<String, String> GLOBALS = Map.of(
      "$args", "The arguments of the program, as strings.", "$cwd", "The working folder.", "$env", "The environment variables of the program.",
      "$ex", "The exception that is being handled; nil outside of `catch`.", "$ns", "The current namespace.", "$pkg", "The package of the module.",
      "$program", "The path of the main script.");

  private LanguageWords() {}

  static Optional<String> find(String word) {
    return Optional.ofNullable(OPERATORS.get(word)).or(() -> Optional.ofNullable(INSIDE.get(word))).or(() -> Optional.ofNullable(GLOBALS.get(word)));
  }
}
