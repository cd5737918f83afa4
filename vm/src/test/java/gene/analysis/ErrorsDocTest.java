// docs/errors.md: its head is written by hand, its tables follow from the codes. Rewritten with -Dgene.goldens=rewrite.
package gene.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Golden;
import gene.syntax.SyntaxCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ErrorsDocTest {
  private static final String BEGIN = "<!-- From here on generated from SyntaxCode and AnalysisCode: ErrorsDocTest says how. -->\n";
  private static final Path FILE = Golden.root().resolve("docs/errors.md");

  @Test
  void theTablesAreThoseOfTheCodes() {
    String text = Golden.read(FILE);
    int at = text.indexOf(BEGIN);
    assertTrue(at > 0, () -> FILE + " lacks the line " + BEGIN);
    Golden.check(FILE, text.substring(0, at) + BEGIN
        + table("Reading", SyntaxCode.values(), SyntaxCode::id, SyntaxCode::cause)
        + table("Meaning", AnalysisCode.values(), AnalysisCode::id, AnalysisCode::cause));
  }

  private static <C> String table(String title, C[] codes, Function<C, String> id, Function<C, String> cause) {
    return "\n## " + title + "\n\n| Code | Cause |\n|---|---|\n"
        + Arrays.stream(codes).map(c -> "| `" + id.apply(c) + "` | " + cause.apply(c) + " |\n").collect(Collectors.joining());
  }

  @Test
  void everyCodeIsReportedSomewhere() {
    String sources = Golden.files(Golden.root().resolve("vm/src/main/java/gene/analysis"), p -> p.toString().endsWith(".java")).stream().map(Golden::read).collect(Collectors.joining());
    List<AnalysisCode> unused = Arrays.stream(AnalysisCode.values())
        .filter(c -> !Pattern.compile("\\bAnalysisCode\\." + c + "\\b").matcher(sources).find()).toList();
    assertEquals(List.of(), unused);
  }

  @Test
  void causesAreSentences() {
    for (AnalysisCode c : AnalysisCode.values()) {
      assertTrue(c.cause().matches("[A-Z`].*\\."), c.cause());
    }
  }
}
