// `gene fmt`: files in place, standard input, --check, --diff, --strict, and what it refuses.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gene.cli.Ran.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FmtCommandTest {
  private static final String UGLY = "(a\nb  \n c)\n";
  private static final String CANONICAL = "(a\n  b\n  c)\n";

  @TempDir private Path folder;
  private Place place;

  @BeforeEach
  void inTheFolder() {
    place = Place.in(folder);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void filesAreRewrittenInSilence() throws IOException {
    place.file("a.gene", UGLY).file("b.gene", UGLY).gene("fmt", "a.gene", "b.gene").prints("");
    assertEquals(CANONICAL, read("a.gene"));
    assertEquals(CANONICAL, read("b.gene"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of("a.gene", "b.gene"), files.map(f -> f.getFileName().toString()).sorted().toList(), "nothing is left behind");
    }
  }

  @Test
  void aCanonicalFileIsNotTouched() throws IOException {
    place.file("a.gene", CANONICAL);
    var old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(folder.resolve("a.gene"), old);
    place.gene("format", "a.gene").prints("");
    assertEquals(old, Files.getLastModifiedTime(folder.resolve("a.gene")));
  }

  @Test
  void standardInputGoesToStandardOutput() {
    place.stdin(UGLY).gene("fmt").prints(CANONICAL);
    place.stdin(UGLY).gene("fmt", "-").prints(CANONICAL);
    place.stdin("(a\r\nb").gene("fmt").prints("(a\n  b");
    place.stdin("").gene("fmt").fails("Error: No input provided\n");
    place.stdin(UGLY).terminals(stream -> true).gene("fmt").fails("Error: No input provided\n");
  }

  @Test
  void checkChangesNothing() throws IOException {
    place.file("ugly.gene", UGLY).file("nice.gene", CANONICAL).file("worse.gene", UGLY);
    place.gene("fmt", "--check", "nice.gene", "ugly.gene", "worse.gene").fails("Error: File is not canonically formatted: ugly.gene\n");
    place.gene("fmt", "nice.gene", "--check").prints("All files are canonically formatted\n");
    assertEquals(UGLY, read("ugly.gene"));
    place.stdin(UGLY).gene("fmt", "--check").fails("Error: Stdin is not canonically formatted\n");
    place.stdin(CANONICAL).gene("fmt", "--check").prints("Stdin is canonically formatted\n");
  }

  @Test
  void aFileThatIsMissingHoldsNoOtherUp() throws IOException {
    place.file("a.gene", UGLY).gene("fmt", "nosuch.gene", "a.gene").fails("Error: File not found: nosuch.gene\n");
    assertEquals(CANONICAL, read("a.gene"));
    place.gene("fmt", "--check", "nosuch.gene", "a.gene").fails("Error: File not found: nosuch.gene\n");
    place.gene("fmt", "--nope").fails("Error: Unknown option: --nope\n");
  }

  @Test
  void theDifferenceIsShownAsPatchesAre() throws IOException {
    String text = "1\n2\n3\n4\n(a\nb)\n7\n8\n9\n10\n11\n12\n13\n14\n x";
    String expected = """
        --- a.gene
        +++ a.gene
        @@ -3,7 +3,7 @@
         3
         4
         (a
        -b)
        +  b)
         7
         8
         9
        @@ -12,4 +12,4 @@
         12
         13
         14
        - x
        \\ No newline at end of file
        +x
        \\ No newline at end of file
        """;
    place.file("a.gene", text).gene("fmt", "--diff", "a.gene").prints(expected);
    assertEquals(text, read("a.gene"));
    assertEquals(new Ran(1, expected, "Error: File is not canonically formatted: a.gene\n"), place.gene("fmt", "--diff", "--check", "a.gene"));
    place.stdin(" a\n").gene("fmt", "--diff").prints("--- <stdin>\n+++ <stdin>\n@@ -1,1 +1,1 @@\n- a\n+a\n");
    place.file("b.gene", CANONICAL).gene("fmt", "--diff", "b.gene").prints("");
  }

  @Test
  void aFolderStandsForTheGeneFilesBelowIt() throws IOException {
    Files.createDirectories(folder.resolve("src/deep"));
    Files.createDirectories(folder.resolve("src/.hidden"));
    place.file("src/a.gene", UGLY).file("src/deep/b.gene", UGLY).file("src/deep/c.txt", UGLY).file("src/.hidden/d.gene", UGLY);
    place.gene("fmt", "--check", "src").fails("Error: File is not canonically formatted: src/a.gene\n".replace("/", folder.getFileSystem().getSeparator()));
    place.gene("fmt", "src").prints("");
    assertEquals(List.of(CANONICAL, CANONICAL, UGLY, UGLY),
        List.of(read("src/a.gene"), read("src/deep/b.gene"), read("src/deep/c.txt"), read("src/.hidden/d.gene")));
  }

  @Test
  void whatCannotBeReadIsLaidOutAsItIs() throws IOException {
    place.stdin("(a\n(b\n").gene("fmt").prints("(a\n  (b\n");
    place.stdin("(a\n\"b\n ( ").gene("fmt").prints("(a\n  \"b\n ( ");
  }

  @Test
  void strictRefusesWhatCannotBeRead() throws IOException {
    place.file("broken.gene", "(a\nb").file("fine.gene", UGLY).gene("fmt", "--strict", "broken.gene", "fine.gene").fails("""
        error: EOF while reading an expression, unclosed `(`
         --> broken.gene:1:1
          |
        1 | (a
          | ^
        """);
    assertEquals("(a\nb", read("broken.gene"));
    assertEquals(CANONICAL, read("fine.gene"));
    Ran stdin = place.stdin("(a").gene("fmt", "--strict");
    assertEquals(1, stdin.status());
    assertEquals("", stdin.out());
    assertTrue(stdin.err().startsWith("error: EOF while reading an expression"), stdin::err);
  }

  @Test
  void bytesThatAreNoTextAreLeftAlone() throws IOException {
    byte[] bytes = {'(', 'a', '\n', (byte) 0xFF, ')'};
    Files.write(folder.resolve("a.gene"), bytes);
    place.gene("fmt", "a.gene").fails("Error: Not a text in UTF-8: a.gene (byte 4, line 2)\n");
    assertEquals(5, Files.size(folder.resolve("a.gene")));
  }

  @Test
  void theByteOrderMarkStays() throws IOException {
    place.file("a.gene", "\uFEFF(a\nb)\n").gene("fmt", "a.gene").prints("");
    assertEquals("\uFEFF(a\n  b)\n", read("a.gene"));
  }

  @Test
  void linksAndPermissionsStay() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    place.file("real.gene", UGLY);
    var permissions = PosixFilePermissions.fromString("rwxr-x--x");
    Files.setPosixFilePermissions(folder.resolve("real.gene"), permissions);
    Files.createSymbolicLink(folder.resolve("link.gene"), Path.of("real.gene"));
    place.gene("fmt", "link.gene").prints("");
    assertTrue(Files.isSymbolicLink(folder.resolve("link.gene")));
    assertEquals(CANONICAL, read("real.gene"));
    assertEquals(permissions, Files.getPosixFilePermissions(folder.resolve("real.gene")));
  }

  @Test
  void aFileThatSomebodyElseHasChangedIsLeftToThem() throws IOException {
    place.file("a.gene", "(theirs)\n");
    Refusal refusal = org.junit.jupiter.api.Assertions.assertThrows(Refusal.class,
        () -> FileReplacement.write(folder.resolve("a.gene"), "a.gene", UGLY.getBytes(java.nio.charset.StandardCharsets.UTF_8), CANONICAL));
    assertEquals("The file was changed by somebody else meanwhile: a.gene", refusal.getMessage());
    assertEquals("(theirs)\n", read("a.gene"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count(), "nothing is left behind");
    }
  }

  @Test
  void whatNamesNoProgramIsRefused() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    place.gene("fmt", "--check", "empty").fails("Error: There are no Gene files below empty\n");
    place.file("a.gene", CANONICAL).gene("fmt", "-", "a.gene").fails("Error: Standard input (-) is formatted alone: give either - or files\n");
  }
}
