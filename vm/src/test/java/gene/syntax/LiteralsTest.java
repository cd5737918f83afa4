// Numbers, bytes, dates, times, characters and regexes (01 §5, 8, 9).
package gene.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gene.data.Char;
import gene.data.Regex;
import org.junit.jupiter.api.Test;

class LiteralsTest {
  @Test
  void integersAreSigned64Bit() {
    assertEquals("0 -7 8 7", Marked.data("0 -7 +8 007"));
    assertEquals(Long.MAX_VALUE, Marked.datum("9223372036854775807"));
    assertEquals(Long.MIN_VALUE, Marked.datum("-9223372036854775808"));
    assertEquals(Long.MAX_VALUE, Marked.datum("0000000000000000000000000000009223372036854775807"));
    Marked.faults("[|9223372036854775808|] (a [|-9223372036854775809|]) [|18446744073709551617|]",
        "RANGE: out of range", "RANGE: out of range", "RANGE: out of range");
  }

  @Test
  void hexadecimalsGiveTheBitPattern() {
    assertEquals("31 171 65535 -1 -31 16 0", Marked.data("0x1F 0XaB 0xff_ff 0xffffffffffffffff -0x1F +0x10 0x0"));
    assertEquals(1L, Marked.datum("0x000000000000000000001"));
    Marked.faults("[|0x10000000000000000|] [|0x|] 0x[|g|] 0x[|_1|]",
        "RANGE: out of range", "NUMBER: hexadecimal", "NUMBER: invalid number", "NUMBER: invalid number");
  }

  @Test
  void floatsNeedALeadingDigit() {
    assertEquals("1.5 -0.5 2.0 1000.0 2.5 1.0 100000.0", Marked.data("1.5 -0.5 2. 1e3 25E-1 1.e0 1e+5"));
    Marked.faults("[|1e|] [|1.5e+|]", "NUMBER: exponent", "NUMBER: exponent");
  }

  @Test
  void whatFollowsANumberDirectlyMakesItInvalid() {
    Marked.faults("10[|m|] 1[|abc|] 1[|/2|] 1.[|.5|] 5[|#|] 2.5[|x|]", "NUMBER: `10m`", "NUMBER: invalid number",
        "NUMBER: division", "NUMBER: range", "NUMBER: invalid number", "NUMBER: invalid number");
    Marked.faults("[|5|]-3 (a)", "DATE: 4-digit year");
    assertEquals("1 [2] 3 \"x\"", Marked.data("1[2]3\"x\""));
  }

  @Test
  void bytes() {
    assertEquals("0#ff00 0#dead 0#f0 0#01 0#f001", Marked.data("0#ff00 0#DEAD 0!11110000 0!1 0!111100001"));
    assertEquals("0#ab0c 0#6869 0#dead 0#dead [0#de x]", Marked.data("0#abc 0*aGk= 0#de~ad 0#de~ \n ad [0#de~ x]"));
    Marked.faults("[|0#|] [|0!|] [|0*|] 0![|2|] 0#f[|g|] [|0*a|]", "NUMBER: no hex digits after 0#", "NUMBER: no bits",
        "NUMBER: no base64", "NUMBER: invalid number", "NUMBER: invalid number", "NUMBER: base64");
  }

  @Test
  void datesAndTimesPrintAsWritten() {
    for (String text : new String[] {"2024-02-29", "2024-01-02T03:04:05Z", "10:20", "10:20:30.5", "2024-01-02T10:20",
        "10:20:30+05:30", "2024-01-02T10:20:00-01:00[Europe/Paris]", "10:20[Asia/Tokyo]"}) {
      assertEquals(text, String.valueOf(Marked.datum(text)));
    }
    assertEquals("10:20:00Z 10:20:30.5 10:20:30", Marked.data("10:20Z 10:20:30.500000 10:20:30.0"));
    assertEquals("[10:20 [1 2]]", Marked.data("[10:20[1 2]]"));
  }

  @Test
  void fieldsOfDatesAreChecked() {
    Marked.faults("2024-[|13|]-01 2024-02-[|30|] 2023-02-[|29|] [|25|]:00 10:[|61|] 10:20:[|60|]", "DATE: Invalid month: 13",
        "DATE: Invalid day: 30", "DATE: Invalid day: 29", "DATE: Invalid hour: 25", "DATE: Invalid minute: 61",
        "DATE: Invalid second: 60");
    Marked.faults("2024-[|1|]-02 2024-01[| |] [|0|]:10 [|0999|]-01-01 10:20:30.[|1234567|]",
        "DATE: Expected 2-digit month in date literal", "DATE: Expected 2-digit day", "DATE: Expected 2-digit hour",
        "DATE: Invalid year: 999", "DATE: digits of a second");
    Marked.faults("2024-01-02T10:20[|[A/B]|] 10:20Z[|[UTC]|] 2024-01-02[|x|] 10:20+[|24|]:00", "DATE: needs an offset",
        "DATE: time zone", "DATE: unexpected", "DATE: offset hour: 24");
  }

  @Test
  void charactersHoldOneCodePoint() {
    assertEquals(new Char('a'), Marked.datum("'a'"));
    assertEquals(new Char(0x1F600), Marked.datum("'😀'"));
    assertEquals(new Char(0x1F600), Marked.datum("'\\ud83d\\ude00'"));
    assertEquals("['\\n' '\\'' '\\\\' '\"' ' ' '(' 'q' 'A']", Marked.data("['\\n' '\\'' '\\\\' '\\\"' ' ' '(' '\\q' '\\u0041']"));
    Marked.faults("([|''|] [|'ab'|] [|'|]a) b", "CHARACTER: empty", "CHARACTER: character", "CHARACTER: unterminated");
    Marked.faults("'[|\\u12|]' x", "ESCAPE: invalid escape");
  }

  @Test
  void regexesUnescapeSlashesAndBackslashes() {
    assertEquals(new Regex("ab+c", null, false, false), Marked.datum("#/ab+c/"));
    assertEquals(new Regex("a/b\\d\\w", null, true, true), Marked.datum("#/a\\/b\\\\d\\w/im"));
    assertEquals(new Regex("a b", "x/", true, false), Marked.datum("#/a b/x\\//i"));
    assertEquals("#/a\\/b\\\\d/ #/x/y/m", Marked.data("#/a\\/b\\d/ #/x/y/m"));
    assertEquals("(a #/x/ b/c)", Marked.data("(a #/x/ b/c)"));
    Marked.faults("(f #/a/[|x|]i)", "FLAG: flag");
    Marked.faults("(f [|#/|]a)\n(g 1)", "REGEX: unterminated regex");
  }
}
