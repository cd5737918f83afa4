// gene rename, gene references and gene index: the editor's answers on the command line.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sourcegraph.Scip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspaceCommandsTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("shapes.gene"), """
        # The area of a rectangle.
        (fn area [w h] (w * h))
        (class Box (field w Int) (method size [] (area /w 1)))
        """);
    Files.createDirectory(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/main.gene"), "(import area Box from \"../shapes\")\n(var total (area 2 3))\n(total = 4)\n");
  }

  private Ran gene(String... words) {
    return Ran.Place.in(folder).gene(words);
  }

  @Test
  void referencesAreListedAcrossFiles() {
    Ran ran = gene("references", "shapes.gene:2:6");
    assertEquals("""
        shapes.gene:2:5: (fn area [w h] (w * h))
        shapes.gene:3:43: (class Box (field w Int) (method size [] (area /w 1)))
        sub/main.gene:1:9: (import area Box from "../shapes")
        sub/main.gene:2:13: (var total (area 2 3))
        """, ran.out());
    assertEquals(0, ran.status());
    assertEquals(3, gene("references", "--no-declaration", "shapes.gene#area").out().lines().count());
    assertTrue(gene("references", "--json", "shapes.gene#Box.size").out().contains("\"line\":3"));
  }

  @Test
  void aRenameChangesAllFiles() throws IOException {
    Ran dry = gene("rename", "--dry-run", "sub/main.gene:2:13", "surface");
    assertEquals("Would change 4 places in 2 files\n", dry.err());
    assertTrue(Files.readString(folder.resolve("shapes.gene")).contains("area"));
    assertTrue(gene("rename", "--diff", "shapes.gene#area", "surface").out().contains("+(fn surface [w h] (w * h))"));
    assertEquals("Changed 4 places in 2 files\n", gene("rename", "shapes.gene#area", "surface").err());
    assertEquals("(import surface Box from \"../shapes\")\n(var total (surface 2 3))\n(total = 4)\n", Files.readString(folder.resolve("sub/main.gene")));
    assertTrue(Files.readString(folder.resolve("shapes.gene")).contains("(surface /w 1)"));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertEquals("Error: Cannot rename: there is a `Box` already, at line 3\n", gene("rename", "shapes.gene#area", "Box").err());
    assertEquals("Error: Not a place: nonsense. Give FILE:LINE:COLUMN or FILE#NAME\n", gene("references", "nonsense").err());
    assertEquals("Error: There is no line 99 in shapes.gene: it has 4\n", gene("references", "shapes.gene:99:1").err());
    assertEquals("Error: There is no definition nope in shapes.gene\n", gene("references", "shapes.gene#nope").err());
    assertEquals("Error: File not found: none.gene\n", gene("references", "none.gene:1:1").err());
    assertEquals(1, gene("references", "shapes.gene:1:1").status());
    assertEquals("Nothing names what stands at shapes.gene:1:1\n", gene("references", "shapes.gene:1:1").err());
    assertEquals("Error: Cannot rename: it is called `area` already\n", gene("rename", "shapes.gene#area", "area").err());
    assertEquals("Error: Cannot write the index to no/x.scip: there is no such folder\n", gene("index", "-o", "no/x.scip").err());
    assertEquals("Error: Cannot write the index to sub: it is a folder\n", gene("index", "-o", "sub").err());
    assertEquals("Error: Give a place and a name. Usage: gene rename FILE:LINE:COLUMN NEW-NAME, or gene rename FILE#NAME NEW-NAME\n", gene("rename", "shapes.gene#area").err());
  }

  @Test
  void whatIsNoTextOrNobodysProgramIsLeftOut() throws IOException {
    Files.write(folder.resolve("bad.gene"), new byte[] {(byte) 0xFF, '(', 'a'});
    Files.createDirectory(folder.resolve("target"));
    Files.writeString(folder.resolve("target/copy.gene"), "(import area from \"../shapes\")\n");
    Ran ran = gene("references", "shapes.gene#area");
    assertEquals(4, ran.out().lines().count(), ran::out);
    assertTrue(ran.err().startsWith("Warning: left out: Not a text in UTF-8: "), ran::err);
    assertEquals(0, ran.status());
  }

  @Test
  void theIndexIsReadBackByTheFormatsOwnClasses() throws IOException {
    assertEquals("Indexed 2 files: out.scip\n", gene("index", "-o", "out.scip").err());
    Scip.Index index = Scip.Index.parseFrom(Files.readAllBytes(folder.resolve("out.scip")));
    assertEquals("gene", index.getMetadata().getToolInfo().getName());
    assertEquals(Scip.TextEncoding.UTF8, index.getMetadata().getTextDocumentEncoding());
    Map<String, Scip.Document> documents = index.getDocumentsList().stream().collect(Collectors.toMap(Scip.Document::getRelativePath, d -> d));
    assertEquals(List.of("shapes.gene", "sub/main.gene"), documents.keySet().stream().sorted().toList());
    Scip.Document shapes = documents.get("shapes.gene");
    Scip.SymbolInformation area = shapes.getSymbolsList().stream().filter(s -> s.getSymbol().endsWith("/area().")).findFirst().orElseThrow();
    assertEquals("gene gene . . `shapes.gene`/area().", area.getSymbol());
    assertTrue(area.getDocumentationList().stream().anyMatch(t -> t.contains("The area of a rectangle.")), area.toString());
    List<String> uses = index.getDocumentsList().stream().flatMap(d -> d.getOccurrencesList().stream().filter(o -> o.getSymbol().equals(area.getSymbol()))
        .map(o -> d.getRelativePath() + o.getRangeList() + o.getSymbolRoles())).sorted().toList();
    assertEquals(List.of("shapes.gene[1, 4, 8]1", "shapes.gene[2, 42, 46]8", "sub/main.gene[0, 8, 12]2", "sub/main.gene[1, 12, 16]8"), uses);
    List<String> total = documents.get("sub/main.gene").getOccurrencesList().stream().filter(o -> o.getRange(1) <= 5 && o.getRange(0) > 0)
        .map(o -> o.getRangeList() + " " + o.getSymbolRoles()).toList();
    assertEquals(List.of("[1, 5, 10] 1", "[2, 1, 6] 4"), total);
    assertTrue(shapes.getSymbolsList().stream().anyMatch(s -> s.getSymbol().equals("gene gene . . `shapes.gene`/Box#size().")), shapes.getSymbolsList().toString());
  }
}
