// What a breakpoint's expressions give: the same whether they are worked out on the frame or evaluated on a fiber of their own.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final String[] VALUES = {"1", "-7", "140737488355327", "9223372036854775807", "2.5", "-0.0", "true", "false", "nil", "\"x\"", "'c'", "[1]"};
  private static final String[] EXPRESSIONS = {"(a + b)", "(a - b)", "(a * b)", "(a % b)", "(a < b)", "(a <= b)", "(a > b)", "(a >= b)", "(a == b)", "(a != b)",
      "(a && b)", "(a || b)", "(not a)", "(if (a == b) a else (b == limit))", "((a == 1) && (b != 2.5))", "((limit < 3) || a)", "p/x", "(p/x == a)", "(do a b)"};

  @Test
  void onTheFrameTheyGiveWhatTheyGiveOnAFiber() throws InterruptedException {
    // An array is made on a fiber only.
    for (String e : EXPRESSIONS) {
      var message = "{" + e + "}\t{[" + e + "]}";
      try (Program p = Program.of("(var limit 3)", "(class P", "  (ctor [x]", "    (/x = x)))", "(fn look [a b p]", "  (b == limit))   # @here",
          "(var xs [" + String.join(" ", VALUES) + "])", "(for a in xs", "  (for b in xs", "    (look a b (new P b))))")) {
        p.breakpoints(new BreakpointRequest(p.line("here"), 0, new Conditions("", "", message)));
        p.start().ends();
        assertEquals(VALUES.length * VALUES.length, p.logs.size());
        for (String log : p.logs) {
          String[] both = log.split("\t");
          String alone = both[0].equals("x") ? "\"x\"" : both[0];
          assertEquals(both[1], alone.startsWith("<") ? alone : "[" + alone + "]", e);
        }
      }
    }
  }

  @Test
  void aVariableThatChangesItsKindOrLosesItsValueIsSeen() throws InterruptedException {
    try (Program p = Program.of("(var x 1)", "(fn look [n]", "  (n == x))   # @here", "(for i in (range 0 300)", "  (look i)", "  (if (i == 100) (x = \"text\"))", "  (if (i == 200) (x = 5)))")) {
      p.breakpoints(new BreakpointRequest(p.line("here"), 0, new Conditions("", "", "{(x + 1)}")));
      p.start().ends();
      var expected = new ArrayList<String>();
      for (int i = 0; i <= 100; i++) {
        expected.add("2");
      }
      assertEquals(expected, p.logs.subList(0, 101));
      assertEquals(1, p.logs.subList(101, 201).stream().distinct().count());
      assertEquals(List.of("6"), p.logs.subList(201, p.logs.size()).stream().distinct().toList());
    }
  }
}
