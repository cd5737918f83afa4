// The user's folder of compiled modules: found by content, believed only after every check, bounded in size.
package gene.gir;

import gene.data.Raise;
import gene.source.Source;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A file's name is the hash of the source text, the compiler and the options; what else a compilation depended on is in the file and
 * compared. A file is written under another name and renamed, so that processes never see half of one; whoever deletes one while
 * another reads it takes nothing from it, since a file is read at once. Whatever goes wrong here only costs a compilation.
 */
public final class GirCache {
  /** About a thousand modules of a few thousand lines. */
  public static final long DEFAULT_LIMIT = 256L << 20;
  private static final String SUFFIX = ".gir";
  private static final String TEMPORARY = ".part";
  private static final Set<PosixFilePermission> OTHERS = EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE,
      PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);
  // Use is noted by the file's time, but not more often than this: most runs write nothing.
  private static final long NOTED_SECONDS = 3600;
  // A process that was killed while it wrote leaves such a file behind.
  private static final long ABANDONED_SECONDS = 3600;

  private record Sought(Source source, GirOptions options, FutureTask<Optional<Gir>> found) {}

  private final Path folder;
  private final Supplier<String> compiler;
  private final long limit;
  private final boolean reads;
  private volatile Sought sought;

  /**
   * @param folder   made when the first file is written
   * @param compiler the fingerprint of the compiler
   * @param limit    of the sizes of all files, in bytes
   * @param reads    false to compile always, and to keep what was compiled
   */
  public GirCache(Path folder, Supplier<String> compiler, long limit, boolean reads) {
    this.folder = folder;
    this.compiler = compiler;
    this.limit = limit;
    this.reads = reads;
  }

  /**
   * Looks for the code of a source now, while its VM is being made; `find` waits for what comes of it. The thread `gene-cache`
   * blocks on nothing but the file, and ends by itself.
   */
  public void seek(Source source, GirOptions options, Map<String, String> environment) {
    if (reads) {
      var task = new FutureTask<>(() -> look(source, options, environment));
      sought = new Sought(source, options, task);
      var thread = new Thread(task, "gene-cache");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** The code of the source, if it is there and fits; `environment` is what a compilation would see. */
  public Optional<Gir> find(Source source, GirOptions options, Map<String, String> environment) {
    Sought s = sought;
    sought = null;
    if (!reads) {
      return Optional.empty();
    } else if (s == null || s.source != source || s.options.bits() != options.bits()) {
      return look(source, options, environment);
    }
    s.found.run();
    try {
      return s.found.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Optional<Gir> look(Source source, GirOptions options, Map<String, String> environment) {
    byte[] hash = Sha256.of(source.text());
    Path file = file(hash, options);
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (!isPrivate(folder)) {
        return Optional.empty();
      }
      Gir gir = Gir.read(bytes, compiler.get(), source);
      boolean fits = java.util.Arrays.equals(gir.header().source(), hash) && gir.header().options().bits() == options.bits();
      for (Input i : gir.inputs()) {
        fits &= i.holds(environment);
      }
      if (!fits) {
        return Optional.empty();
      }
      gir.code().prepare();
      noteUse(file);
      return Optional.of(gir);
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException | InvalidGir | Raise unusable) {
      // It is compiled again, and the file replaced.
      return Optional.empty();
    }
  }

  /** Keeps what {@link Gir#toBytes} gave for later runs; a failure is nobody's concern. Gives whether it was kept. */
  public boolean keep(GirHeader header, byte[] bytes) {
    try {
      makeFolder();
      if (!isPrivate(folder)) {
        return false;
      }
      Path part = Files.createTempFile(folder, "gir", TEMPORARY);
      try {
        Files.write(part, bytes);
        Files.move(part, file(header.source(), header.options()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
      bound();
      return true;
    } catch (IOException notKept) {
      return false;
    }
  }

  /** Puts the profile into the file that is there; a failure is nobody's concern. Gives whether it is there now. */
  public boolean keepProfile(GirHeader header, RunProfile profile) {
    try {
      return keep(header, Gir.withProfile(Files.readAllBytes(file(header.source(), header.options())), profile));
    } catch (IOException | InvalidGir gone) {
      return false;
    }
  }

  /** A header for what this cache keeps. */
  public GirHeader header(Source source, GirOptions options, Instant now) {
    return new GirHeader(GirHeader.VERSION, compiler.get(), GirHeader.ABI, options, now.getEpochSecond(), Sha256.of(source.text()), source.name(), source.id());
  }

  private Path file(byte[] source, GirOptions options) {
    var digest = new Sha256();
    digest.add(GirHeader.VERSION + "\n" + compiler.get() + "\n" + GirHeader.ABI + "\n" + options.bits() + "\n");
    digest.add(source);
    return folder.resolve(HexFormat.of().formatHex(digest.digest()) + SUFFIX);
  }

  private void makeFolder() throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder.toAbsolutePath().getParent());
    try {
      if (posix()) {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(folder);
      }
    } catch (java.nio.file.FileAlreadyExistsException another) {
      // Another process was quicker.
      return;
    }
  }

  private static boolean posix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  /** Code from a folder that others can write to would run with this user's rights. */
  private static boolean isPrivate(Path folder) throws IOException {
    if (!posix()) {
      return true;
    }
    PosixFileAttributes of = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    PosixFileAttributes above = Files.readAttributes(folder.toAbsolutePath().getParent(), PosixFileAttributes.class);
    boolean closed = java.util.Collections.disjoint(of.permissions(), OTHERS);
    return of.isDirectory() && closed && of.owner().equals(above.owner());
  }

  private void noteUse(Path file) throws IOException {
    Instant now = Instant.now();
    if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minusSeconds(NOTED_SECONDS))) {
      Files.setLastModifiedTime(file, FileTime.from(now));
    }
  }

  private record Kept(Path file, long size, FileTime used) {}

  /** Deletes what was not used for the longest time until the rest fits. */
  private void bound() throws IOException {
    var all = new ArrayList<Kept>();
    long total = 0;
    Instant now = Instant.now();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        try {
          BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
          boolean abandoned = name.endsWith(TEMPORARY) && a.lastModifiedTime().toInstant().isBefore(now.minusSeconds(ABANDONED_SECONDS));
          if (abandoned) {
            Files.deleteIfExists(file);
          } else if (name.endsWith(SUFFIX)) {
            all.add(new Kept(file, a.size(), a.lastModifiedTime()));
            total += a.size();
          }
        } catch (NoSuchFileException gone) {
          // Another process tidies up too.
          continue;
        }
      }
    }
    if (total <= limit) {
      return;
    }
    all.sort(Comparator.comparing(Kept::used));
    for (Kept k : all) {
      if (total <= limit) {
        return;
      }
      Files.deleteIfExists(k.file());
      total -= k.size();
    }
  }

  /** For tests and tools: the files that are kept now. */
  public List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var all = Files.list(folder)) {
      return all.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }
}
