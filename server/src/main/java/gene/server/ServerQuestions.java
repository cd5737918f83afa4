// What the server tells of itself, beyond the protocol: for bug reports, and for clients that show texts without files.
package gene.server;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.services.LanguageServer;

public interface ServerQuestions extends LanguageServer {
  /**
   * @param files   how many the index knows
   * @param indexed whether all have been read
   */
  record Status(String version, int open, int files, boolean indexed) {}

  /** In bytes. */
  record Memory(long used, long committed, long most) {}

  record Text(String text) {}

  @JsonRequest("gene/serverStatus")
  CompletableFuture<Status> status();

  @JsonRequest("gene/memory")
  CompletableFuture<Memory> memory();

  /** The forms of a document as the reader sees them, one in a line, indented by depth. */
  @JsonRequest("gene/syntaxTree")
  CompletableFuture<Text> syntaxTree(TextDocumentIdentifier document);

  /** The text of a page of built-ins. */
  @JsonRequest("gene/builtinText")
  CompletableFuture<Text> builtinText(TextDocumentIdentifier page);
}
