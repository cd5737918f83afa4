// Reads the workspace in the background, several files at a time, and keeps the index up to date with what changes on disk.
package gene.server;

import gene.server.feature.BuiltinPages;
import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.IndexedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The thread `index` finds files and stores the index, the threads `reading` read and analyse. What they find becomes part of the
 * newest snapshot in batches, so that it can be used at once. {@link #close} ends them.
 */
public final class Indexer implements AutoCloseable {
  private static final int BATCH = 64;
  /** A workspace of more files is taken to be no workspace of Gene programs. */
  private static final int MOST_FILES = 200_000;
  private static final long LARGEST = 4L << 20;
  private static final Set<String> SKIPPED = Set.of("node_modules", "target", "build", "dist");

  private final Workspace workspace;
  private final IndexStore store;
  private final Log log;
  private final ExecutorService index = Threads.single("index");
  private final ExecutorService reading = Threads.pool("reading", Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors())));
  private final Runnable changed;
  private volatile boolean ended;

  /** Whether folders of this name hold what was made or fetched, and nobody's programs. */
  public static boolean isSkipped(String folder) {
    return SKIPPED.contains(folder);
  }

  /** @param changed called when files have changed after they were read first */
  Indexer(Workspace workspace, IndexStore store, Log log, Runnable changed) {
    this.changed = changed;
    this.workspace = workspace;
    this.store = store;
    this.log = log;
  }

  /** @param progress begun when the work begins */
  void index(List<Path> folders, Supplier<Progress.Work> progress) {
    run(index, () -> {
      try (Progress.Work work = progress.get()) {
        long start = System.nanoTime();
        List<Path> files = find(folders);
        Map<String, IndexedFile> kept = store.load(folders);
        int reused = readAll(files, kept, work);
        workspace.change("index", s -> s.withIndex(i -> i.completed()), () -> { });
        log.trace("indexed " + files.size() + " files, " + reused + " from the kept index, in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        if (reused < files.size() || kept.size() != files.size()) {
          workspace.ask("save", s -> run(index, () -> store.save(folders, s.index().files())));
        }
      }
    });
  }

  private void run(ExecutorService on, Runnable task) {
    try {
      on.execute(() -> {
        try {
          task.run();
        } catch (RuntimeException | Error e) {
          log.fault("indexing", e);
        }
      });
    } catch (RejectedExecutionException e) {
      log.trace("indexing was to begin after the end");
    }
  }

  private List<Path> find(List<Path> folders) {
    var files = new ArrayList<Path>();
    for (Path folder : folders) {
      try {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            String name = dir.getFileName() == null ? "" : dir.getFileName().toString();
            boolean skipped = !dir.equals(folder) && (name.startsWith(".") || isSkipped(name));
            return ended ? FileVisitResult.TERMINATE : skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && attributes.size() <= LARGEST && file.toString().endsWith(".gene")) {
              files.add(file);
            }
            return ended || files.size() >= MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // it cannot be read: others can
          }
        });
      } catch (IOException e) {
        log.info("the folder " + folder + " cannot be read: " + e);
      }
    }
    return files;
  }

  /** Gives how many files the kept index knew. */
  private int readAll(List<Path> files, Map<String, IndexedFile> kept, Progress.Work work) {
    var reused = new AtomicInteger();
    var done = new AtomicInteger();
    var batches = new ArrayList<java.util.concurrent.Future<?>>();
    for (int from = 0; from < files.size(); from += BATCH) {
      List<Path> batch = files.subList(from, Math.min(files.size(), from + BATCH));
      batches.add(reading.submit(() -> {
        var found = new ArrayList<IndexedFile>();
        for (Path p : batch) {
          if (ended || work.isCancelled()) {
            return;
          }
          read(p, kept, reused).ifPresent(found::add);
        }
        workspace.change("index", s -> s.withIndex(i -> i.with(found)), () -> { });
        work.report(done.addAndGet(batch.size()), files.size());
      }));
    }
    for (var b : batches) {
      try {
        b.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return reused.get();
      } catch (java.util.concurrent.ExecutionException e) {
        log.fault("indexing", e.getCause());
      }
    }
    return reused.get();
  }

  private static Optional<IndexedFile> read(Path path, Map<String, IndexedFile> kept, AtomicInteger reused) {
    try {
      byte[] bytes = Files.readAllBytes(path);
      String hash = IndexStore.hash(bytes);
      IndexedFile known = kept.get(hash);
      if (known != null) {
        reused.incrementAndGet();
        return Optional.of(known.path().equals(path) ? known : new IndexedFile(path, hash, known.symbols(), known.words(), known.imports()));
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(IndexedFile.of(path, hash, Document.of(DocumentUri.of(path), 0, text)));
    } catch (CharacterCodingException e) {
      return Optional.empty(); // no text in UTF-8, so no program
    } catch (IOException e) {
      return Optional.empty(); // gone, or not to be read: as if it were not there
    }
  }

  /** Files have been written or made: outside, or by the client. */
  void refresh(Collection<Path> paths) {
    run(reading, () -> {
      var found = new ArrayList<IndexedFile>();
      var gone = new ArrayList<Path>();
      for (Path p : paths) {
        Optional<IndexedFile> file = p.toString().endsWith(".gene") && Files.isRegularFile(p) ? read(p, new HashMap<>(), new AtomicInteger()) : Optional.empty();
        file.ifPresentOrElse(found::add, () -> gone.add(p));
      }
      workspace.change("index", s -> s.withIndex(i -> i.without(gone).with(found)), changed);
    });
  }

  /** Writes the pages of built-ins to their folder, for clients that open files only. */
  void write(BuiltinPages pages) {
    if (pages.folder().isPresent()) {
      run(index, () -> store.write(pages));
    }
  }

  @Override
  public void close() {
    ended = true;
    index.shutdownNow();
    reading.shutdownNow();
  }
}
