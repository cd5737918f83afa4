// The notifications about folders, files and settings.
package gene.server;

import gene.server.feature.DocumentUri;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.services.WorkspaceService;

final class WorkspaceRequests implements WorkspaceService {
  private final LspServer server;

  WorkspaceRequests(LspServer server) {
    this.server = server;
  }

  @Override
  public void didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
    if (server.isServing()) {
      server.workspace().change("didChangeWorkspaceFolders", s -> {
        var folders = new ArrayList<>(s.folders());
        folders.removeAll(paths(params.getEvent().getRemoved()));
        paths(params.getEvent().getAdded()).stream().filter(f -> !folders.contains(f)).forEach(folders::add);
        return s.withFolders(folders);
      }, () -> { });
    }
  }

  /** Folders that are no files of this machine are left out. */
  static List<Path> paths(List<WorkspaceFolder> folders) {
    return folders == null ? List.of() : folders.stream().flatMap(f -> DocumentUri.of(f.getUri()).path().stream()).toList();
  }

  @Override
  public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    // Files on disk are compared with their time and size whenever they are asked for.
  }

  @Override
  public void didChangeConfiguration(DidChangeConfigurationParams params) {
    // There are no settings.
  }
}
