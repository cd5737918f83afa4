// The ways in which options may be written.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gene.cli.OptionForms.Split;
import gene.cli.OptionForms.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OptionFormsTest {
  private static final Map<String, Value> KNOWN = Map.of("--format", Value.REQUIRED, "-f", Value.REQUIRED, "--debug", Value.NONE,
      "-d", Value.NONE, "-p", Value.NONE, "--listen", Value.ATTACHED);

  private static void check(List<String> options, List<String> operands, String... words) {
    assertEquals(new Split(options, operands), OptionForms.split(List.of(words), KNOWN, false));
  }

  @Test
  void longOptionsTakeTheirValueInThreeWays() {
    check(List.of("--format=x"), List.of(), "--format", "x");
    check(List.of("--format=x"), List.of(), "--format=x");
    check(List.of("--format=x"), List.of(), "--format:x");
    check(List.of("--format=a=b:c"), List.of(), "--format:a=b:c");
    check(List.of("--format="), List.of(), "--format=");
  }

  @Test
  void shortOptionsToo() {
    check(List.of("-f=x"), List.of(), "-f", "x");
    check(List.of("-f=x"), List.of(), "-f:x");
    check(List.of("-f=x"), List.of(), "-fx");
    check(List.of("-f=(a = 1)"), List.of(), "-f", "(a = 1)");
  }

  @Test
  void aValueMayLookLikeAnOption() {
    check(List.of("-f=-d"), List.of(), "-f", "-d");
    check(List.of("--format=--"), List.of("a"), "--format", "--", "a");
  }

  @Test
  void shortFlagsMayStandTogether() {
    check(List.of("-d", "-p"), List.of(), "-dp");
    check(List.of("-d", "-f=x"), List.of("y"), "-df", "x", "y");
  }

  @Test
  void optionsAndOperandsMix() {
    check(List.of("-d", "-p"), List.of("a", "-", "b"), "a", "-d", "-", "b", "-p");
    check(List.of("-d"), List.of("-p", "--"), "-d", "--", "-p", "--");
  }

  @Test
  void everythingAfterTheFirstOperandCanBelongToAProgram() {
    assertEquals(new Split(List.of("-d"), List.of("file", "-p", "--", "--x=1")),
        OptionForms.split(List.of("-d", "file", "-p", "--", "--x=1"), KNOWN, true));
  }

  @Test
  void anOptionalValueMustBeAttached() {
    check(List.of("--listen"), List.of("x"), "--listen", "x");
    check(List.of("--listen=x"), List.of(), "--listen:x");
  }

  @Test
  void unknownOptionsStayForTheParser() {
    check(List.of("--nope:1", "-z"), List.of(), "--nope:1", "-z");
  }

  @Test
  void valuesThatAreMissingOrTooManyAreRefused() {
    assertEquals("-f requires a value", refusal("-f"));
    assertEquals("--format requires a value", refusal("--format"));
    assertEquals("--debug takes no value", refusal("--debug=1"));
    assertEquals("-d takes no value", refusal("-d:1"));
  }

  private static String refusal(String... words) {
    return assertThrows(Refusal.class, () -> OptionForms.split(List.of(words), KNOWN, false)).getMessage();
  }
}
