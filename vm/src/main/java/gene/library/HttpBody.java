// The body of a request or a response that is sent: its bytes, and what they are.
package gene.library;

import gene.data.Bytes;
import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Rendering;
import gene.data.Special;
import gene.vm.CallRequest;
import gene.vm.Texts;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** @param contentType null when it says nothing about itself */
record HttpBody(byte[] bytes, String contentType) {
  private static final String JSON = "application/json";
  private static final HttpBody EMPTY = new HttpBody(new byte[0], null);

  /** Maps and arrays are sent as JSON, strings and bytes as they are, other values as their display texts. */
  static Object of(Object value, Function<HttpBody, Object> then) {
    if (value == Special.NIL || value == Special.VOID) {
      return then.apply(EMPTY);
    } else if (value instanceof String text) {
      return then.apply(text(text, null));
    } else if (value instanceof Bytes bytes) {
      return then.apply(new HttpBody(bytes.toByteArray(), "application/octet-stream"));
    } else if (value instanceof GeneMap || value instanceof GeneArray) {
      return CallRequest.then(JsonWriter.write(value), json -> then.apply(text((String) json, JSON)));
    }
    return Texts.of(value, Rendering.Form.DISPLAY, text -> then.apply(text(text, null)));
  }

  static HttpBody text(String text, String contentType) {
    return new HttpBody(text.getBytes(StandardCharsets.UTF_8), contentType);
  }
}
