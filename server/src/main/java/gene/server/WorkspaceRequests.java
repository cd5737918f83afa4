// The requests and notifications about folders, files and settings.
package gene.server;

import gene.server.feature.DocumentUri;
import gene.server.feature.MovedFiles;
import gene.server.feature.Settings;
import gene.server.feature.WorkspaceSymbols;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.lsp4j.*;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.WorkspaceService;

final class WorkspaceRequests implements WorkspaceService {
  private final LspServer server;

  WorkspaceRequests(LspServer server) {
    this.server = server;
  }

  @Override
  public void didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
    if (server.isServing()) {
      List<Path> removed = paths(params.getEvent().getRemoved());
      List<Path> added = paths(params.getEvent().getAdded());
      server.workspace().change("didChangeWorkspaceFolders", s -> {
        var folders = new ArrayList<>(s.folders());
        folders.removeAll(removed);
        added.stream().filter(f -> !folders.contains(f)).forEach(folders::add);
        return s.withFolders(folders).withIndex(i -> i.without(removed));
      }, () -> server.index(added));
    }
  }

  /** Folders that are no files of this machine are left out. */
  static List<Path> paths(List<WorkspaceFolder> folders) {
    return folders == null ? List.of() : folders.stream().flatMap(f -> DocumentUri.of(f.getUri()).path().stream()).toList();
  }

  @Override
  public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    server.refresh(params.getChanges().stream().map(c -> DocumentUri.of(c.getUri())).toList());
  }

  @Override
  public void didChangeConfiguration(DidChangeConfigurationParams params) {
    if (server.isServing()) {
      Map<String, Object> all = Json.map(params.getSettings());
      if (all.get("gene") instanceof Map<?, ?> section) {
        configure(section);
      } else {
        server.pullSettings();
      }
    }
  }

  void configure(Map<?, ?> section) {
    Map<String, Object> named = new HashMap<>();
    section.forEach((k, v) -> named.put(String.valueOf(k), v));
    Settings settings = Settings.of(named);
    server.workspace().change("didChangeConfiguration", s -> s.withSettings(settings), server::settingsChanged);
  }

  @Override
  public CompletableFuture<Either<List<? extends SymbolInformation>, List<? extends WorkspaceSymbol>>> symbol(WorkspaceSymbolParams params) {
    return server.ask("workspace/symbol", s -> {
      var convert = new ConvertGoing(server.convert());
      return Either.forRight(WorkspaceSymbols.of(s, params.getQuery()).stream().map(w -> convert.symbol(s, w)).toList());
    });
  }

  @Override
  public CompletableFuture<WorkspaceDiagnosticReport> diagnostic(WorkspaceDiagnosticParams params) {
    return server.ask("workspace/diagnostic", s -> {
      var parts = new PartialResults<WorkspaceDocumentDiagnosticReport>(server.client(), params.getPartialResultToken(), WorkspaceDiagnosticReportPartialResult::new);
      List<PreviousResultId> previous = params.getPreviousResultIds() == null ? List.of() : params.getPreviousResultIds();
      PulledDiagnostics pulled = server.pulled();
      try (Progress.Work work = pulled.progress().answering(server.client(), params.getWorkDoneToken(), "Checking Gene files")) {
        pulled.all(s, previous, work, parts::add);
      }
      return new WorkspaceDiagnosticReport(parts.rest());
    });
  }

  // Files that the client makes, moves and deletes

  @Override
  public CompletableFuture<WorkspaceEdit> willRenameFiles(RenameFilesParams params) {
    Map<Path, Path> moves = new HashMap<>();
    for (FileRename r : params.getFiles()) {
      Optional<Path> from = DocumentUri.of(r.getOldUri()).path();
      Optional<Path> to = DocumentUri.of(r.getNewUri()).path();
      if (from.isPresent() && to.isPresent()) {
        moves.put(from.get(), to.get());
      }
    }
    return server.ask("workspace/willRenameFiles", s -> new ConvertGoing(server.convert()).edit(new MovedFiles(moves).edits(s)));
  }

  @Override
  public void didRenameFiles(RenameFilesParams params) {
    server.refresh(params.getFiles().stream().flatMap(r -> Stream.of(r.getOldUri(), r.getNewUri())).flatMap(WorkspaceRequests::sources).toList());
  }

  @Override
  public void didCreateFiles(CreateFilesParams params) {
    server.refresh(params.getFiles().stream().flatMap(f -> sources(f.getUri())).toList());
  }

  @Override
  public void didDeleteFiles(DeleteFilesParams params) {
    server.refresh(params.getFiles().stream().flatMap(f -> sources(f.getUri())).toList());
  }

  /** A folder stands for the sources in it. */
  private static Stream<DocumentUri> sources(String uri) {
    DocumentUri file = DocumentUri.of(uri);
    Optional<Path> folder = file.path().filter(Files::isDirectory);
    if (folder.isEmpty()) {
      return Stream.of(file);
    }
    try (Stream<Path> inside = Files.walk(folder.get())) {
      return inside.filter(p -> p.toString().endsWith(".gene")).map(DocumentUri::of).toList().stream();
    } catch (java.io.IOException e) {
      return Stream.of(file); // it is gone again: its files leave the index
    }
  }

  @Override
  public CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
    server.requireServing();
    return new Commands(server).run(params);
  }
}
