// The session on a plain stream, and what helps a person at a terminal.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.analysis.Analysis;
import gene.cli.Ran.Place;
import gene.library.Builtins;
import gene.source.Source;
import gene.syntax.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplTest {
  private static final String BANNER = """
      Gene REPL - Interactive Gene Language Shell
      Type 'exit' or 'quit' to exit, 'help' for help

      """;
  // A terminal that cannot do more than lines.
  private static final Terminals TERMINAL = stream -> true;

  private final Place place = Place.in(Path.of("").toAbsolutePath());

  private void session(String input, String output) {
    place.stdin(input).gene("repl").prints(BANNER + output);
  }

  @Test
  void valuesArePrintedAndVariablesStay() {
    session("(var x 5)\n(x * 2)\n\"a\" [\"b\"]\nexit\n", "gene> 5\ngene> 10\ngene> [\"b\"]\ngene> ");
  }

  @Test
  void anErrorIsOneLineAndEndsNothing() {
    session("(nope)\n(foo\n1\n", "gene> error: Exception: nope is not defined\n"
        + "gene> error: EOF while reading an expression, unclosed `(`\ngene> 1\ngene> ");
  }

  @Test
  void whatIsNothingOrPrintsItselfIsNotPrinted() {
    session("nil\nvoid\n(println \"hi\")\n\n  \nquit\n1\n", "gene> gene> gene> hi\ngene> gene> gene> ");
  }

  @Test
  void helpListsTheWords() {
    session("help\n", "gene> exit, quit  leave the session\nhelp        print this list\ngene> ");
  }

  @Test
  void theSessionEndsWithTheStatusOfTheProgram() {
    assertEquals(new Ran(3, BANNER + "gene> ", ""), place.stdin("(exit 3)\n1\n").gene("r"));
  }

  @Test
  void atATerminalAnInputGoesOnUntilItIsComplete() {
    Place dumb = place.terminals(TERMINAL).environment("TERM", "dumb");
    dumb.stdin("(+ 1\n2\n)\nexit\n").gene("repl").prints(BANNER + "gene>     >     > 3\ngene> ");
    dumb.stdin("(+ 1").gene("repl").prints(BANNER + "gene>     > error: EOF while reading an expression, unclosed `(`\ngene> \n");
  }

  @Test
  void aProgramOpensASessionWhereItStands(@TempDir Path folder) {
    String program = """
        (class Point
          (ctor [] (/x = 7))
          (method look [a]
            (var b 3)
            (let c 4)
            (println "got" ($repl))
            [a b c /x]))
        (println ((new Point) .look 5))
        """;
    String inputs = "a\n(a = 50)\n(b += 1)\n(c = 9)\n(/x = 8)\n(var y 100)\n(fn twice [q] (q * 2))\n(await (async (twice y)))\n(nope)\n$ex\n(y + a)\n";
    String answers = "gene> 5\ngene> 50\ngene> 4\ngene> error: Cannot reassign 'let' binding 'c'\ngene> 8\ngene> 100\ngene> VkFunction\n"
        + "gene> 200\ngene> error: Exception: nope is not defined\ngene> gene> 150\ngene> got 150\n[50 4 4 8]\n";
    Place in = Place.in(folder).file("p.gene", program).stdin(inputs);
    for (String jit : List.of("on", "off", "eager")) {
      in.gene("run", "--jit", jit, "p.gene").prints(BANNER + answers);
    }
  }

  @Test
  void aSessionInAProgramEndsAndTheProgramGoesOn() {
    place.stdin("(n + 1)\nquit\n(n + 2)\n").gene("eval", "(fn f [n] [($repl) ($repl)]) (f 5)")
        .prints(BANNER + "gene> 6\ngene> " + BANNER + "gene> 7\ngene> [6 7]\n");
    assertEquals(new Ran(3, BANNER + "gene> ", ""), place.stdin("(exit 3)\n").gene("eval", "($repl) (println \"never\")"));
    place.stdin("(fn f [v] ($repl))\n(f 9)\nv\nexit\n1\n").gene("repl").prints(BANNER + "gene> VkFunction\ngene> " + BANNER + "gene> 9\ngene> 9\ngene> 1\ngene> ");
    assertEquals(1, place.gene("eval", "($repl 1)").status());
  }

  @Test
  void afterAnUncaughtExceptionASessionShowsWhatIsLeft(@TempDir Path folder) {
    Place in = Place.in(folder).file("p.gene", "(var x 5)\n(fn f [a] (throw \"oops\"))\n(f x)\n");
    Ran ran = in.stdin("x\n($ex .message)\n(x = 6)\n(var q (x + 1))\nq\n(f 1)\n($ex .message)\n").gene("run", "--repl-on-error", "p.gene");
    assertEquals(BANNER + "gene> 5\ngene> \"oops\"\ngene> 6\ngene> 7\ngene> 7\ngene> error: Exception: oops\ngene> \"oops\"\ngene> ", ran.out());
    assertTrue(ran.err().startsWith("error: Exception: oops\n --> p.gene:2:11\n"), ran::err);
    assertEquals(1, ran.status());
    assertEquals(4, in.stdin("(exit 4)\n").gene("run", "--repl-on-error", "p.gene").status());
    in.file("fine.gene", "(println 1)").gene("run", "--repl-on-error", "fine.gene").prints("1\n");
    assertEquals("", in.file("broken.gene", "(var").gene("run", "--repl-on-error", "broken.gene").out());
    assertEquals(BANNER + "gene> 1\ngene> ", in.stdin("a\n").gene("eval", "--repl-on-error", "(var a 1) (throw \"x\")").out());
  }

  @Test
  void aTraceCanBeAskedFor() {
    Ran ran = place.stdin("(+ 1 2)\n").gene("repl", "-d");
    assertEquals(BANNER + "gene> 3\ngene> ", ran.out());
    assertTrue(ran.err().startsWith("LOAD_CONST  1       | Stack: [1]\n"), ran::err);
  }

  @Test
  void filesAreNoInput() {
    place.gene("repl", "x.gene").fails("Error: repl takes no arguments: x.gene. `gene run FILE` runs a file.\n");
  }

  @Test
  void theEditorAsksForMoreWhileBracketsAreOpen() {
    var parser = new InputParser();
    assertThrows(EOFError.class, () -> parser.parse("(a [1", 5, ParseContext.ACCEPT_LINE));
    assertThrows(EOFError.class, () -> parser.parse("\"text", 5, ParseContext.ACCEPT_LINE));
    assertEquals("(a))", parser.parse("(a))", 4, ParseContext.ACCEPT_LINE).line());
    ParsedLine word = parser.parse("(abc de/f .x)", 7, ParseContext.COMPLETE);
    assertEquals("de/f", word.word());
    assertEquals(2, word.wordCursor());
  }

  @Test
  void namesAreCompletedFromSessionBuiltInsAndForms() {
    List<String> names = completions("(p", 2, List.of("price"));
    assertTrue(names.containsAll(List.of("price", "println", "while", "math/sin")), names::toString);
    List<String> methods = completions("(x .s", 5, List.of("price"));
    assertTrue(methods.contains(".size"), methods::toString);
    assertTrue(methods.stream().allMatch(m -> m.startsWith(".")), methods::toString);
  }

  private static List<String> completions(String line, int cursor, List<String> variables) {
    var found = new ArrayList<Candidate>();
    new InputCompleter(Builtins.table(), () -> variables).complete(null, new InputParser().parse(line, cursor, ParseContext.COMPLETE), found);
    return found.stream().map(Candidate::value).toList();
  }

  @Test
  void formsAreColouredWhileTheyAreTyped() {
    var text = InputHighlighter.highlight("(if x \"a\" 12 {^k 1}) )");
    assertEquals("(if x \"a\" 12 {^k 1}) )", text.toString());
    assertEquals(AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE).bold(), text.styleAt(1));
    assertEquals(AttributedStyle.DEFAULT, text.styleAt(4));
    assertEquals(AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN), text.styleAt(6));
    assertEquals(AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN), text.styleAt(10));
    assertEquals(AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA), text.styleAt(14));
    assertEquals(AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).underline(), text.styleAt(21));
    assertEquals(AttributedStyle.DEFAULT, InputHighlighter.highlight("(a").styleAt(0), "an input that is being typed is not wrong");
  }

  @Test
  void everyFormWordBeginsASpecialForm() {
    for (String word : FormWords.ALL) {
      var analysis = Analysis.of(Reader.read(Source.of("a", "(" + word + ")")), Builtins.table(), Map.of());
      assertTrue(!analysis.unboundNames().containsValue(word), word + " is read as the name of a function");
    }
  }

  @Test
  void historyBelongsToTheUser(@TempDir Path home) {
    assertEquals(Optional.of(home.resolve("gene")), StateFolder.folder(Map.of("XDG_STATE_HOME", home.toString(), "HOME", "/x")));
    assertEquals(Optional.of(home.resolve(".local/state/gene")), StateFolder.folder(Map.of("XDG_STATE_HOME", "relative", "HOME", home.toString())));
    assertEquals(Optional.empty(), StateFolder.file(Map.of(), "history"));
    Path file = StateFolder.file(Map.of("HOME", home.toString()), "history").orElseThrow();
    assertTrue(Files.isDirectory(file.getParent()));
  }
}
