// The answer to `initialize`, with the flags of what only this adapter has.
package gene.dap;

import org.eclipse.lsp4j.debug.Capabilities;

/** LSP4J writes the fields as they are called. */
final class GeneCapabilities extends Capabilities {
  private Boolean supportsGeneTrace;
  private Boolean supportsGeneRecording;

  void setSupportsGeneTrace(Boolean supported) {
    supportsGeneTrace = supported;
  }

  Boolean getSupportsGeneTrace() {
    return supportsGeneTrace;
  }

  void setSupportsGeneRecording(Boolean supported) {
    supportsGeneRecording = supported;
  }

  Boolean getSupportsGeneRecording() {
    return supportsGeneRecording;
  }
}
