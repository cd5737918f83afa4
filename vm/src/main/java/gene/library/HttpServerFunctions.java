// HTTP servers and WebSockets of programs.
package gene.library;

import gene.data.Bytes;
import gene.data.GeneClass;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Special;
import gene.data.Store;
import gene.vm.ActorContext;
import gene.vm.Args;
import gene.vm.CallRequest;
import gene.vm.Declarations;
import gene.vm.Function;
import gene.vm.NativeModule;
import gene.vm.Texts;
import gene.vm.Vm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Nothing of the server is loaded before the first one starts. */
final class HttpServerFunctions implements NativeModule {
  private static final int START = 0, STOP = 1, STATUS = 2, RESPOND = 3, REDIRECT = 4, RESPOND_SSE = 5, STREAM_SEND = 6, STREAM_CLOSE = 7;
  private static final int WS_CONNECT = 8, WS_SEND = 9, WS_RECV = 10, WS_CLOSE = 11, REPLY = 12, FIELD = 13, CALL_SOCKET = 14, SERVE_MESSAGE = 15;
  private static final Set<String> SOCKETS = Set.of("ws", "wss");

  /** The servers of one VM, the last one last. */
  private static final class Servers {
    final List<HttpServer> all = new ArrayList<>();
    HttpServerStatus last = new HttpServerStatus(null);
  }

  @Override
  public void declare(Declarations to) {
    to.builtinClass("gene", "ServerRequest", "Object", -1, "A request that a server got: properties and methods `method`, `path`, `url`, `params`, `headers`, `body`, `body_params`.");
    to.builtinClass("gene", "ServerResponse", "Object", -1, "An answer of a server, as `respond` makes it: properties `status`, `body`, `headers`.");
    to.builtinClass("gene", "ServerStream", "Object", -1, "A stream of events to a client, as `respond_sse` begins it.");
    to.builtinClass("gene", "WsConnection", "Object", -1, "One end of a WebSocket; its property `closed` tells whether it has ended.");
    for (String name : ServerRequest.PROPERTIES) {
      to.method("ServerRequest", name, FIELD, "[] -> Any", "The property `" + name + "`.");
    }
    for (String ns : new String[] {"", "genex/http"}) {
      to.function(ns, "start_server", START,
          "[port: Int handler ^host: String = nil ^concurrent: Bool = false ^workers: Int = 4 ^queue_limit: Int = nil ^max_in_flight: Int = nil ^overload_status: Int = 503 ^request_timeout_ms: Int = 10000 ^websocket: Map = nil] -> Nil",
          "Starts an HTTP server: `(handler request)` gives a string, what `respond` makes, a future of these, or nil for 404. Port 0 takes a free one. "
              + "`^websocket {^path \"/ws\" ^handler f}` calls `(f connection)` for each WebSocket. `^^concurrent` runs the handler in actors, each with its own copy of it. It serves while the program waits, as in `(run_forever)`.");
      to.function(ns, "stop_server", STOP, "[port: Int = nil] -> Future", "Takes no more requests; a future of nil that succeeds when those under way have been answered.");
      to.function(ns, "http_server_status", STATUS, "[] -> Map", "What the server does: `status`, `port`, `in_flight`, counts of what went wrong, ….");
      to.function(ns, "respond", RESPOND, "[status body = nil headers: Map = nil] -> ServerResponse",
          "An answer for a server's client: `(respond body)`, `(respond status)` or `(respond status body headers)`. Maps and arrays are sent as JSON.");
      to.function(ns, "redirect", REDIRECT, "[url: String status: Int = 302] -> ServerResponse", "An answer that sends the client to another address.");
      to.function(ns, "respond_sse", RESPOND_SSE, "[request: ServerRequest headers: Map = nil] -> ServerStream", "Answers a request with a stream of events.");
    }
    to.method("ServerStream", "send", STREAM_SEND, "[text] -> Bool", "Sends an event; false when the stream is closed.");
    to.method("ServerStream", "close", STREAM_CLOSE, "[] -> Nil", "Ends the stream.");
    to.function("", "ws_connect", WS_CONNECT, "[url: String] -> Future", "Connects to a WebSocket, `ws://…` or `wss://…`; a future of a WsConnection.");
    to.function("genex/websocket", "connect", WS_CONNECT, "[url: String] -> Future", "Connects to a WebSocket, `ws://…` or `wss://…`; a future of a WsConnection.");
    to.method("WsConnection", "send", WS_SEND, "[text] -> Bool", "Sends a message; false when the connection is closed. Bytes are sent as they are.");
    to.method("WsConnection", "recv", WS_RECV, "[] -> Future", "A future of the next message, a string (or Bytes); `nil` when the connection is closed.");
    to.method("WsConnection", "close", WS_CLOSE, "[] -> Nil", "Ends the connection.");
    to.preludeFunction("gene/prelude", "serve", "[handler request: ServerRequest] -> Any", "What a server's handler answers.");
    to.preludeFunction("gene/prelude", "serve_socket", "[handler connection: WsConnection request: ServerRequest] -> Any", "Calls the handler of a WebSocket.");
    to.function("gene/prelude", "call_socket", CALL_SOCKET, "[handler connection: WsConnection request: ServerRequest] -> Any",
        "Calls the handler of a WebSocket, with the request if it has a parameter for it.");
    to.function("gene/prelude", "serve_message", SERVE_MESSAGE, "[context: ActorContext parts: Map handler] -> Any", "One request of a concurrent server, in the VM of a worker.");
    to.function("gene/prelude", "reply", REPLY, "[result] -> Any", "A handler's result, ready to be sent.");
  }

  @Override
  public Object call(int id, Args a) {
    if (id != START) {
      Arguments.noKeywords(a);
    }
    return switch (id) {
      case START -> start(a);
      case STOP -> stop(a);
      case STATUS -> servers(a.vm()).last.map();
      case RESPOND -> respond(a);
      case REDIRECT -> redirect(a);
      case RESPOND_SSE -> respondEvents(a);
      case STREAM_SEND -> sendEvent(a);
      case STREAM_CLOSE -> {
        Arguments.self(a, EventStream.class).close();
        yield Special.NIL;
      }
      case WS_CONNECT -> WebSocketClient.connect(a.vm(), WebAddress.parse(a.string(0, a.callee().name() + " requires a string url"), SOCKETS));
      case WS_SEND -> sendMessage(a);
      case WS_RECV -> Arguments.self(a, WebSocketConnection.class).receive();
      case WS_CLOSE -> {
        Arguments.self(a, WebSocketConnection.class).close();
        yield Special.NIL;
      }
      case CALL_SOCKET -> a.get(0) instanceof Function f && f.code().params().size() > 1 ? CallRequest.call(f, null, a.get(1), a.get(2))
          : CallRequest.call(a.get(0), null, a.get(1));
      case SERVE_MESSAGE -> HttpWorkers.serve(a.vm(), (ActorContext) a.get(0), (GeneMap) a.get(1), a.get(2));
      case REPLY -> HttpReply.of(a.vm(), a.get(0));
      case FIELD -> ((Instance) a.self()).get(a.callee().name());
      default -> throw new AssertionError(id);
    };
  }

  private static Servers servers(Vm vm) {
    return vm.part(Servers.class, v -> new Servers());
  }

  private static Object start(Args a) {
    a.require(2, "start_server requires a port and a handler");
    HttpServerOptions options = HttpServerOptions.of(a);
    Object handler = a.get(1);
    boolean callable = Arguments.isCallback(handler) || handler instanceof GeneClass cls && cls.findMethod("call") != null;
    if (!callable) {
      throw Raise.argument("start_server handler must be a function, or have a method call");
    }
    if (options.concurrent()) {
      Freezing.freeze(handler, a.store());
    }
    Servers servers = servers(a.vm());
    servers.last = new HttpServerStatus(options);
    var server = new HttpServer(a.vm(), handler, options, servers.last);
    server.start();
    servers.all.add(server);
    return Special.NIL;
  }

  private static Object stop(Args a) {
    Servers servers = servers(a.vm());
    boolean any = a.get(0, Special.NIL) == Special.NIL;
    long port = any ? 0 : a.integer(0, "stop_server port must be an integer");
    servers.all.removeIf(s -> !s.status().isRunning());
    for (int i = servers.all.size() - 1; i >= 0; i--) {
      if (any || servers.all.get(i).status().port() == port) {
        return servers.all.get(i).stop();
      }
    }
    throw Raise.argument(any ? "stop_server: no server is running" : "stop_server: no server is running on port " + port);
  }

  private static Object respond(Args a) {
    a.require(1, "respond requires a status or a body");
    if (!a.isInt(0)) {
      return response(a, 200, a.get(0), a.get(1, Special.NIL));
    }
    long status = a.intAt(0);
    if (status < 100 || status > 599) {
      throw Raise.argument("respond status must be 100 to 599");
    }
    return response(a, status, a.get(1, Special.NIL), a.get(2, Special.NIL));
  }

  private static Object redirect(Args a) {
    String url = a.string(0, "redirect requires a string url");
    long status = Arguments.integer(a, 1, 302, "redirect status must be an integer");
    if (status < 300 || status > 399) {
      throw Raise.argument("redirect status must be 300 to 399");
    }
    var headers = new GeneMap();
    a.store().set(headers, "Location", url);
    return response(a, status, Special.NIL, headers);
  }

  private static Instance response(Args a, long status, Object body, Object headers) {
    if (headers != Special.NIL && !(headers instanceof GeneMap)) {
      throw Raise.argument(a.callee().name() + " headers must be a map");
    }
    var response = new Instance(a.vm().builtinClass("ServerResponse"));
    Store store = a.store();
    store.setField(response, "status", status);
    store.setField(response, "body", body);
    store.setField(response, "headers", headers == Special.NIL ? new GeneMap() : headers);
    return response;
  }

  private static Object respondEvents(Args a) {
    if (!(a.get(0, null) instanceof ServerRequest request) || request.exchange() == null) {
      throw Raise.argument("respond_sse requires the request of a handler");
    }
    return HttpHeaders.fields(a.get(1, Special.NIL), "respond_sse", fields -> request.exchange().answerEvents(fields));
  }

  private static Object sendEvent(Args a) {
    EventStream stream = Arguments.self(a, EventStream.class);
    return Texts.of(Arguments.required(a, 0, "ServerStream.send requires a value"), Rendering.Form.DISPLAY, stream::send);
  }

  private static Object sendMessage(Args a) {
    WebSocketConnection connection = Arguments.self(a, WebSocketConnection.class);
    Object message = Arguments.required(a, 0, "WsConnection.send requires a value");
    if (message instanceof Bytes) {
      return a.ret(connection.send(message));
    }
    return Texts.of(message, Rendering.Form.DISPLAY, connection::send);
  }
}
