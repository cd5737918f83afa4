// The path of a server where WebSockets begin; all other requests go on to the server's handler.
package gene.library;

import gene.vm.Future;
import gene.vm.Vm;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;

final class WebSocketEntry implements WebSocketNegotiator {
  private final HttpServer owner;

  private WebSocketEntry(HttpServer owner) {
    this.owner = owner;
  }

  static Handler around(Handler others, Server server, HttpServer owner) {
    var upgrade = new WebSocketUpgradeHandler(WebSocketServerComponents.ensureWebSocketComponents(server));
    upgrade.addMapping(owner.options().webSocketPath(), new WebSocketEntry(owner));
    upgrade.setHandler(others);
    return upgrade;
  }

  @Override
  public FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
    Vm vm = owner.vm();
    return new WebSocketFrames(vm, connection -> {
      var about = new ServerRequest(vm.builtinClass("ServerRequest"), null);
      HttpExchange.describe(vm, about, request, new byte[0]);
      Future end = vm.scheduler().task("websocket", vm.prelude("serve_socket"), owner.options().webSocketHandler(), connection, about);
      end.whenSettled(f -> {
        if (f.state() != Future.State.SUCCESS) {
          owner.socketFailed(f.value(), connection);
        }
      });
    });
  }

  @Override
  public void customize(Configuration configuration) {
    // How long nothing comes is the program's affair.
    configuration.setIdleTimeout(Duration.ZERO);
  }
}
