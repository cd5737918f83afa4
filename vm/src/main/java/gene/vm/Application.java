// `$app`: the running program.
package gene.vm;

import gene.data.Opaque;

public final class Application implements Opaque {
  private final PackageValue pkg;

  Application(PackageValue pkg) {
    this.pkg = pkg;
  }

  /** The package of the entry file. */
  public PackageValue pkg() {
    return pkg;
  }

  @Override
  public String typeofName() {
    return "VkApplication";
  }

  @Override
  public String className() {
    return "Application";
  }

  @Override
  public String display() {
    return "VkApplication";
  }
}
