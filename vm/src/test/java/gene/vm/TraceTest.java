// The instruction trace: one line after each published instruction (language reference 14, section 3).
package gene.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.bytecode.Disassembler;
import gene.data.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TraceTest {
  private static List<String> lines(String text) {
    var lines = new ArrayList<String>();
    Program.of(text, b -> b.trace((fiber, code, pc, stack, depth) -> lines.add(Disassembler.columns(code, pc)
        + "| Stack: [" + stack.stream().map(Printer::code).collect(Collectors.joining(", ")) + "]"))).run();
    return lines;
  }

  /** The trace of the program without the lines of its definitions at the top. */
  private static String trace(String definitions, String expression) {
    int defined = lines(definitions + " nil").size() - 2;
    List<String> all = lines(definitions + "\n" + expression);
    return String.join("\n", all.subList(defined, all.size())) + "\n";
  }

  @Test
  void aSum() {
    assertEquals("""
        LOAD_CONST  1       | Stack: [1]
        LOAD_CONST  2       | Stack: [1, 2]
        CALL        +, 2    | Stack: [3]
        RETURN              | Stack: []
        """, trace("", "(+ 1 2)"));
  }

  @Test
  void aCallsLineComesAfterItsCallees() {
    assertEquals("""
        LOAD_CONST  1       | Stack: [1]
        LOAD_CONST  2       | Stack: [1, 2]
        LOAD_VAR    a       | Stack: [1]
        LOAD_VAR    b       | Stack: [1, 2]
        CALL        +, 2    | Stack: [3]
        RETURN              | Stack: []
        CALL        add, 2  | Stack: [3]
        RETURN              | Stack: []
        """, trace("(fn add [a b] (+ a b))", "(add 1 2)"));
  }

  @Test
  void aTailCallsLineComesBeforeItsCalleesAndNoneFollows() {
    assertEquals("""
        LOAD_CONST  4       | Stack: [4]
        LOAD_VAR    x       | Stack: [4]
        TAIL_CALL   twice, 1 | Stack: []
        LOAD_VAR    n       | Stack: [4]
        LOAD_CONST  2       | Stack: [4, 2]
        CALL        *, 2    | Stack: [8]
        RETURN              | Stack: []
        CALL        f, 1    | Stack: [8]
        RETURN              | Stack: []
        """, trace("(fn twice [n] (n * 2)) (fn f [x] (twice x))", "(f 4)"));
  }

  @Test
  void aTailCallOfABuiltInLeavesItsValue() {
    assertEquals("""
        LOAD_CONST  0       | Stack: [0]
        LOAD_VAR    x       | Stack: [0]
        TAIL_CALL   abs, 1  | Stack: [0]
        RETURN              | Stack: []
        CALL        f, 1    | Stack: [0]
        RETURN              | Stack: []
        """, trace("(fn f [x] (abs x))", "(f 0)"));
  }

  @Test
  void aCallThatIsLeftByAnExceptionHasNoLine() {
    assertEquals("""
        SAVE_EX     #0      | Stack: []
        LOAD_CONST  "x"     | Stack: ["x"]
        THROW               | Stack: []
        ENTER_CATCH         | Stack: [VkInstance]
        STORE_VAR   #1      | Stack: []
        LOAD_CONST  7       | Stack: [7]
        LEAVE_CATCH #0      | Stack: [7]
        JUMP        8       | Stack: [7]
        RETURN              | Stack: []
        CALL        g, 0    | Stack: [7]
        RETURN              | Stack: []
        """, trace("(fn f [] (throw \"x\")) (fn g [] (try (f) catch * 7))", "(g)"));
  }

  @Test
  void branchesThatAreNotTakenAreNotShown() {
    assertEquals("""
        LOAD_CONST  false   | Stack: [false]
        JUMP_IF_FALSE 4     | Stack: []
        LOAD_CONST  2       | Stack: [2]
        RETURN              | Stack: []
        """, trace("", "(if false 1 else 2)"));
  }

  @Test
  void valuesAreInLiteralText() {
    assertEquals("""
        LOAD_CONST  "a"     | Stack: ["a"]
        LOAD_CONST  nil     | Stack: ["a", nil]
        LOAD_CONST  'c'     | Stack: ["a", nil, 'c']
        MAKE_ARRAY  3       | Stack: [["a" nil 'c']]
        RETURN              | Stack: []
        """, trace("", "[\"a\" nil 'c']"));
  }

  @Test
  void longOperandsPushTheRestAway() {
    assertEquals("LOAD_CONST  \"a long text\" | Stack: [\"a long text\"]", lines("\"a long text\"").get(0));
  }

  @Test
  void nothingIsFused() {
    List<String> lines = lines("(fn f [n] (var i 0) (while (i < n) (i += 1)) i) (f 1)");
    assertEquals(2, lines.stream().filter(l -> l.startsWith("CALL        <, 2")).count());
    assertEquals(1, lines.stream().filter(l -> l.startsWith("CALL        +, 2")).count());
  }

  @Test
  void theLibrarysOwnCodeIsNotShown() {
    List<String> lines = lines("([1 2] .map (x -> (x * 2)))");
    assertFalse(lines.stream().anyMatch(l -> l.startsWith("ITERATE") || l.startsWith("NEXT")), lines::toString);
    assertEquals(2, lines.stream().filter(l -> l.startsWith("CALL        *, 2")).count());
  }

  @Test
  void theDepthCountsCallers() {
    var depths = new ArrayList<Integer>();
    Program.of("(fn g [] 1) (fn f [] [(g)]) (f)", b -> b.trace((fiber, code, pc, stack, depth) -> {
      if (code.name().equals("g")) {
        depths.add(depth);
      }
    })).run();
    assertEquals(List.of(2, 2), depths);
  }

  @Test
  void selfInAMethodIsItsReceiver() {
    List<String> lines = lines("(class P (field x) (ctor [/x]) (method m [] /x)) ((new P 3) .m)");
    assertTrue(lines.contains("LOAD_SELF           | Stack: [VkInstance]"), lines::toString);
  }

  @Test
  void aTraceChangesNoOutput() {
    Program.of("(println \"a\") (println (try (throw \"b\") catch e e/message))", b -> b.trace((fiber, code, pc, stack, depth) -> {})).run().prints("a", "b");
  }

  @Test
  void anAwaitThatWaitsIsReportedOnce() {
    List<String> lines = lines("(println (await (async (await (sleep_async 1)))))");
    assertEquals(2, lines.stream().filter(l -> l.startsWith("AWAIT")).count(), lines::toString);
  }

  @Test
  void afterATraceFunctionsAreFusedAndCompiledAgain() {
    String text = "(fn f [n] (var s 0) (while (n > 0) (s += n) (n -= 1)) s)(fn g [k] (var t 0) (while (k > 0) (t += (f 3)) (k -= 1)) t)"
        + "(g 50) (trace_start) (g 2) (trace_end) (g 50)";
    var lines = new ArrayList<Integer>();
    Program program = Program.of(text, b -> b.jit(new gene.jit.Jit(), true).laterTrace((fiber, code, pc, stack, depth) -> lines.add(pc)));
    program.run().value();
    assertTrue(lines.size() > 50 && lines.size() < 1000, () -> lines.size() + " instructions");
    for (CodeState s : program.vm().states()) {
      if (s.code.name().equals("f")) {
        assertFalse(s.isWatched());
        assertTrue(s.jit != null, "compiled again");
        assertEquals(-1, java.util.Arrays.mismatch(s.ops, Quickener.quicken(s.code, true)), "fused again");
      }
    }
  }

  @Test
  void breakpointsOutliveATrace() {
    var program = Program.of("(fn f [n] (n + 1)) (f 1)");
    program.run().value();
    Vm vm = program.vm();
    CodeState s = vm.states().stream().filter(c -> c.code.name().equals("f")).findAny().orElseThrow();
    byte[] before = s.ops.clone();
    s.trap(1);
    vm.tracing.trap(code -> true);
    assertTrue(s.isWatched() && s.ops[0] == gene.bytecode.Op.TRAP.code());
    vm.tracing.trap(code -> false);
    assertTrue(s.isWatched() && s.ops[1] == gene.bytecode.Op.TRAP.code() && s.ops[0] != gene.bytecode.Op.TRAP.code());
    s.untrap(1);
    assertFalse(s.isWatched());
    assertEquals(-1, java.util.Arrays.mismatch(s.ops, before));
  }
}
