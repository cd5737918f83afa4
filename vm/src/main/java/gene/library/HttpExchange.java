// One request to a server of a program, from its arrival to its answer.
package gene.library;

import gene.data.GeneMap;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Store;
import gene.vm.Vm;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Made on a thread of the server; everything else happens on the VM's thread. */
final class HttpExchange {
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final byte[] body;
  private boolean answered;
  private EventStream stream;

  HttpExchange(Request request, Response response, Callback callback, byte[] body) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.body = body;
  }

  /** What the handler gets. */
  ServerRequest serverRequest(Vm vm) {
    var object = new ServerRequest(vm.builtinClass("ServerRequest"), this);
    describe(vm, object, request, body);
    return object;
  }

  static void describe(Vm vm, ServerRequest object, Request request, byte[] body) {
    Store store = vm.store();
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    String text = HttpHeaders.text(body, type);
    String path = request.getHttpURI().getDecodedPath();
    String query = request.getHttpURI().getQuery();
    store.setField(object, "method", request.getMethod());
    store.setField(object, "path", path == null ? "/" : path);
    store.setField(object, "url", path == null ? "/" : path);
    store.setField(object, "params", query == null ? new GeneMap() : HttpHeaders.oneOrMany(WebAddress.pairs(query)));
    store.setField(object, "headers", headers(request));
    store.setField(object, "body", text);
    store.setField(object, "body_params", bodyParams(text, type));
  }

  private static GeneMap headers(Request request) {
    var fields = new ArrayList<HttpHeaders.Field>();
    for (HttpField field : request.getHeaders()) {
      fields.add(new HttpHeaders.Field(field.getName(), field.getValue() == null ? "" : field.getValue()));
    }
    return HttpHeaders.map(fields);
  }

  private static Object bodyParams(String text, String type) {
    String kind = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (kind.equals("application/x-www-form-urlencoded")) {
      return HttpHeaders.oneOrMany(WebAddress.pairs(text));
    } else if (kind.equals("application/json") || kind.endsWith("+json")) {
      try {
        return JsonReader.read(text) instanceof GeneMap map ? map : Special.NIL;
      } catch (Raise notJson) {
        return Special.NIL;
      }
    }
    return Special.NIL;
  }

  boolean isAnswered() {
    return answered;
  }

  /** Only the first answer counts. */
  void answer(int status, List<HttpHeaders.Field> headers, HttpBody content) {
    if (answered) {
      return;
    }
    answered = true;
    begin(status, headers);
    if (content.contentType() != null && !HttpHeaders.has(headers, "content-type")) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, content.contentType());
    }
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.bytes().length);
    response.write(true, ByteBuffer.wrap(content.bytes()), callback);
  }

  /** The answer is a stream of events, which ends when the stream is closed. */
  EventStream answerEvents(List<HttpHeaders.Field> headers) {
    if (answered) {
      throw Raise.argument("This request has its answer already");
    }
    answered = true;
    begin(200, headers);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    if (!HttpHeaders.has(headers, "cache-control")) {
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
    }
    stream = new EventStream(response, callback);
    return stream;
  }

  /** The stream that the handler has begun; null when there is none. */
  EventStream stream() {
    return stream;
  }

  private void begin(int status, List<HttpHeaders.Field> headers) {
    response.setStatus(status);
    for (HttpHeaders.Field field : headers) {
      // The length is what is sent, and hop-by-hop framing is the server's own.
      String name = field.name().toLowerCase(Locale.ROOT);
      if (!name.equals("content-length") && !name.equals("transfer-encoding")) {
        response.getHeaders().add(field.name(), field.value());
      }
    }
  }
}
