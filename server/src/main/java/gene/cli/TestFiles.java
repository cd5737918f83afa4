// Which files have tests, and which tests they show without being run.
package gene.cli;

import gene.modules.Manifest;
import gene.modules.Packages;
import gene.testing.TestFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

final class TestFiles {
  private static final Set<String> NEVER = Set.of("node_modules", "target", "build");

  private final Shell shell;

  TestFiles(Shell shell) {
    this.shell = shell;
  }

  /** Those of the operands; without any, those of the package, or of the current folder. Files named as operands are there even without tests. */
  List<TestFile> find(List<String> operands) {
    var files = new ArrayList<TestFile>();
    var paths = new TreeSet<Path>();
    for (String operand : operands) {
      Path path = Inputs.path(shell, operand).normalize();
      if (Files.isDirectory(path)) {
        collect(path, paths);
      } else {
        files.add(file(path));
      }
    }
    if (operands.isEmpty()) {
      collect(new Packages(shell.folder(), shell.environment()).findRoot(shell.folder()).orElse(shell.folder()), paths);
    }
    for (Path path : paths) {
      TestFile file = file(path);
      if (!file.outline().isEmpty()) {
        files.add(file);
      }
    }
    return files;
  }

  private TestFile file(Path path) {
    String shown = path.startsWith(shell.folder()) ? shell.folder().relativize(path).toString().replace('\\', '/') : path.toString();
    return TestFile.of(shown, Inputs.file(shell, shown), shell.environment());
  }

  /** Sources below a folder, hidden folders and those of products left out. */
  private void collect(Path folder, Set<Path> into) {
    try {
      Files.walkFileTree(folder, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
          String name = dir.getFileName() == null ? "" : dir.getFileName().toString();
          return !dir.equals(folder) && (name.startsWith(".") || NEVER.contains(name)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
          String name = file.getFileName().toString();
          if (name.endsWith(".gene") && !name.equals(Manifest.FILE)) {
            into.add(file);
          }
          return FileVisitResult.CONTINUE;
        }
      });
    } catch (IOException e) {
      throw new Refusal("Cannot look for tests in " + folder + ": " + e);
    }
  }
}
