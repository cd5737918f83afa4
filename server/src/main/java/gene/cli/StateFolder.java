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
    return absolute(environment.get("XDG_STATE_HOME")).or(() -> absolute(environment.get("LOCALAPPDATA")))
        .or(() -> absolute(environment.get("HOME")).map(home -> home.resolve(".local").resolve("state")))
        .map(base -> base.resolve("gene"));
  }

  /** For what can be made again; nothing is made here. Empty where there is no such place. */
  static Optional<Path> cache(Map<String, String> environment) {
    return absolute(environment.get("XDG_CACHE_HOME")).or(() -> absolute(environment.get("LOCALAPPDATA")))
        .or(() -> absolute(environment.get("HOME")).map(home -> home.resolve(".cache")))
        .map(base -> base.resolve("gene"));
  }

  /** The base directory specification has relative paths ignored. */
  private static Optional<Path> absolute(String path) {
    try {
      return Optional.ofNullable(path).filter(p -> !p.isEmpty()).map(Path::of).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
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
