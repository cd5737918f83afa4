// Who imports: the names and folders that a search starts from.
package gene.modules;

import java.nio.file.Path;
import java.util.List;

/**
 * @param name        what messages call it: the path of the module
 * @param folder      the folder of its file
 * @param packageRoot the folder of its package; null outside of packages
 * @param others      more folders, asked when `folder` has no such file: the current folder for code without a file
 */
public record Importer(String name, Path folder, Path packageRoot, List<Path> others) {
  public Importer {
    others = List.copyOf(others);
  }

  public Importer(String name, Path folder, Path packageRoot) {
    this(name, folder, packageRoot, List.of());
  }

  /** What a relative path of a dependency is relative to. */
  Path base() {
    return packageRoot != null ? packageRoot : folder;
  }
}
