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
    // No lambdas here: every start comes this way, and the first of its kind takes milliseconds to link.
    Optional<Path> base = absolute(environment.get("XDG_CACHE_HOME"));
    if (base.isPresent()) {
      return Optional.of(base.get().resolve("gene"));
    }
    Optional<Path> windows = absolute(environment.get("LOCALAPPDATA"));
    if (windows.isPresent()) {
      return Optional.of(windows.get().resolve("gene").resolve("cache"));
    }
    Optional<Path> home = absolute(environment.get("HOME"));
    return home.isPresent() ? Optional.of(customary(home.get()).resolve("gene")) : Optional.empty();
  }

  private static Path customary(Path home) {
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
    return mac ? home.resolve("Library").resolve("Caches") : home.resolve(".cache");
  }

  /** The base directory specification has relative paths ignored. */
  private static Optional<Path> absolute(String path) {
    try {
      Path folder = path == null || path.isEmpty() ? null : Path.of(path);
      return folder != null && folder.isAbsolute() ? Optional.of(folder) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
