// Tells debug sessions of this process what the editor has open, edit by edit.
package gene.server;

import gene.dap.OpenDocuments;
import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** All hearers hear on the thread of the state, so that the order is that of the edits. */
final class EditedDocuments implements OpenDocuments {
  private final Workspace workspace;
  private final List<BiConsumer<Path, String>> hearers = new CopyOnWriteArrayList<>();

  EditedDocuments(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Hearing hear(BiConsumer<Path, String> hearer) {
    workspace.ask("debug", snapshot -> {
      snapshot.open().forEach(d -> tell(hearer, d));
      hearers.add(hearer);
    });
    return () -> workspace.ask("debug", snapshot -> hearers.remove(hearer));
  }

  /** In a turn of the state. */
  void edited(DocumentUri uri) {
    if (!hearers.isEmpty()) {
      workspace.latest().findOpen(uri).ifPresent(d -> hearers.forEach(h -> tell(h, d)));
    }
  }

  private static void tell(BiConsumer<Path, String> hearer, Document d) {
    d.uri().path().ifPresent(file -> hearer.accept(file, d.source().text()));
  }
}
