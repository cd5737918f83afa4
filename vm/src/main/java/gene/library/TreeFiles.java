// Filesystem trees on the disk: one is written beside its place and then put there, so that no reader sees half of it.
package gene.library;

import gene.data.Raise;
import gene.vm.Args;
import gene.vm.Vm;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

final class TreeFiles {
  private TreeFiles() {}

  static void onlyKeyword(Args a, String name) {
    if (a.keywords() != null) {
      a.keywords().entries().keySet().stream().filter(k -> !k.equals(name)).findFirst().ifPresent(k -> {
        throw Raise.argument("Unexpected keyword argument: " + k);
      });
    }
  }

  static Path at(Vm vm, String path) {
    try {
      return vm.workingFolder().resolve(path);
    } catch (InvalidPathException e) {
      throw Raise.io("'" + path + "' is no path: " + e.getReason());
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Raise.io("Failed to read file '" + file + "': " + reason(e));
    }
  }

  /** The entries of a folder by name; hidden ones are none of a tree's. */
  static List<Path> list(Path folder) {
    try (var all = Files.list(folder)) {
      return all.filter(p -> !p.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw Raise.io("Failed to list folder '" + folder + "': " + reason(e));
    }
  }

  /** Puts the file `path.gene`, or the folder `path` with the files, in the place of a tree that is there. @param text null for a folder */
  static void replace(Vm vm, String path, String text, Map<String, String> files) {
    boolean suffixed = path.endsWith(TreeNames.SUFFIX);
    Path folder = at(vm, suffixed ? path.substring(0, path.length() - TreeNames.SUFFIX.length()) : path);
    Path file = at(vm, suffixed ? path : path + TreeNames.SUFFIX);
    if (folder.getFileName() == null) {
      throw Raise.io("Failed to write tree '" + path + "': it is the root of a file system");
    }
    try {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      if (text != null) {
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".tree", TreeNames.SUFFIX);
        Files.writeString(temporary, text, StandardCharsets.UTF_8);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        if (!suffixed && isTree(folder)) {
          delete(folder);
        }
        return;
      }
      if (Files.exists(folder) && !isTree(folder)) {
        throw Raise.io("Failed to write tree '" + path + "': the folder there holds other files, which would be deleted");
      }
      Path temporary = Files.createTempDirectory(folder.toAbsolutePath().getParent(), ".tree");
      fill(temporary, files);
      delete(folder);
      Files.move(temporary, folder);
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Raise.io("Failed to write tree '" + path + "': " + reason(e));
    }
  }

  private static void fill(Path folder, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> f : files.entrySet()) {
      Path target = folder.resolve(f.getKey());
      if (f.getKey().endsWith("/")) {
        Files.createDirectories(target);
      } else {
        Files.createDirectories(target.getParent());
        Files.writeString(target, f.getValue(), StandardCharsets.UTF_8);
      }
    }
  }

  /** Whether a folder holds values only, at least one of them as `write_tree` writes it: nothing else may be replaced. */
  private static boolean isTree(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    List<Path> all;
    try (var inside = Files.walk(folder)) {
      all = inside.filter(p -> !Files.isDirectory(p)).toList();
    }
    boolean written = all.isEmpty();
    for (Path p : all) {
      if (!p.toString().endsWith(TreeNames.SUFFIX)) {
        return false;
      }
      written |= startsWithEnvelope(p);
    }
    return written;
  }

  private static boolean startsWithEnvelope(Path file) throws IOException {
    byte[] envelope = ("(" + SerialWriter.ENVELOPE).getBytes(StandardCharsets.UTF_8);
    try (var in = Files.newInputStream(file)) {
      return java.util.Arrays.equals(in.readNBytes(envelope.length), envelope);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      List<Path> all;
      try (var tree = Files.walk(folder)) {
        all = tree.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path each : all) {
        Files.delete(each);
      }
    }
  }

  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    } else if (e instanceof CharacterCodingException) {
      return "the content is not UTF-8 text";
    }
    return e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getClass().getSimpleName();
  }
}
