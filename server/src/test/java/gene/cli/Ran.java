// A command that has been run in this JVM: its status and what it wrote.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

record Ran(int status, String out, String err) {
  /** Where a command is run. */
  record Place(Path folder, String stdin, Map<String, String> environment, Terminals terminals) {
    static Place in(Path folder) {
      return new Place(folder, "", Map.of(), Terminals.NONE);
    }

    Place stdin(String text) {
      return new Place(folder, text, environment, terminals);
    }

    Place terminals(Terminals which) {
      return new Place(folder, stdin, environment, which);
    }

    Place environment(String name, String value) {
      return new Place(folder, stdin, Map.of(name, value), terminals);
    }

    Place file(String name, String text) {
      try {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The same in a folder inside. */
    Place inside(String name) {
      return new Place(folder.resolve(name), stdin, environment, terminals);
    }

    Ran gene(String... args) {
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      var in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
      int status = Cli.run(List.of(args), new Shell(in, out, err, folder, environment, terminals));
      return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }

  /** Without a file around it. */
  static Ran gene(String... args) {
    return Place.in(Path.of("").toAbsolutePath()).gene(args);
  }

  Ran prints(String text) {
    assertEquals(new Ran(0, text, ""), this);
    return this;
  }

  /** Status 1, with this on standard error and nothing on standard output. */
  Ran fails(String text) {
    assertEquals(new Ran(1, "", text), this);
    return this;
  }
}
