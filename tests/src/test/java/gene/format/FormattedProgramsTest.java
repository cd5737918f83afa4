// Formats every program of the repository: data, comments and what it prints stay the same, and our own ones are canonical.
package gene.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.data.Printer;
import gene.data.Raise;
import gene.harness.Repository;
import gene.source.Source;
import gene.syntax.Formatter;
import gene.syntax.Forms;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class FormattedProgramsTest {
  private static final List<String> FOLDERS = List.of("examples", "tests/conformance", "tests/bench", "tests/lsp", "tests/dap",
      "vm/src/main/resources", "vscode-extension/test");
  // Others are examples of something else: of a style, of errors with columns, of tokens.
  private static final List<String> OURS = List.of("examples", "tests/bench");

  @TestFactory
  Stream<DynamicTest> formattingChangesNothingButBlanks() {
    return FOLDERS.stream().map(folder -> DynamicTest.dynamicTest(folder, () -> programs(folder).forEach(FormattedProgramsTest::check)));
  }

  @TestFactory
  Stream<DynamicTest> ourOwnProgramsAreCanonical() {
    return OURS.stream().map(folder -> DynamicTest.dynamicTest(folder, () -> {
      List<String> others = programs(folder).stream().filter(p -> !Formatter.of(Repository.read(p)).isCanonical())
          .map(p -> Repository.name(Repository.root(), p)).toList();
      assertEquals(List.of(), others, "`gene fmt FILE…` mends these");
    }));
  }

  @Test
  void thereAreProgramsToFormat() {
    assertTrue(programs("tests/conformance").size() > 1000);
    OURS.forEach(folder -> assertFalse(programs(folder).isEmpty(), folder));
  }

  private static List<Path> programs(String folder) {
    return Repository.files(Repository.root().resolve(folder),
        f -> f.toString().endsWith(".gene") && !f.toString().contains("node_modules"));
  }

  private static void check(Path file) {
    String name = Repository.name(Repository.root(), file);
    String text = Repository.read(file);
    var formatter = Formatter.of(text);
    String formatted = formatter.text();
    assertEquals(formatted, Formatter.of(formatted).text(), () -> name + " is not laid out at once");
    assertTrue(formatter.keepsMeaning(), () -> name + " means something else");
    Tree before = Reader.read(Source.of(name, text));
    Tree after = Reader.read(Source.of(name, formatted));
    assertEquals(comments(before), comments(after), () -> "comments of " + name);
    if (!before.hasErrors()) {
      assertEquals(data(before), data(after), () -> "data of " + name);
    }
  }

  private static List<String> comments(Tree tree) {
    return tree.comments().stream()
        .map(c -> tree.source().text().substring(c.start(), c.end()).lines().map(String::stripTrailing).toList().toString()).toList();
  }

  private static List<String> data(Tree tree) {
    assertFalse(tree.hasErrors());
    return tree.tops().stream().map(t -> datum(tree, t)).toList();
  }

  private static String datum(Tree tree, Tree.Top top) {
    try {
      return Printer.code(Forms.toData(top.form(), tree.source(), top.start()));
    } catch (Raise e) {
      // Nested too deeply for data, in both texts or in none.
      return e.getMessage();
    }
  }
}
