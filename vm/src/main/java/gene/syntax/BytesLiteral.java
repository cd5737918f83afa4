// Reads byte strings written in hexadecimal (`0#`), in bits (`0!`) or in base64 (`0*`).
package gene.syntax;

import gene.data.Bytes;
import java.util.Base64;

final class BytesLiteral {
  private BytesLiteral() {}

  static Form read(Cursor in) {
    int start = in.at;
    char kind = in.text.charAt(start + 1);
    var digits = new StringBuilder();
    int i = start + 2;
    while (i < in.end) {
      char c = in.text.charAt(i);
      if (c == '~') {
        i = afterSeparator(in, i, kind);
      } else if (isDigit(kind, c)) {
        digits.append(c);
        i++;
      } else {
        break;
      }
    }
    // Blanks behind a last `~` have ended the token already.
    boolean ended = in.endsAt(i) || Cursor.isBlank(in.text.charAt(i - 1));
    if (digits.length() == 0 && ended) {
      return Numbers.invalid(in, start, start + 2, ": no " + noun(kind) + " after 0" + kind);
    } else if (!ended) {
      return Numbers.invalid(in, start, i, "");
    }
    in.at = i;
    return value(in, start, kind, digits.toString());
  }

  /** A group may go on behind `~` and any blanks. */
  private static int afterSeparator(Cursor in, int tilde, char kind) {
    int i = tilde + 1;
    while (i < in.end && Cursor.isBlank(in.text.charAt(i))) {
      i++;
    }
    in.lookedAt(i);
    return i;
  }

  private static boolean isDigit(char kind, char c) {
    return switch (kind) {
      case '#' -> Strings.isHex(c);
      case '!' -> c == '0' || c == '1';
      default -> c < 128 && Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '=';
    };
  }

  private static String noun(char kind) {
    return kind == '#' ? "hex digits" : kind == '!' ? "bits" : "base64 digits";
  }

  private static Form value(Cursor in, int start, char kind, String digits) {
    if (kind != '*') {
      return in.literal(start, in.at, new Bytes(kind == '#' ? packed(digits, 2, 16) : packed(digits, 8, 2)));
    }
    try {
      return in.literal(start, in.at, new Bytes(Base64.getDecoder().decode(digits)));
    } catch (IllegalArgumentException notBase64) {
      in.report(SyntaxCode.NUMBER, start, in.at, "invalid number: " + in.quote(start, in.at) + " is not complete base64");
      return in.broken(start, in.at);
    }
  }

  /** Groups of digits as bytes; a last group that is not full counts as if zeros stood before it. */
  private static byte[] packed(String digits, int perByte, int radix) {
    var bytes = new byte[(digits.length() + perByte - 1) / perByte];
    for (int i = 0; i < digits.length(); i++) {
      int b = i / perByte;
      bytes[b] = (byte) (bytes[b] * radix + Character.digit(digits.charAt(i), 16));
    }
    return bytes;
  }
}
