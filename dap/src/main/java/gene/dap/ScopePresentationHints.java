// How a client may show a scope.
package gene.dap;

import gene.debug.Scope;
import java.util.Optional;
import org.eclipse.lsp4j.debug.ScopePresentationHint;

final class ScopePresentationHints {
  private ScopePresentationHints() {}

  static Optional<String> of(Scope.Kind kind) {
    return switch (kind) {
      case LOCALS -> Optional.of(ScopePresentationHint.LOCALS);
      case ARGUMENTS -> Optional.of(ScopePresentationHint.ARGUMENTS);
      case OPERANDS -> Optional.of(ScopePresentationHint.REGISTERS);
      case RETURNED -> Optional.of(ScopePresentationHint.RETURN_VALUE);
      case EXCEPTION, CAPTURED, SELF, NAMESPACE -> Optional.empty();
    };
  }
}
