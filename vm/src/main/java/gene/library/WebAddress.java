// An address that a program gave: what an address cannot hold as it is, is encoded.
package gene.library;

import gene.data.Raise;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

final class WebAddress {
  private static final String AS_THEY_ARE = "-._~:/?#[]@!$&'()*+,;=%";

  private WebAddress() {}

  /** @throws Raise `ArgumentException` when it is no address of one of these schemes */
  static URI parse(String text, Set<String> schemes) {
    try {
      var uri = new URI(encoded(text.strip()));
      boolean known = uri.getScheme() != null && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT));
      if (!known || uri.getHost() == null) {
        throw Raise.argument("Invalid URL: '" + text + "': it must begin with " + String.join(":// or ", schemes.stream().sorted().toList())
            + "://" + (known ? " and name a host" : ""));
      }
      return uri;
    } catch (URISyntaxException e) {
      throw Raise.argument("Invalid URL: '" + text + "': " + e.getReason());
    }
  }

  private static String encoded(String text) {
    var out = new StringBuilder();
    text.codePoints().forEach(c -> {
      if (c < 128 && (Character.isLetterOrDigit(c) || AS_THEY_ARE.indexOf(c) >= 0)) {
        out.appendCodePoint(c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          out.append(String.format("%%%02X", b & 0xff));
        }
      }
    });
    return out.toString();
  }

  /** `a=1&b=2`, as queries and forms have it. */
  static Map<String, List<String>> pairs(String text) {
    var all = new LinkedHashMap<String, List<String>>();
    for (String pair : text.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        all.computeIfAbsent(decoded(equals < 0 ? pair : pair.substring(0, equals)), n -> new ArrayList<>(1))
            .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return all;
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      // A percent sign that begins no escape stands for itself.
      return text;
    }
  }
}
