// Header fields as programs see them: a map from names in lower case to a string, or an array when a field is repeated.
package gene.library;

import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Special;
import gene.vm.Texts;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class HttpHeaders {
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]++");
  private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);

  private HttpHeaders() {}

  /** One field, as it is sent. */
  record Field(String name, String value) {}

  /** The fields of a map that a program gave; nil stands for none. */
  static Object fields(Object given, String who, Function<List<Field>, Object> then) {
    if (given == Special.NIL || given == null) {
      return then.apply(List.of());
    } else if (!(given instanceof GeneMap)) {
      throw Raise.argument(who + " headers must be a map");
    }
    var names = new ArrayList<String>();
    var values = new ArrayList<Object>();
    ((GeneMap) given).entries().forEach((name, value) -> {
      if (!NAME.matcher(name).matches()) {
        throw Raise.argument(who + ": '" + name + "' cannot be the name of a header");
      }
      int count = value instanceof GeneArray repeated ? repeated.size() : 1;
      for (int i = 0; i < count; i++) {
        names.add(name);
        values.add(value instanceof GeneArray repeated ? repeated.get(i) : value);
      }
    });
    return Texts.all(values.toArray(), Rendering.Form.DISPLAY, texts -> {
      var fields = new ArrayList<Field>();
      for (int i = 0; i < texts.length; i++) {
        if (texts[i].chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
          throw Raise.argument(who + ": the value of header '" + names.get(i) + "' has a line end or another control character");
        }
        fields.add(new Field(names.get(i), texts[i].strip()));
      }
      return then.apply(fields);
    });
  }

  static boolean has(List<Field> fields, String name) {
    return fields.stream().anyMatch(f -> f.name().equalsIgnoreCase(name));
  }

  /** What has arrived. */
  static GeneMap map(Iterable<Field> fields) {
    var all = new LinkedHashMap<String, List<String>>();
    fields.forEach(f -> all.computeIfAbsent(f.name().toLowerCase(Locale.ROOT), n -> new ArrayList<>(1)).add(f.value()));
    return oneOrMany(all);
  }

  /** A name that has several values has an array. */
  static GeneMap oneOrMany(Map<String, List<String>> all) {
    var map = new LinkedHashMap<String, Object>();
    all.forEach((name, values) -> map.put(name, values.size() == 1 ? values.get(0) : GeneArray.of(values)));
    return new GeneMap(map);
  }

  /** The text of a body whose type is known. @param contentType null when it is not */
  static String text(byte[] body, String contentType) {
    return new String(body, charset(contentType));
  }

  private static Charset charset(String contentType) {
    if (contentType != null) {
      Matcher m = CHARSET.matcher(contentType);
      if (m.find()) {
        try {
          return Charset.forName(m.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
          return StandardCharsets.UTF_8;
        }
      }
    }
    return StandardCharsets.UTF_8;
  }
}
