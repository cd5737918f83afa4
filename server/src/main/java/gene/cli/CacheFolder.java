// The user's own folder for what can be made again, found by the environment.
package gene.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

final class CacheFolder {
  private CacheFolder() {}

  /** Empty where there is none: then nothing is kept. */
  static Optional<Path> find(Map<String, String> environment) {
    return absolute(environment.get("XDG_CACHE_HOME")).map(base -> base.resolve("gene"))
        .or(() -> absolute(environment.get("LOCALAPPDATA")).map(base -> base.resolve("gene").resolve("cache")))
        .or(() -> absolute(environment.get("HOME")).map(home -> customary(home).resolve("gene")));
  }

  private static Path customary(Path home) {
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
    return mac ? home.resolve("Library").resolve("Caches") : home.resolve(".cache");
  }

  /** The base directory specification has relative paths ignored. */
  private static Optional<Path> absolute(String path) {
    try {
      return Optional.ofNullable(path).filter(p -> !p.isEmpty()).map(Path::of).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
