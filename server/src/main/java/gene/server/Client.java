// What the client understands, from its `initialize`.
package gene.server;

import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;

/**
 * @param markdown      hovers may be Markdown
 * @param links         a definition may say which name it belongs to
 * @param nestedSymbols document symbols may be a tree
 * @param fixObjects    a code action may be an edit with its diagnostic, not only a command
 */
record Client(PositionEncoding encoding, boolean markdown, boolean links, boolean nestedSymbols, boolean related, boolean fixObjects) {
  /** Before it has told anything. */
  static final Client UNKNOWN = new Client(PositionEncoding.UTF16, false, false, false, false, false);

  static Client of(ClientCapabilities all) {
    Optional<ClientCapabilities> client = Optional.ofNullable(all);
    Optional<TextDocumentClientCapabilities> texts = client.map(ClientCapabilities::getTextDocument);
    List<String> encodings = client.map(ClientCapabilities::getGeneral).map(g -> g.getPositionEncodings()).orElse(List.of());
    return new Client(PositionEncoding.negotiate(encodings),
        texts.map(TextDocumentClientCapabilities::getHover).map(h -> h.getContentFormat()).map(f -> f.contains("markdown")).orElse(false),
        texts.map(TextDocumentClientCapabilities::getDefinition).map(d -> d.getLinkSupport()).orElse(false),
        texts.map(TextDocumentClientCapabilities::getDocumentSymbol).map(s -> s.getHierarchicalDocumentSymbolSupport()).orElse(false),
        texts.map(TextDocumentClientCapabilities::getPublishDiagnostics).map(d -> d.getRelatedInformation()).orElse(false),
        texts.map(TextDocumentClientCapabilities::getCodeAction).map(a -> a.getCodeActionLiteralSupport()).isPresent());
  }
}
