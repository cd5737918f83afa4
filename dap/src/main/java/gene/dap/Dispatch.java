// Where a client's requests go: to the families of this process, or to the program's own process when it has one.
package gene.dap;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.jsonrpc.Endpoint;

record Dispatch(Endpoint families, Relay relay, Requests requests) implements Endpoint {
  @Override
  public CompletableFuture<?> request(String method, Object parameter) {
    if (relay.isActive()) {
      String id = requests.arrivingId();
      return requests.begin((CompletableFuture<Object> answer) -> relay.request(id, method, parameter, answer));
    }
    if (parameter instanceof InitializeRequestArguments arguments) {
      relay.initialized(arguments);
    }
    relay.heard(method, parameter);
    return families.request(method, parameter);
  }

  @Override
  public void notify(String method, Object parameter) {
    families.notify(method, parameter);
  }
}
