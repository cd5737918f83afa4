// The packages of modules, and the running program.
package gene.library;

import gene.data.GeneArray;
import gene.data.Special;
import gene.modules.Manifest;
import gene.vm.Application;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.PackageValue;

final class PackageMethods implements NativeModule {
  private static final int NAME = 0, VERSION = 1, DIR = 2, SOURCE_DIR = 3, MAIN_MODULE = 4, TEST_DIR = 5, LICENSE = 6, HOMEPAGE = 7, GLOBALS = 8,
      GET = 9, PKG = 10;

  @Override
  public void declare(Declarations to) {
    to.builtinClass("", "Package", "Object", -1, "A folder with a `package.gene`: `$pkg`.");
    to.builtinClass("", "Application", "Object", -1, "The running program: `$app`.");
    to.method("Package", "name", NAME, "[] -> String", "The name of the package; `gene` where there is none.");
    to.method("Package", "version", VERSION, "[] -> Any", "The version; `nil` without one.");
    to.method("Package", "dir", DIR, "[] -> Any", "The path of the package's folder; `nil` where there is no package.");
    to.method("Package", "source_dir", SOURCE_DIR, "[] -> String", "The folder of its modules, relative to its own.");
    to.method("Package", "main_module", MAIN_MODULE, "[] -> String", "What an import of `index` means.");
    to.method("Package", "test_dir", TEST_DIR, "[] -> String", "The folder of its tests, relative to its own.");
    to.method("Package", "license", LICENSE, "[] -> Any", "The licence; `nil` without one.");
    to.method("Package", "homepage", HOMEPAGE, "[] -> Any", "The address of its home page; `nil` without one.");
    to.method("Package", "globals", GLOBALS, "[] -> Array", "The names of the global state that it owns.");
    to.method("Package", "get", GET, "[key default = nil] -> Any", "An entry of `package.gene` that packages define for themselves.");
    to.method("Application", "pkg", PKG, "[] -> Package", "The package of the program's own file.");
    to.method("Application", "package", PKG, "[] -> Package", "The package of the program's own file.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    if (id == PKG) {
      return Arguments.self(a, Application.class).pkg();
    }
    PackageValue self = Arguments.self(a, PackageValue.class);
    Manifest manifest = self.manifest();
    return switch (id) {
      case NAME -> self.name();
      case VERSION -> orNil(manifest.version());
      case DIR -> orNil(self.findRoot().map(Object::toString).orElse(null));
      case SOURCE_DIR -> manifest.sourceDir();
      case MAIN_MODULE -> manifest.mainModule();
      case TEST_DIR -> manifest.testDir();
      case LICENSE -> orNil(manifest.license());
      case HOMEPAGE -> orNil(manifest.homepage());
      case GLOBALS -> GeneArray.of(manifest.globals());
      case GET -> {
        Object value = manifest.extra(Arguments.key(a, 0, "Package.get"));
        // Data of the manifest belong to all modules: each gets a copy of its own.
        yield value == null ? a.get(1, Special.NIL) : gene.data.DataCopy.of(value);
      }
      default -> throw new AssertionError(id);
    };
  }

  private static Object orNil(Object value) {
    return value == null ? Special.NIL : value;
  }
}
