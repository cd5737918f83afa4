// The folder that a command works on, as the language server sees it: the same snapshot, index and features.
package gene.cli;

import gene.modules.Packages;
import gene.server.Indexer;
import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.IndexedFile;
import gene.server.feature.Snapshot;
import gene.server.feature.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class Workspaces {
  private static final Pattern PLACE = Pattern.compile("(.+):([0-9]{1,9}):([0-9]{1,9})");
  private static final Pattern NAMED = Pattern.compile("(.+)#([^#]+)");

  /** A place in a file of the workspace. */
  record Place(Document document, int offset) {}

  private final Shell shell;
  private final Path root;
  private final List<DocumentUri> files = new ArrayList<>();
  private final Snapshot snapshot;

  /** @param folder null for the package around the working folder, or without one the working folder itself */
  Workspaces(Shell shell, String folder) {
    this.shell = shell;
    this.root = real(folder != null ? Inputs.path(shell, folder) : new Packages(shell.folder(), shell.environment()).findRoot(shell.folder()).orElse(shell.folder()));
    if (!Files.isDirectory(root)) {
      throw new Refusal("Not a folder: " + folder);
    }
    var indexed = new ArrayList<IndexedFile>();
    for (String name : GeneFiles.below(shell, root.toString(), Indexer::isSkipped)) {
      try {
        // As it stands, with its byte order mark: edits must fit the file. Neither text nor tree is kept.
        DocumentUri uri = DocumentUri.of(Path.of(name));
        indexed.add(IndexedFile.of(Path.of(name), "", Document.of(uri, 0, Inputs.raw(shell, name).text())));
        files.add(uri);
      } catch (Refusal e) {
        // The others can be looked through all the same, as an editor does.
        shell.err().print("Warning: left out: " + e.getMessage() + "\n");
      }
    }
    snapshot = Snapshot.empty().withFolders(List.of(root)).withIndex(i -> i.with(indexed).completed());
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  Path root() {
    return root;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /** In order of name. */
  List<DocumentUri> files() {
    return files;
  }

  /** How people call the file: relative to the working folder when it is inside. */
  String shown(Document document) {
    Path path = document.uri().path().orElseThrow();
    Path here = real(shell.folder());
    return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
  }

  /** `FILE:LINE:COLUMN`, as messages have it, or `FILE#NAME`, a definition at the top of the file or in `OUTER.INNER`. */
  Place place(String text) {
    Matcher numbered = PLACE.matcher(text);
    if (numbered.matches()) {
      Document document = document(numbered.group(1));
      int line = Integer.parseInt(numbered.group(2));
      if (line < 1 || line > document.source().lineCount()) {
        throw new Refusal("There is no line " + line + " in " + numbered.group(1) + ": it has " + document.source().lineCount());
      }
      int start = document.source().lineStart(line);
      int units = document.source().text().codePointCount(start, document.source().lineEnd(line));
      int column = Math.max(1, Math.min(units + 1, Integer.parseInt(numbered.group(3))));
      return new Place(document, document.source().text().offsetByCodePoints(start, column - 1));
    }
    Matcher named = NAMED.matcher(text);
    if (named.matches()) {
      Document document = document(named.group(1));
      List<Symbol> among = document.symbols();
      Symbol found = null;
      for (String name : named.group(2).split("\\.")) {
        found = among.stream().filter(s -> s.name().equals(name)).reduce((a, b) -> b)
            .orElseThrow(() -> new Refusal("There is no definition " + named.group(2) + " in " + named.group(1)));
        among = found.children();
      }
      return new Place(document, found.nameSpan().start());
    }
    throw new Refusal("Not a place: " + text + ". Give FILE:LINE:COLUMN or FILE#NAME");
  }

  private Document document(String name) {
    Path path = real(Inputs.path(shell, name));
    return files.stream().filter(u -> u.path().filter(path::equals).isPresent()).findFirst().flatMap(snapshot::find)
        .orElseThrow(() -> Files.exists(path) ? new Refusal(name + " is no Gene file below " + root) : Inputs.missing(name));
  }
}
