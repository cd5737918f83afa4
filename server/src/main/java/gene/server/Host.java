// What a language server gets from the process that it runs in.
package gene.server;

import gene.source.Source;
import gene.vm.Fault;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * @param folder      what relative paths are relative to
 * @param environment what programs inherit
 * @param cache       the user's folder for what can be made again; empty where nothing is to be kept
 * @param report      the text of a fault as people read it, with a line end behind the last line
 * @param gene        the words of a command line that starts this `gene` in a process of its own; asked for when one is needed
 */
public record Host(Path folder, Map<String, String> environment, Optional<Path> cache, Function<Fault, String> report, Supplier<List<String>> gene) {
  Host(Path folder, Map<String, String> environment, Optional<Path> cache, Function<Fault, String> report) {
    this(folder, environment, cache, report, List::of);
  }

  /** For a server that nothing is told of. */
  static Host none(Path folder) {
    return new Host(folder, Map.of(), Optional.empty(), fault -> "");
  }

  /** The file of a source; empty for what has none. */
  public Optional<Path> file(Source source) {
    try {
      Path path = folder.resolve(source.id());
      return source.name().startsWith("<") || !Files.isRegularFile(path) ? Optional.empty() : Optional.of(path);
    } catch (InvalidPathException e) {
      return Optional.empty(); // a URI that is no path on this system
    }
  }
}
