// Copies, hashes and removes the folders of packages.
package gene.cli.deps;

import gene.modules.Lockfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

final class Folders {
  /** No part of a package wherever they are. */
  private static final Set<String> NEVER = Set.of(".git", ".gene");
  /** No part of a package at its top. */
  private static final Set<String> NOT_AT_TOP = Set.of("build", Lockfile.FILE);

  private Folders() {}

  /** Copies what belongs to a package; a link to a file becomes the file. */
  static void copy(Path from, Path to) throws IOException {
    for (Map.Entry<String, Path> e : files(from).entrySet()) {
      Path target = to.resolve(e.getKey());
      Files.createDirectories(target.getParent());
      Files.copy(e.getValue(), target, StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.createDirectories(to);
  }

  /** The hash of the lines `path TAB sha256 NEWLINE` of all files, sorted by path. */
  static String hash(Path folder) throws IOException {
    var lines = new StringBuilder();
    for (Map.Entry<String, Path> e : files(folder).entrySet()) {
      lines.append(e.getKey()).append('\t').append(sha256(Files.readAllBytes(e.getValue()))).append('\n');
    }
    return sha256(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Removes a folder and all in it; links are removed and not followed. */
  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        try {
          Files.delete(file);
        } catch (java.nio.file.AccessDeniedException e) {
          // Windows deletes no file that may not be written, as Git's objects are.
          file.toFile().setWritable(true);
          Files.delete(file);
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path dir, IOException failure) throws IOException {
        if (failure != null) {
          throw failure;
        }
        Files.delete(dir);
        return FileVisitResult.CONTINUE;
      }
    });
  }

  /** The files of a package by their relative path with `/`, in that order. */
  private static TreeMap<String, Path> files(Path folder) throws IOException {
    var files = new TreeMap<String, Path>();
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
        return dir.equals(folder) || belongs(folder, dir) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (belongs(folder, file)) {
          if (!Files.isRegularFile(file)) {
            throw new DepsFailure("Packages hold files and folders only: " + file + " is neither, or a link to a folder or to nothing");
          }
          files.put(folder.relativize(file).toString().replace('\\', '/'), file);
        }
        return FileVisitResult.CONTINUE;
      }
    });
    return files;
  }

  private static boolean belongs(Path folder, Path at) {
    String name = at.getFileName().toString();
    boolean top = folder.equals(at.getParent());
    return !NEVER.contains(name) && !(top && NOT_AT_TOP.contains(name));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
