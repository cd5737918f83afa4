// What a handler's result means: status, headers and body, ready to be sent.
package gene.library;

import gene.data.Instance;
import gene.data.Kinds;
import gene.data.Opaque;
import gene.data.Special;
import gene.vm.Vm;
import java.util.List;

record HttpReply(int status, List<HttpHeaders.Field> fields, HttpBody body) implements Opaque {
  static final String PLAIN = "text/plain; charset=utf-8";
  static final String HTML = "text/html; charset=utf-8";

  HttpReply {
    fields = List.copyOf(fields);
  }

  /** A reply, or the request for the texts that it needs. */
  static Object of(Vm vm, Object result) {
    if (result instanceof String text) {
      return new HttpReply(200, List.of(), HttpBody.text(text, typeOf(text)));
    } else if (result == Special.NIL || result instanceof EventStream) {
      return text(404, "Not Found");
    } else if (result instanceof Instance response && response.cls().isA(vm.builtinClass("ServerResponse"))) {
      int status = response.get("status") instanceof Long n && n >= 100 && n <= 999 ? n.intValue() : 200;
      return HttpHeaders.fields(response.get("headers"), "ServerResponse", fields -> HttpBody.of(response.get("body"), body ->
          new HttpReply(status, fields, body.contentType() == null && body.bytes().length > 0
              ? new HttpBody(body.bytes(), response.get("body") instanceof String text ? typeOf(text) : PLAIN) : body)));
    }
    return text(500, "Invalid response type: " + Kinds.plainName(result));
  }

  static HttpReply text(int status, String text) {
    return new HttpReply(status, List.of(), HttpBody.text(text, PLAIN));
  }

  /** A text that begins with a tag is a page. */
  private static String typeOf(String text) {
    return text.stripLeading().startsWith("<") ? HTML : PLAIN;
  }

  @Override
  public String typeofName() {
    return "HttpReply";
  }

  @Override
  public String className() {
    return "HttpReply";
  }

  @Override
  public String display() {
    return "VkInstance";
  }
}
