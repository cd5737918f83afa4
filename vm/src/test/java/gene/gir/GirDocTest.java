// docs/gir.md: its head is written by hand, its tables follow from the code. Rewritten with -Dgene.goldens=rewrite.
package gene.gir;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class GirDocTest {
  private static final Path FILE = Golden.root().resolve("docs/gir.md");

  @Test
  void theTablesAreThoseOfTheCode() {
    String text = Golden.read(FILE);
    int at = text.indexOf(GirTables.BEGIN);
    assertTrue(at > 0, () -> FILE + " lacks the line " + GirTables.BEGIN);
    Golden.check(FILE, text.substring(0, at) + GirTables.text());
  }

  @Test
  void theHeadTellsTheFormatOfThisVersion() {
    assertTrue(Golden.read(FILE).contains("This is version " + GirHeader.VERSION + "."));
  }
}
