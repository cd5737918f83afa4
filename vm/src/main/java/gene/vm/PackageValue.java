// `$pkg`: the package that a module belongs to, looked up when a program first asks.
package gene.vm;

import gene.data.Opaque;
import gene.modules.Manifest;
import gene.modules.Packages;
import java.nio.file.Path;
import java.util.Optional;

public final class PackageValue implements Opaque {
  private static final String NAME_WITHOUT_PACKAGE = "gene";

  private final Packages packages;
  private final Path folder;
  private Optional<Path> root;

  /** @param root   the package's folder; null to look for it at and above `folder` */
  PackageValue(Packages packages, Path folder, Path root) {
    this.packages = packages;
    this.folder = folder;
    this.root = root == null ? null : Optional.of(root);
  }

  /** The folder of the package; empty where there is none. */
  public Optional<Path> findRoot() {
    if (root == null) {
      root = packages.findRoot(folder);
    }
    return root;
  }

  public Manifest manifest() {
    return findRoot().map(packages::manifest).orElseGet(Manifest::empty);
  }

  public String name() {
    return manifest().findName().orElse(NAME_WITHOUT_PACKAGE);
  }

  @Override
  public String typeofName() {
    return "VkPackage";
  }

  @Override
  public String className() {
    return "Package";
  }

  @Override
  public String display() {
    return "VkPackage";
  }

  /** Modules of one package have values of their own: they are equal when the folder is. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PackageValue p && p.findRoot().equals(findRoot());
  }

  @Override
  public int hashCode() {
    return findRoot().hashCode();
  }
}
