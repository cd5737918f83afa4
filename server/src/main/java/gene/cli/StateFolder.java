// The user's own folder for what outlives a session, found by the environment.
package gene.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

final class StateFolder {
  private StateFolder() {}

  /** A file of the folder, which is made if need be; empty where there is none: then nothing is kept. */
  static Optional<Path> file(Map<String, String> environment, String name) {
    return folder(environment).flatMap(StateFolder::make).map(f -> f.resolve(name));
  }

  static Optional<Path> folder(Map<String, String> environment) {
    return base(environment, "XDG_STATE_HOME", ".local/state");
  }

  /** For what can be made again; nothing is made here. Empty where there is no such place. */
  static Optional<Path> cache(Map<String, String> environment) {
    return base(environment, "XDG_CACHE_HOME", ".cache");
  }

  /** Every start of a server comes through here: plain conditions, because lambdas would have to be linked first. */
  private static Optional<Path> base(Map<String, String> environment, String variable, String belowHome) {
    Path base = absolute(environment.get(variable));
    if (base == null) {
      base = absolute(environment.get("LOCALAPPDATA"));
    }
    if (base == null) {
      Path home = absolute(environment.get("HOME"));
      base = home == null ? null : home.resolve(belowHome);
    }
    return base == null ? Optional.empty() : Optional.of(base.resolve("gene"));
  }

  /** The base directory specification has relative paths ignored; null for those, and for none. */
  private static Path absolute(String path) {
    if (path == null || path.isEmpty()) {
      return null;
    }
    try {
      Path given = Path.of(path);
      return given.isAbsolute() ? given : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static Optional<Path> make(Path folder) {
    try {
      Files.createDirectories(folder.getParent());
      if (!Files.isDirectory(folder)) {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
          Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
          Files.createDirectory(folder);
        }
      }
      return Optional.of(folder);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
