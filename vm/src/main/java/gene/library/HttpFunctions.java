// The HTTP client: `http/…`, and the global functions that give a Response whatever its status.
package gene.library;

import gene.data.GeneClass;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Printer;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Store;
import gene.vm.Args;
import gene.vm.CallRequest;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Vm;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Nothing of the JDK's client is loaded before the first request. */
final class HttpFunctions implements NativeModule {
  private static final int GET = 0, POST = 1, PUT = 2, DELETE = 3, GET_JSON = 4, POST_JSON = 5;
  private static final int ANY_GET = 6, ANY_POST = 7, ANY_PUT = 8, ANY_PATCH = 9, ANY_DELETE = 10;
  private static final int JSON_PARSE = 11, JSON_STRINGIFY = 12, NEW_REQUEST = 13, SEND = 14, NEW_RESPONSE = 15, RESPONSE_JSON = 16;
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");
  private static final Set<String> SCHEMES = Set.of("http", "https");

  @Override
  public void declare(Declarations to) {
    to.builtinClass("gene", "Request", "Object", NEW_REQUEST,
        "An HTTP request to be sent: `(new gene/Request url \"POST\" {^accept \"text/plain\"} body)`; its properties are `url`, `method`, `headers`, `body`.");
    to.builtinClass("gene", "Response", "Object", NEW_RESPONSE,
        "An HTTP response: properties `status`, `body` and `headers` (names in lower case; an array when a field is repeated).");
    to.method("Request", "send", SEND, "[^timeout: Numeric = nil] -> Future", "Sends the request; a future of a Response, whatever its status.");
    to.method("Response", "json", RESPONSE_JSON, "[] -> Any", "The value of the body, which must be JSON.");
    String fails = " A status of 400 or more fails it with a NetworkException that has `status` and `body`.";
    String limit = " `^timeout` limits the time for the answer: Int milliseconds, Float seconds.";
    for (String ns : new String[] {"http", "genex/http"}) {
      to.function(ns, "get", GET, "[url: String headers: Map = nil ^timeout: Numeric = nil] -> Future", "A future of the body of the answer." + fails + limit);
      to.function(ns, "post", POST, "[url: String body = nil headers: Map = nil ^timeout: Numeric = nil] -> Future",
          "Sends a body, a map or an array as JSON; a future of the body of the answer." + fails + limit);
      to.function(ns, "put", PUT, "[url: String body = nil headers: Map = nil ^timeout: Numeric = nil] -> Future",
          "Sends a body, a map or an array as JSON; a future of the body of the answer." + fails + limit);
      to.function(ns, "delete", DELETE, "[url: String headers: Map = nil ^timeout: Numeric = nil] -> Future", "A future of the body of the answer." + fails + limit);
      to.function(ns, "get_json", GET_JSON, "[url: String headers: Map = nil ^timeout: Numeric = nil] -> Future", "A future of the answer's value, which must be JSON." + fails + limit);
      to.function(ns, "post_json", POST_JSON, "[url: String body headers: Map = nil ^timeout: Numeric = nil] -> Future",
          "Sends a value as JSON; a future of the answer's value, which must be JSON." + fails + limit);
      to.function(ns, "json_parse", JSON_PARSE, "[text] -> Any", "The value of a JSON text, or of the body of a Response.");
      to.function(ns, "json_stringify", JSON_STRINGIFY, "[value] -> String", "The value as compact JSON.");
    }
    for (String ns : new String[] {"", "genex/http"}) {
      String any = " A future of a Response, whatever its status." + limit;
      to.function(ns, "http_get", ANY_GET, "[url: String headers: Map = nil ^timeout: Numeric = nil] -> Future", "Asks for a resource." + any);
      to.function(ns, "http_post", ANY_POST, "[url: String body = nil headers: Map = nil ^timeout: Numeric = nil] -> Future", "Sends a body, a map or an array as JSON." + any);
      to.function(ns, "http_put", ANY_PUT, "[url: String body = nil headers: Map = nil ^timeout: Numeric = nil] -> Future", "Replaces a resource by a body." + any);
      to.function(ns, "http_patch", ANY_PATCH, "[url: String body = nil headers: Map = nil ^timeout: Numeric = nil] -> Future", "Changes a resource by a body." + any);
      to.function(ns, "http_delete", ANY_DELETE, "[url: String headers: Map = nil ^timeout: Numeric = nil] -> Future", "Deletes a resource." + any);
    }
  }

  @Override
  public Object call(int id, Args a) {
    return switch (id) {
      case GET, DELETE -> request(a, id == GET ? "GET" : "DELETE", -1, 1, this::bodyText);
      case POST, PUT -> request(a, id == POST ? "POST" : "PUT", 1, 2, this::bodyText);
      case GET_JSON -> request(a, "GET", -1, 1, this::bodyJson);
      case POST_JSON -> postJson(a);
      case ANY_GET -> request(a, "GET", -1, 1, this::response);
      case ANY_DELETE -> request(a, "DELETE", -1, 1, this::response);
      case ANY_POST -> request(a, "POST", 1, 2, this::response);
      case ANY_PUT -> request(a, "PUT", 1, 2, this::response);
      case ANY_PATCH -> request(a, "PATCH", 1, 2, this::response);
      case JSON_PARSE -> Json.parse(a);
      case JSON_STRINGIFY -> JsonWriter.write(Arguments.required(a, 0, "json_stringify requires a value"));
      case NEW_REQUEST -> newRequest(a);
      case SEND -> send(a);
      case NEW_RESPONSE -> newResponse(a);
      case RESPONSE_JSON -> JsonReader.read(body((Instance) a.self()));
      default -> throw new AssertionError(id);
    };
  }

  /** What becomes of an answer. */
  private interface Reading {
    Object of(Vm vm, HttpTransport.Answer answer);
  }

  /** @param body the index of the argument; -1 when there is none */
  private Object request(Args a, String method, int body, int headers, Reading reading) {
    String who = a.callee().qualifiedName();
    URI url = WebAddress.parse(a.string(0, who + " requires a string url"), SCHEMES);
    return send(a.vm(), who, method, url, body < 0 ? Special.NIL : a.get(body, Special.NIL), a.get(headers, Special.NIL), timeout(a), reading);
  }

  private Object postJson(Args a) {
    String who = a.callee().qualifiedName();
    URI url = WebAddress.parse(a.string(0, who + " requires a string url"), SCHEMES);
    Object value = Arguments.required(a, 1, who + " requires a value to send");
    Object headers = a.get(2, Special.NIL);
    long nanos = timeout(a);
    Vm vm = a.vm();
    return CallRequest.then(JsonWriter.write(value), json -> HttpHeaders.fields(headers, who, fields ->
        HttpTransport.of(vm).send(new HttpTransport.Call("POST", url, fields, HttpBody.text((String) json, "application/json"), nanos),
            answer -> bodyJson(vm, answer))));
  }

  private Object send(Vm vm, String who, String method, URI url, Object body, Object headers, long nanos, Reading reading) {
    return HttpHeaders.fields(headers, who, fields -> HttpBody.of(body, sent ->
        HttpTransport.of(vm).send(new HttpTransport.Call(method, url, fields, sent, nanos), answer -> reading.of(vm, answer))));
  }

  /** 0 for no limit. */
  private static long timeout(Args a) {
    Arguments.knownKeywords(a, Set.of("timeout"));
    Object given = a.keyword("timeout");
    if (given == null || given == Special.NIL) {
      return 0;
    } else if (given instanceof Long millis && millis > 0) {
      return TimeUnit.MILLISECONDS.toNanos(millis);
    } else if (given instanceof Double seconds && seconds > 0) {
      return (long) (Math.min(seconds, 1e9) * 1e9);
    }
    throw Raise.argument(a.callee().qualifiedName() + " ^timeout must be int milliseconds or float seconds");
  }

  // Answers

  private Object bodyText(Vm vm, HttpTransport.Answer answer) {
    if (answer.status() >= 400) {
      throw Raise.of("NetworkException", "HTTP status " + answer.status()).with("status", (long) answer.status()).with("body", answer.body());
    }
    return answer.body();
  }

  private Object bodyJson(Vm vm, HttpTransport.Answer answer) {
    return JsonReader.read((String) bodyText(vm, answer));
  }

  private Object response(Vm vm, HttpTransport.Answer answer) {
    return response(vm.store(), vm.builtinClass("Response"), (long) answer.status(), answer.body(), answer.headers());
  }

  private static Instance response(Store store, GeneClass cls, Object status, Object body, Object headers) {
    var response = new Instance(cls);
    store.setField(response, "status", status);
    store.setField(response, "body", body);
    store.setField(response, "headers", headers);
    return response;
  }

  // Objects

  private static Object newResponse(Args a) {
    Arguments.noKeywords(a);
    if (!a.isInt(0)) {
      throw Raise.argument("Response requires a status, an integer");
    }
    Object headers = a.get(2, Special.NIL);
    return response(a.store(), (GeneClass) a.self(), a.get(0), a.get(1, Special.NIL), headers == Special.NIL ? new GeneMap() : headers);
  }

  static String body(Instance response) {
    if (response.get("body") instanceof String text) {
      return text;
    }
    throw Raise.argument("The body of this Response is no text");
  }

  private static Object newRequest(Args a) {
    Arguments.noKeywords(a);
    var request = new Instance((GeneClass) a.self());
    String url = a.string(0, "Request requires a string url");
    Store store = a.store();
    store.setField(request, "url", url);
    store.setField(request, "method", method(a.get(1, "GET")));
    Object headers = a.get(2, Special.NIL);
    store.setField(request, "headers", headers == Special.NIL ? new GeneMap() : headers);
    store.setField(request, "body", a.get(3, Special.NIL));
    return request;
  }

  private static String method(Object given) {
    String name = given == Special.NIL ? "GET" : Arguments.findName(given);
    if (name == null || !METHODS.contains(name.toUpperCase(Locale.ROOT))) {
      throw Raise.argument("Unsupported HTTP method: " + (name == null ? Printer.code(given) : name));
    }
    return name.toUpperCase(Locale.ROOT);
  }

  private Object send(Args a) {
    Instance self = (Instance) a.self();
    if (!(self.get("url") instanceof String url)) {
      throw Raise.argument("Request requires a string url");
    }
    Function<String, Object> field = name -> self.get(name) == null ? Special.NIL : self.get(name);
    return send(a.vm(), "Request", method(field.apply("method")), WebAddress.parse(url, SCHEMES), field.apply("body"), field.apply("headers"),
        timeout(a), this::response);
  }
}
