// The index on disk, so that a second start need not read every file: private to the user, verified, keyed by content.
package gene.server;

import gene.server.feature.BuiltinPages;
import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.IndexedFile;
import gene.server.feature.Symbol;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file for each set of folders: magic, version, entries, and a SHA-256 of all that. An entry is used only for a file whose content
 * has the hash of the entry; a damaged or foreign file counts as none. Written beside its place and then renamed.
 */
final class IndexStore {
  private static final int MAGIC = 0x67656e78;
  /** To be raised with every change of what an entry holds or means. */
  private static final int VERSION = 1;
  private static final int DIGEST = 32;
  private static final long LARGEST = 256L << 20;

  private final Optional<Path> folder;
  private final Log log;

  /** @param folder the cache folder of the user; empty where nothing is kept */
  IndexStore(Optional<Path> folder, Log log) {
    this.folder = folder.map(f -> f.resolve("index"));
    this.log = log;
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  static String hash(byte[] content) {
    return HexFormat.of().formatHex(digest().digest(content));
  }

  private Optional<Path> file(Collection<Path> roots) {
    String key = String.join("\n", roots.stream().map(Path::toString).sorted().toList());
    return folder.map(f -> f.resolve(hash(key.getBytes(StandardCharsets.UTF_8)).substring(0, 32) + ".idx"));
  }

  /** What is kept of these folders, by content. */
  Map<String, IndexedFile> load(Collection<Path> roots) {
    Optional<Path> file = file(roots);
    if (file.isEmpty() || !Files.isRegularFile(file.get())) {
      return Map.of();
    }
    try {
      if (Files.size(file.get()) > LARGEST) {
        return Map.of();
      }
      byte[] bytes = Files.readAllBytes(file.get());
      int length = bytes.length - DIGEST;
      MessageDigest digest = digest();
      digest.update(bytes, 0, Math.max(0, length));
      if (length < 0 || !MessageDigest.isEqual(digest.digest(), Arrays.copyOfRange(bytes, length, bytes.length))) {
        log.info("the kept index is damaged and will be made anew: " + file.get());
        return Map.of();
      }
      return read(new DataInputStream(new BufferedInputStream(new ByteArrayInputStream(bytes, 0, length))));
    } catch (IOException | RuntimeException e) {
      log.info("the kept index cannot be read and will be made anew: " + file.get() + ": " + e);
      return Map.of();
    }
  }

  private static Map<String, IndexedFile> read(DataInputStream in) throws IOException {
    if (in.readInt() != MAGIC || in.readInt() != VERSION) {
      return Map.of();
    }
    int count = in.readInt();
    var files = new HashMap<String, IndexedFile>();
    Symbol.Kind[] kinds = Symbol.Kind.values();
    for (int i = 0; i < count; i++) {
      Path path = DocumentUri.of(in.readUTF()).path().orElseThrow(() -> new IOException("no path of a file"));
      String hash = in.readUTF();
      var entries = new ArrayList<IndexedFile.Entry>();
      for (int n = in.readInt(); n > 0; n--) {
        entries.add(new IndexedFile.Entry(in.readUTF(), in.readUTF(), kinds[in.readByte()], in.readUTF(), in.readInt(), in.readInt(),
            in.readInt(), in.readInt(), in.readBoolean()));
      }
      int[] words = new int[in.readInt()];
      for (int w = 0; w < words.length; w++) {
        words[w] = in.readInt();
      }
      List<String> imports = new ArrayList<>();
      for (int n = in.readInt(); n > 0; n--) {
        imports.add(in.readUTF());
      }
      files.put(hash, new IndexedFile(path, hash, entries, words, imports));
    }
    return files;
  }

  void save(Collection<Path> roots, Collection<IndexedFile> files) {
    Optional<Path> file = file(roots);
    if (file.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(folder.get().getParent().getParent());
      makePrivate(folder.get().getParent());
      makePrivate(folder.get());
      Path fresh = Files.createTempFile(folder.get(), "new", ".idx", privately("rw-------"));
      MessageDigest digest = digest();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16)) {
        var data = new DataOutputStream(new DigestOutputStream(out, digest));
        write(data, files);
        data.flush();
        out.write(digest.digest());
      }
      Files.move(fresh, file.get(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      log.info("the index cannot be kept in " + folder.get() + ": " + e);
    }
  }

  /** A page that is there with the same text is left alone. */
  void write(BuiltinPages pages) {
    Path to = pages.folder().orElseThrow();
    try {
      Files.createDirectories(to.getParent().getParent());
      makePrivate(to.getParent());
      makePrivate(to);
      for (Document page : pages.all()) {
        Path file = page.uri().path().orElseThrow();
        if (!Files.exists(file) || !Files.readString(file).equals(page.source().text())) {
          Files.deleteIfExists(file);
          Files.writeString(file, page.source().text());
          file.toFile().setReadOnly();
        }
      }
    } catch (IOException e) {
      log.info("the pages of built-ins cannot be kept in " + to + ": " + e);
    }
  }

  private static void makePrivate(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectory(path, privately("rwx------"));
    }
  }

  private static FileAttribute<?>[] privately(String permissions) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))} : new FileAttribute<?>[0];
  }

  private static void write(DataOutputStream out, Collection<IndexedFile> files) throws IOException {
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    List<IndexedFile> storable = files.stream().filter(IndexStore::isStorable).toList();
    out.writeInt(storable.size());
    for (IndexedFile f : storable) {
      out.writeUTF(f.path().toUri().toString());
      out.writeUTF(f.hash());
      out.writeInt(f.symbols().size());
      for (IndexedFile.Entry e : f.symbols()) {
        out.writeUTF(e.name());
        out.writeUTF(e.container());
        out.writeByte(e.kind().ordinal());
        out.writeUTF(e.detail());
        out.writeInt(e.start());
        out.writeInt(e.end());
        out.writeInt(e.line());
        out.writeInt(e.character());
        out.writeBoolean(e.exported());
      }
      out.writeInt(f.words().length);
      for (int word : f.words()) {
        out.writeInt(word);
      }
      out.writeInt(f.imports().size());
      for (String module : f.imports()) {
        out.writeUTF(module);
      }
    }
  }

  /** `writeUTF` takes no more than 65,535 bytes: whoever has a longer name does without. */
  private static boolean isStorable(IndexedFile f) {
    return f.symbols().stream().allMatch(e -> e.name().length() < 20_000 && e.container().length() < 20_000)
        && f.imports().stream().allMatch(i -> i.length() < 20_000);
  }
}
