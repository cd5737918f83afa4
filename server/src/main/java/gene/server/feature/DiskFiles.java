// Files that no client has open, as documents: read when asked for, kept until the file changes or others are used more.
package gene.server.feature;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shared by all snapshots; any thread may ask. */
final class DiskFiles {
  /** A document with its tree and analysis takes about 60 times its text; imports of one file are rarely more than these. */
  private static final int KEPT = 64;
  private static final long KEPT_CHARACTERS = 500_000;
  /** Larger files are data that happen to end in `.gene`; reading them would stop an editor. */
  private static final long LARGEST = 32L << 20;

  private record Entry(FileTime modified, long size, Document document) {}

  /** Forgets what was asked for longest ago. */
  private static final class Recent extends LinkedHashMap<Path, Entry> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Path, Entry> eldest) {
      return size() > KEPT || size() > 1 && values().stream().mapToLong(e -> e.document.source().length()).sum() > KEPT_CHARACTERS;
    }
  }

  private final Map<Path, Entry> entries = new Recent();

  /** Empty where there is no such file, or none that is text in UTF-8. */
  Optional<Document> find(Path path) {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      if (!now.isRegularFile() || now.size() > LARGEST) {
        return Optional.empty();
      }
      Entry known = entry(path);
      if (known == null || known.size != now.size() || !known.modified.equals(now.lastModifiedTime())) {
        known = new Entry(now.lastModifiedTime(), now.size(), Document.of(DocumentUri.of(path), 0, read(path)));
        keep(path, known);
      }
      return Optional.of(known.document);
    } catch (IOException e) {
      // Gone, unreadable or not text: for the one who asks there is no such document.
      return Optional.empty();
    }
  }

  private static String read(Path path) throws IOException, CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(path))).toString();
  }

  private synchronized Entry entry(Path path) {
    return entries.get(path);
  }

  private synchronized void keep(Path path, Entry entry) {
    entries.put(path, entry);
  }
}
