// Regular expressions in the syntax of the language on top of java.util.regex (13 §8).
package gene.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

class RegexTest {
  @Test
  void printsWithSlashesAndBackslashesEscaped() {
    assertEquals("#/(\\\\d+)/", regex("(\\d+)").display());
    assertEquals("#/a\\/b/x\\/y/im", new Regex("a/b", "x/y", true, true).display());
  }

  @Test
  void equalOnlyToItselfInTheLanguage() {
    Regex a = regex("a");
    assertFalse(Equality.equal(a, regex("a")));
    assertTrue(Equality.equal(a, a));
  }

  @Test
  void classesAndCaseAreUnicodeAware() {
    assertTrue(matches("^\\w+$", "größe"));
    assertTrue(new Regex("ÄRGER", null, true, false).compiled().matcher("ärger").find());
    assertFalse(regex("ÄRGER").compiled().matcher("ärger").find());
  }

  @Test
  void anchorsMeanTheTextAndDotStopsAtNewlinesOnly() {
    assertFalse(matches("a$", "a\n"));
    assertFalse(matches("^b", "a\nb"));
    assertFalse(new Regex("^b", null, false, true).compiled().matcher("a\nb").find());
    assertFalse(matches("a.b", "a\nb"));
    assertTrue(matches("a.b", "a\rb"));
    assertTrue(new Regex("a.b", null, false, true).compiled().matcher("a\nb").find());
    assertTrue(matches("(?m)a$", "a\nb"));
    assertTrue(matches("[$]\\$", "$$"));
  }

  @Test
  void namedGroupsInAllSpellings() {
    Regex r = regex("(x)(?<a_b>\\d)(?P<c>\\d)(?'d'\\d)(?:y)(?P=c)\\k<a_b>\\k'd'\\k{c}");
    assertEquals(Map.of("a_b", 2, "c", 3, "d", 4), r.groups());
    assertEquals(List.of("a_b", "c", "d"), List.copyOf(r.groups().keySet()));
    Matcher m = r.compiled().matcher("x123y2132");
    assertTrue(m.matches());
    assertEquals("2", m.group(3));
  }

  @Test
  void lookAroundAndBracketsInClassesAreNoGroups() {
    assertEquals(Map.of("n", 2), regex("(a)(?<=a)(?<!b)[(](?>c)\\((?<n>d)").groups());
    assertTrue(matches("^[[a&&b]+$", "[&ab"));
    assertTrue(matches("^[]x]+$", "]x"));
    assertTrue(matches("^[^]x]$", "y"));
    assertTrue(matches("^[[:alpha:]_]+[[:^digit:]]$", "ab_!"));
    assertTrue(matches("^\\Q(?<x>[\\E$", "(?<x>["));
  }

  @Test
  void anInvalidPatternIsRaisedOnlyWhenItIsUsed() {
    Regex bad = regex("a(b");
    Raise raised = assertThrows(Raise.class, bad::compiled);
    assertEquals("ParseException", raised.kind());
    assertTrue(raised.getMessage().contains("#/a(b/"), raised.getMessage());
    assertThrows(Raise.class, regex("\\k<none>")::compiled);
    for (String pattern : List.of("[", "\\", "(?", "(?<", "(?P<n", "[[:", "\\k", "\\k<", "(?P=", "[^", "\\Q", "*", "(?<>x)")) {
      try {
        regex(pattern).compiled();
      } catch (Raise expected) {
        assertEquals("ParseException", expected.kind());
      }
    }
  }

  private static Regex regex(String pattern) {
    return new Regex(pattern, null, false, false);
  }

  private static boolean matches(String pattern, String text) {
    return regex(pattern).compiled().matcher(text).find();
  }
}
