// The unit in which the client counts characters of a line.
package gene.server;

import java.util.List;

enum PositionEncoding {
  UTF8("utf-8"), UTF16("utf-16"), UTF32("utf-32");

  private final String protocolName;

  PositionEncoding(String protocolName) {
    this.protocolName = protocolName;
  }

  String protocolName() {
    return protocolName;
  }

  /** UTF-16 costs nothing here, so it is taken when offered; it is also the default of a client that says nothing. */
  static PositionEncoding negotiate(List<String> offered) {
    if (offered == null || offered.isEmpty() || offered.contains(UTF16.protocolName)) {
      return UTF16;
    }
    for (PositionEncoding e : values()) {
      if (offered.contains(e.protocolName)) {
        return e;
      }
    }
    return UTF16;
  }

  /** How many units the code point takes. */
  int units(int codePoint) {
    return switch (this) {
      case UTF8 -> codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      case UTF16 -> Character.charCount(codePoint);
      case UTF32 -> 1;
    };
  }
}
