// Snapshots: what is open hides the file, what is closed shows it again; files are read anew when they change.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotTest {
  @TempDir
  private Path folder;

  @Test
  void anOpenDocumentHidesItsFile() throws IOException {
    DocumentUri uri = DocumentUri.of(Files.writeString(folder.resolve("a.gene"), "disk"));
    Snapshot closed = Snapshot.empty();
    Snapshot open = closed.with(Document.of(uri, 3, "editor"));
    assertEquals("editor", open.find(uri).orElseThrow().source().text());
    assertEquals("disk", open.without(uri).find(uri).orElseThrow().source().text());
    assertEquals("disk", closed.find(uri).orElseThrow().source().text());
  }

  @Test
  void aFileIsReadAgainWhenItHasChanged() throws IOException {
    Path file = Files.writeString(folder.resolve("a.gene"), "one");
    DocumentUri uri = DocumentUri.of(file);
    Snapshot s = Snapshot.empty();
    Document first = s.find(uri).orElseThrow();
    assertSame(first, s.find(uri).orElseThrow());
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, FileTime.fromMillis(12345));
    assertEquals("two", s.find(uri).orElseThrow().source().text());
  }

  @Test
  void whatIsNoTextFileIsNoDocument() throws IOException {
    Files.write(folder.resolve("binary.gene"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Snapshot s = Snapshot.empty();
    assertTrue(s.find(DocumentUri.of(folder.resolve("binary.gene"))).isEmpty());
    assertTrue(s.find(DocumentUri.of(folder.resolve("missing.gene"))).isEmpty());
    assertTrue(s.find(DocumentUri.of(folder)).isEmpty());
  }

  @Test
  void twoSpellingsOfAFileAreOneDocument() throws IOException {
    Path file = Files.writeString(folder.resolve("ä b.gene"), "x");
    String encoded = file.toUri().toString();
    assertEquals(DocumentUri.of(file).key(), DocumentUri.of(encoded).key());
    assertEquals(DocumentUri.of(file).key(), DocumentUri.of(folder.toUri() + "./%c3%a4%20b.gene").key());
    Path link = Files.createSymbolicLink(folder.resolve("link.gene"), file);
    assertEquals(DocumentUri.of(file).key(), DocumentUri.of(link).key());
  }

  @Test
  void otherUrisAreKnownByTheirText() {
    assertEquals("untitled:Untitled-1", DocumentUri.of("untitled:Untitled-1").key());
    assertTrue(DocumentUri.of("untitled:Untitled-1").path().isEmpty());
    assertTrue(DocumentUri.of("not a uri at all").path().isEmpty());
    assertTrue(Snapshot.empty().find(DocumentUri.of("untitled:Untitled-1")).isEmpty());
  }
}
