// Regexps at work: places, groups, templates, limits.
package gene.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.data.Printer;
import gene.data.Raise;
import gene.data.Regex;
import gene.data.Special;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RegexTest {
  private static Matching on(String pattern, String text) {
    return new Matching(new Regex(pattern, null, false, false), text);
  }

  private static String replaceAll(String pattern, String text, String template) {
    return on(pattern, text).replace(RegexTemplate.parse(template), true);
  }

  @Test
  void tellsEverythingAboutAMatch() {
    var match = (RegexMatch) on("(?<word>w\\w+)-(\\d+)(!)?", "héllo 😀 wörld-42 now").matchOrNil();
    assertEquals("wörld-42", match.member("value"));
    assertEquals("[\"wörld\" \"42\" \"\"]", Printer.code(match.member("captures")));
    assertEquals("{^word \"wörld\"}", Printer.code(match.member("named_captures")));
    assertEquals(8L, match.member("start"));
    assertEquals(16L, match.member("end"));
    assertEquals("héllo 😀 ", match.member("pre_match"));
    assertEquals(" now", match.member("post_match"));
    assertEquals(null, match.member("nothing"));
    assertEquals(Special.NIL, on("zzz", "abc").matchOrNil());
  }

  @Test
  void splits() {
    assertEquals(List.of("a", "b", "", "c"), on(",", "a,b,,c").split(99));
    assertEquals(List.of("a", "b,c"), on(",", "a,b,c").split(2));
    assertEquals(List.of("a", "😀", "c"), on("", "a😀c").split(99));
    assertEquals(List.of(""), on(",", "").split(99));
    assertEquals(List.of("a", "b"), on("\\d*", "a1b").split(99));
    assertEquals(List.of("a", "b", ""), on("\\d+", "a1b22").split(99));
  }

  @Test
  void replacesByTemplates() {
    assertEquals("-a-b-c-", replaceAll("x*", "abc", "-"));
    assertEquals("-a-😀-", replaceAll("x*", "a😀", "-"));
    assertEquals("a<1>b<2>", replaceAll("\\d", "a1b2", "<\\0>"));
    assertEquals("smith, john", replaceAll("(\\w+) (\\w+)", "john smith", "\\2, \\1"));
    assertEquals("b/a", replaceAll("(?<x>a)(?<y_1>b)", "ab", "\\k<y_1>/\\g'x'"));
    assertEquals("\\ $1 \\x .", replaceAll("a", "a", "\\\\ $1 \\x .\\9\\k<no>"));
    assertEquals("\\", replaceAll("a", "a", "\\"));
  }

  @Test
  void findsPositions() {
    assertEquals(1, on("b", "😀b").index(0));
    assertEquals(5, on("a", "banana").lastIndex(Integer.MAX_VALUE));
    assertEquals(3, on("ana", "banana").lastIndex(Integer.MAX_VALUE));
    assertEquals(1, on("ana", "banana").lastIndex(2));
    assertEquals(-1, on("x", "banana").lastIndex(Integer.MAX_VALUE));
    assertEquals(List.of("1", "22"), on("\\d+", "a1b22").texts());
  }

  @Test
  void neverMatchesHalfACharacter() {
    assertFalse(on("\\P{So}", "😀").find());
    assertEquals("😀", on(".", "😀").textOrNil());
  }

  @Test
  void givesUpInsteadOfBacktrackingForEver() {
    Raise raise = assertThrows(Raise.class, () -> on("(a+)+\\1b", "a".repeat(60)).find());
    assertTrue(raise.getMessage().contains("too many steps"), raise.getMessage());
  }

  @Test
  void givesUpInsteadOfOverflowingTheStack() {
    var matching = on("(?:a|b)*c", "ab".repeat(5_000_000));
    assertEquals("RuntimeException", assertThrows(Raise.class, matching::find).kind());
  }
}
