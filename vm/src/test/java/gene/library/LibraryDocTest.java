// docs/library.md: its head is written by hand, the rest follows from the table of built-ins. Rewritten with -Dgene.goldens=rewrite.
package gene.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Golden;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LibraryDocTest {
  private static final Path FILE = Golden.root().resolve("docs/library.md");

  @Test
  void theEntriesAreThoseOfTheTable() {
    String text = Golden.read(FILE);
    int at = text.indexOf(LibraryDoc.BEGIN);
    assertTrue(at > 0, () -> FILE + " lacks the line " + LibraryDoc.BEGIN);
    Golden.check(FILE, text.substring(0, at) + new LibraryDoc(Builtins.entries(Builtins.modules())).text());
  }

  @Test
  void everyEntryStandsInTheDocumentOnce() {
    var doc = new LibraryDoc(Builtins.entries(Builtins.modules()));
    String text = doc.text();
    List<String> shown = text.lines().filter(line -> line.startsWith("- `")).toList();
    assertEquals(doc.count(), shown.size());
  }
}
