// What the adapter tells a client beyond the protocol: the events `gene/…` of docs/debug-protocol.md.
package gene.dap;

import com.google.gson.JsonObject;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;

/** LSP4J makes the sender of it. */
public interface GeneClient extends IDebugProtocolClient {
  @JsonNotification("gene/traceRows")
  void traceRows(JsonObject body);

  @JsonNotification("gene/timeline")
  void timeline(JsonObject body);

  @JsonNotification("gene/forked")
  void forked(JsonObject body);
}
