// One client's server: the families of requests, and the end of the connection.
package gene.dap;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.Endpoint;

final class DapServer {
  private final Conversation conversation;
  private final SessionRequests sessions;
  private final Relay relay;
  private final List<Object> families;

  DapServer(Host host) {
    this(host, Relay.START_MILLISECONDS);
  }

  /** @param patienceMilliseconds how long the start of a program in a terminal may take */
  DapServer(Host host, long patienceMilliseconds) {
    conversation = Conversation.with(host);
    relay = new Relay(host, patienceMilliseconds);
    sessions = new SessionRequests(conversation, relay);
    families = List.of(sessions, new BreakpointRequests(conversation), new SteppingRequests(conversation), new LookingRequests(conversation),
        new CodeRequests(conversation), new TimeTravelRequests(conversation), new TraceRequests(conversation),
        new HotCodeRequests(conversation), new ProfileRequests(conversation));
    OpenDocuments.Hearing documents = host.documents().hear((file, text) -> {
      relay.edited(file.toString(), text);
      conversation.debugger().edited(SourcePaths.id(file), text).send();
    });
    sessions.ended().thenRun(documents::end);
    sessions.ended().thenRun(() -> conversation.debugger().stopTrace().send());
  }

  /** The objects whose annotated methods are the requests; a new family needs a class and its place in this list. */
  List<Object> families() {
    return families;
  }

  /** There is a program in this process: `attach` runs it. Complete when a client has asked for that. */
  CompletableFuture<ProgramRun> awaitAttachment() {
    return conversation.session().awaitAttachment();
  }

  /** Complete when the program was told to end, and waits for something outside. */
  CompletableFuture<Void> abandoned() {
    return conversation.session().abandoned();
  }

  /** @param own the endpoint of the families */
  Endpoint dispatch(Endpoint own) {
    return new Dispatch(own, relay, conversation.requests());
  }

  void connect(GeneClient remote, Endpoint wire) {
    var client = new Client(remote, wire, conversation.translation());
    conversation.session().connect(client);
    relay.connect(client);
  }

  /** Before a request's method is called. */
  void arriving(String id) {
    conversation.requests().arriving(id);
  }

  /** After it: the answer is wired. */
  void startRequests() {
    conversation.requests().start();
  }

  /** The client is gone: so is its program, unless the client let it go on. */
  void streamEnded() {
    sessions.streamEnded();
  }

  /** Complete when the client has been told goodbye, or is gone. */
  CompletableFuture<Void> ended() {
    return sessions.ended();
  }
}
