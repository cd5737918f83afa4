// What the server asks the client to tell it of, as far as the client lets itself be asked.
package gene.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

final class Registrations {
  private Registrations() {}

  static List<Registration> of(Client client) {
    var all = new ArrayList<Registration>();
    if (client.watches()) {
      var sources = new FileSystemWatcher(Either.forLeft("**/*.gene"));
      all.add(new Registration("gene-files", "workspace/didChangeWatchedFiles", new DidChangeWatchedFilesRegistrationOptions(List.of(sources))));
    }
    if (client.tellsSettings()) {
      all.add(new Registration("gene-settings", "workspace/didChangeConfiguration", Map.of("section", "gene")));
    }
    return all;
  }
}
