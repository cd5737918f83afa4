// Base64 of the UTF-8 form of strings.
package gene.library;

import gene.data.Raise;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

final class Base64Functions implements NativeModule {
  private static final int ENCODE = 0, DECODE = 1;

  @Override
  public void declare(Declarations to) {
    String encode = "The base64 form (standard alphabet, with padding) of the string's UTF-8 bytes.";
    String decode = "The string whose base64 form is given.";
    to.function("", "base64", ENCODE, "[text: String] -> String", encode);
    to.function("gene", "base64_encode", ENCODE, "[text: String] -> String", encode);
    to.function("", "base64_decode", DECODE, "[text: String] -> String", decode);
    to.function("gene", "base64_decode", DECODE, "[text: String] -> String", decode);
  }

  @Override
  public Object call(int id, Args a) {
    String text = a.string(0, (id == ENCODE ? "base64" : "base64_decode") + " requires a string argument");
    return id == ENCODE ? Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) : decode(text);
  }

  private static String reason(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c < 128 && Character.isLetterOrDigit(c) || c == '+' || c == '/';
      if (!digit && !(c == '=' && i >= text.length() - 2)) {
        return "unexpected character at position " + text.codePointCount(0, i);
      }
    }
    return "its length or its padding is wrong";
  }

  private static String decode(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException malformed) {
      throw Raise.parse("Invalid base64 string: " + reason(text));
    } catch (CharacterCodingException malformed) {
      throw Raise.parse("Invalid base64 string: the bytes are not UTF-8 text");
    }
  }
}
