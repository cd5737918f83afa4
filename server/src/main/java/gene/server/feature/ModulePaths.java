// Module paths in imports: the files and folders that can stand there, and how a file is written as seen from another.
package gene.server.feature;

import gene.server.feature.Completion.Item;
import gene.server.feature.Completion.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

final class ModulePaths {
  private static final int MOST = 1_000;

  private final Snapshot snapshot;
  private final Document document;

  ModulePaths(Snapshot snapshot, Document document) {
    this.snapshot = snapshot;
    this.document = document;
  }

  private Optional<Path> folder() {
    return document.uri().path().map(Path::getParent).or(() -> snapshot.folders().stream().findFirst());
  }

  /** The entries of the folder that has been typed so far. */
  void in(CompletionPlace place, List<Item> into) {
    String typed = document.text(place.token());
    String parent = typed.substring(0, typed.lastIndexOf('/') + 1);
    Optional<Path> folder = folder();
    if (folder.isEmpty()) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.get().resolve(parent))) {
      for (Path p : entries) {
        String name = p.getFileName().toString();
        if (into.size() >= MOST || name.startsWith(".")) {
          continue;
        } else if (Files.isDirectory(p)) {
          into.add(new Item(name + "/", Kind.FOLDER, "", name + "/", false, place.word(), 1, "", List.of()));
        } else if (name.endsWith(".gene") && document.uri().path().filter(p.normalize()::equals).isEmpty()) {
          String module = name.substring(0, name.length() - 5);
          into.add(new Item(module, Kind.FILE, name, module, false, place.word(), 0, "", List.of()));
        }
      }
    } catch (IOException | InvalidPathException e) {
      // There is no such folder: nothing can be offered.
      return;
    }
    if (parent.isEmpty()) {
      into.add(new Item("./", Kind.FOLDER, "this folder", "./", false, place.word(), 2, "", List.of()));
      into.add(new Item("../", Kind.FOLDER, "the folder above", "../", false, place.word(), 2, "", List.of()));
    }
  }

  /** As the document's import of the file is written: `./shapes`, `../lib/shapes`. */
  Optional<String> to(Path file) {
    return folder().filter(f -> f.getRoot() != null && f.getRoot().equals(file.getRoot())).map(f -> {
      String path = f.relativize(file).toString().replace('\\', '/');
      String module = path.endsWith(".gene") ? path.substring(0, path.length() - 5) : path;
      return module.startsWith("../") ? module : "./" + module;
    });
  }
}
