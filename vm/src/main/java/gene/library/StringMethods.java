// Methods of String; positions and lengths count code points, except in the byte methods.
package gene.library;

import gene.data.Bytes;
import gene.data.Char;
import gene.data.GeneArray;
import gene.data.Raise;
import gene.data.Rendering;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

final class StringMethods implements NativeModule {
  private static final int NEW = 0, LENGTH = 1, BYTESIZE = 2, EMPTY = 3, NOT_EMPTY = 4, UPPER = 5, LOWER = 6, CAPITALIZE = 7, REVERSE = 8,
      APPEND = 9, SUBSTR = 10, CHAR_AT = 11, CHARS = 12, TRIM = 13, LSTRIP = 14, RSTRIP = 15, TO_I = 16, TO_F = 17, BYTE_AT = 18, BYTES = 19,
      EACH_BYTE = 20, BYTESLICE = 21;

  @Override
  public void declare(Declarations to) {
    to.builtinClass("", "String", "Object", NEW, "Unicode text: `\"abc\"`. `(new String x…)` joins the texts of the values.");
    for (String name : new String[] {"length", "size"}) {
      to.method("String", name, LENGTH, "[] -> Int", "The number of characters.");
    }
    to.method("String", "bytesize", BYTESIZE, "[] -> Int", "The number of bytes of the UTF-8 form.");
    for (String name : new String[] {"empty", "empty?"}) {
      to.method("String", name, EMPTY, "[] -> Bool", "Whether there are no characters.");
    }
    to.method("String", "not_empty?", NOT_EMPTY, "[] -> Bool", "Whether there are characters.");
    for (String name : new String[] {"to_upper", "upper", "upcase", "to_uppercase"}) {
      to.method("String", name, UPPER, "[] -> String", "The text in upper case, character by character.");
    }
    for (String name : new String[] {"to_lower", "lower", "downcase", "to_lowercase"}) {
      to.method("String", name, LOWER, "[] -> String", "The text in lower case, character by character.");
    }
    to.method("String", "capitalize", CAPITALIZE, "[] -> String", "The first character in upper case, the rest in lower case.");
    to.method("String", "reverse", REVERSE, "[] -> String", "The characters in the opposite order.");
    to.method("String", "append", APPEND, "[values...] -> String", "The text followed by the texts of the values.");
    to.method("String", "substr", SUBSTR, "[start: Int end: Int = -1] -> String", "The characters from `start` to `end`, inclusive; negative positions count from the end.");
    to.method("String", "char_at", CHAR_AT, "[index: Int] -> Char", "The character at a position, counted from 0. A position outside is an error.");
    for (String name : new String[] {"chars", "each_char"}) {
      to.method("String", name, CHARS, "[] -> Array", "The characters.");
    }
    for (String name : new String[] {"trim", "strip"}) {
      to.method("String", name, TRIM, "[] -> String", "The text without the white space around it.");
    }
    to.method("String", "lstrip", LSTRIP, "[] -> String", "The text without the white space before it.");
    to.method("String", "rstrip", RSTRIP, "[] -> String", "The text without the white space after it.");
    to.method("String", "to_i", TO_I, "[] -> Int", "The integer written in the text.");
    to.method("String", "to_f", TO_F, "[] -> Float", "The number written in the text.");
    to.method("String", "byte_at", BYTE_AT, "[index: Int] -> Int", "A byte of the UTF-8 form; a negative position counts from the end.");
    for (String name : new String[] {"bytes", "to_bytes"}) {
      to.method("String", name, BYTES, "[] -> Bytes", "The UTF-8 form.");
    }
    to.method("String", "each_byte", EACH_BYTE, "[] -> Array", "The bytes of the UTF-8 form, as integers.");
    for (String name : new String[] {"byteslice", "byte_slice"}) {
      to.method("String", name, BYTESLICE, "[start: Int end: Int = -1] -> Bytes", "Bytes of the UTF-8 form from `start` to `end`, inclusive; negative positions count from the end.");
    }
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    if (id == NEW) {
      return Texts.all(a.all(), Rendering.Form.TO_S, texts -> String.join("", texts));
    }
    Arguments.atMost(a, mostArguments(id));
    String self = Arguments.self(a, String.class);
    return switch (id) {
      case LENGTH -> a.ret((long) CodePoints.length(self));
      case BYTESIZE -> a.ret((long) utf8(self).length);
      case EMPTY -> a.ret(self.isEmpty());
      case NOT_EMPTY -> a.ret(!self.isEmpty());
      case UPPER -> Text.upper(self);
      case LOWER -> Text.lower(self);
      case CAPITALIZE -> Text.capitalize(self);
      case REVERSE -> CodePoints.reverse(self);
      case APPEND -> {
        a.require(1, "String.append requires a value to append");
        yield Texts.all(a.all(), Rendering.Form.TO_S, texts -> self + String.join("", texts));
      }
      case SUBSTR -> {
        int[] bounds = bounds(a, "String.substr", CodePoints.length(self));
        yield CodePoints.slice(self, bounds[0], bounds[1]);
      }
      case CHAR_AT -> charAt(self, a.integer(0, "String.char_at requires an integer index"));
      case CHARS -> GeneArray.of(self.codePoints().mapToObj(Char::new).toArray());
      case TRIM -> Text.trim(self, true, true);
      case LSTRIP -> Text.trim(self, true, false);
      case RSTRIP -> Text.trim(self, false, true);
      case TO_I -> a.ret(Text.toInt(self));
      case TO_F -> a.ret(Text.toFloat(self));
      case BYTE_AT -> byteAt(utf8(self), a);
      case BYTES -> new Bytes(utf8(self));
      case EACH_BYTE -> BytesMethods.toArray(utf8(self), a);
      case BYTESLICE -> {
        byte[] bytes = utf8(self);
        int[] bounds = bounds(a, "String.byteslice", bytes.length);
        yield new Bytes(Arrays.copyOfRange(bytes, bounds[0], bounds[1]));
      }
      default -> throw new AssertionError(id);
    };
  }

  private static int mostArguments(int id) {
    return switch (id) {
      case APPEND -> Integer.MAX_VALUE;
      case SUBSTR, BYTESLICE -> 2;
      case CHAR_AT, BYTE_AT -> 1;
      default -> 0;
    };
  }

  private static byte[] utf8(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }

  /** From a start and an inclusive end, both clamped: the start and the exclusive end. */
  private static int[] bounds(Args a, String method, int size) {
    a.require(1, method + " requires a start");
    int start = Arguments.clamp(a.integer(0, method + " start must be an integer"), size);
    long end = Arguments.integer(a, 1, -1, method + " end must be an integer");
    long inclusive = end < 0 ? end + size : end;
    int exclusive = (int) Math.max(start, Math.min(size, inclusive + (inclusive < size ? 1 : 0)));
    return new int[] {start, exclusive};
  }

  private static Char charAt(String self, long index) {
    if (index < 0 || index >= CodePoints.length(self)) {
      throw Raise.argument("char_at index out of bounds").withHint("the index is " + index + ", the length " + CodePoints.length(self));
    }
    return new Char(self.codePointAt(CodePoints.offset(self, (int) index)));
  }

  private static Object byteAt(byte[] bytes, Args a) {
    long given = a.integer(0, "String.byte_at requires an integer index");
    long index = given < 0 ? given + bytes.length : given;
    if (index < 0 || index >= bytes.length) {
      throw Raise.argument("byte_at index out of bounds").withHint("the index is " + given + ", the size " + bytes.length);
    }
    return a.ret((long) (bytes[(int) index] & 0xff));
  }
}
