// The names of files and folders in a filesystem tree: keys percent-encoded, and the names with a meaning of their own.
package gene.library;

import gene.data.Raise;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

final class TreeNames {
  static final String SUFFIX = ".gene";
  static final String TYPE = "_genetype";
  static final String PROPS = "_geneprops";
  static final String ORDER = "_genearray";
  static final String ELEMENTS = "_genechildren";
  static final String SEALED = "_genesealed";
  private static final String RESERVED = "_gene";
  private static final String EMPTY = "%";
  private static final String HEX = "0123456789ABCDEF";

  private TreeNames() {}

  /** A name that no other key has and that means nothing to a file system: a dot is encoded too, since it begins the suffix. */
  static String encode(String key) {
    if (key.isEmpty()) {
      return EMPTY;
    }
    var name = new StringBuilder();
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xFF);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
      if (letter && !(i == 0 && key.startsWith(RESERVED))) {
        name.append(c);
      } else {
        name.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return name.toString();
  }

  static String decode(String name) {
    if (name.equals(EMPTY)) {
      return "";
    }
    var bytes = new ByteArrayOutputStream();
    byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] != '%') {
        bytes.write(encoded[i]);
        continue;
      }
      boolean complete = i + 2 < encoded.length;
      int high = complete ? Character.digit(encoded[i + 1], 16) : -1;
      int low = complete ? Character.digit(encoded[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw Raise.parse("Filesystem tree entry '" + name + "' is not a percent-encoded key");
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
