// The index on disk: what comes back, what is refused, who may read it.
package gene.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.IndexedFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IndexStoreTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private static IndexedFile file(Path folder) {
    Path path = folder.resolve("a.gene");
    return IndexedFile.of(path, "00ff", Document.of(DocumentUri.of(path), 0, "(import b from \"./b\")\n(class A (field x Int))\n(fn f [] 1)"));
  }

  private static Path stored(Path cache) throws Exception {
    try (Stream<Path> files = Files.list(cache.resolve("index"))) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void whatIsKeptComesBack(@TempDir Path folder) throws Exception {
    var store = new IndexStore(Optional.of(folder.resolve("cache/gene")), new Log(err, false));
    IndexedFile kept = file(folder);
    store.save(List.of(folder), List.of(kept));
    IndexedFile back = store.load(List.of(folder)).get("00ff");
    assertEquals(kept.symbols(), back.symbols());
    assertEquals(kept.imports(), back.imports());
    assertArrayEquals(kept.words(), back.words());
    assertEquals(Map.of(), store.load(List.of(folder.resolve("other"))));
    Path file = stored(folder.resolve("cache/gene"));
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }
  }

  @Test
  void damageIsNoticed(@TempDir Path folder) throws Exception {
    var store = new IndexStore(Optional.of(folder.resolve("cache/gene")), new Log(err, false));
    store.save(List.of(folder), List.of(file(folder)));
    Path path = stored(folder.resolve("cache/gene"));
    byte[] good = Files.readAllBytes(path);
    for (int at = 0; at < good.length; at += 7) {
      byte[] bad = good.clone();
      bad[at] ^= 4;
      Files.write(path, bad);
      assertEquals(Map.of(), store.load(List.of(folder)), "byte " + at);
    }
    Files.write(path, new byte[3]);
    assertEquals(Map.of(), store.load(List.of(folder)));
    assertEquals(true, err.toString(StandardCharsets.UTF_8).contains("damaged"));
  }

  @Test
  void withoutAFolderNothingIsKept(@TempDir Path folder) {
    var store = new IndexStore(Optional.empty(), new Log(err, false));
    store.save(List.of(folder), List.of(file(folder)));
    assertEquals(Map.of(), store.load(List.of(folder)));
  }
}
