// The Gene files that a name on a command line stands for: the file itself, or those below a folder.
package gene.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

final class GeneFiles {
  private GeneFiles() {}

  /** In order of name, spelled as the folder is. Links are not followed, hidden folders not entered. */
  static List<String> below(Shell shell, String name) {
    return below(shell, name, folder -> false);
  }

  /** @param skipped by name, folders that are not entered either */
  static List<String> below(Shell shell, String name, Predicate<String> skipped) {
    Path start = Inputs.path(shell, name);
    if (!Files.isDirectory(start)) {
      return List.of(name);
    }
    var found = new ArrayList<Path>();
    try {
      Files.walkFileTree(start, new Search(start, found, skipped));
    } catch (IOException | UncheckedIOException e) {
      throw new Refusal("Cannot read the folder: " + name + " (" + e.getMessage() + ")");
    }
    Path spelled = Path.of(name);
    return found.stream().sorted().map(f -> spelled.resolve(start.relativize(f)).toString()).toList();
  }

  private static final class Search extends SimpleFileVisitor<Path> {
    private final Path start;
    private final List<Path> found;
    private final Predicate<String> skipped;

    Search(Path start, List<Path> found, Predicate<String> skipped) {
      this.skipped = skipped;
      this.start = start;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean left = !folder.equals(start) && (folder.getFileName().toString().startsWith(".") || skipped.test(folder.getFileName().toString()));
      return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && file.getFileName().toString().endsWith(".gene")) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
