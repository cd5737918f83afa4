// Methods of Bytes.
package gene.library;

import gene.data.Bytes;
import gene.data.GeneArray;
import gene.data.Raise;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

final class BytesMethods implements NativeModule {
  private static final int SIZE = 0, GET = 1, TO_ARRAY = 2, SLICE = 3, CONCAT = 4, TO_STRING = 5;

  @Override
  public void declare(Declarations to) {
    to.method("Bytes", "size", SIZE, "[] -> Int", "The number of bytes.");
    to.method("Bytes", "get", GET, "[index: Int] -> Bytes", "The byte at a position, as Bytes of length one. A position outside is an error, also a negative one.");
    to.method("Bytes", "to_array", TO_ARRAY, "[] -> Array", "The bytes as integers from 0 to 255.");
    to.method("Bytes", "slice", SLICE, "[start: Int end: Int = nil] -> Bytes", "The bytes from `start` to before `end` (default: to the end); negative positions count from the end.");
    to.method("Bytes", "concat", CONCAT, "[other: Bytes] -> Bytes", "These bytes followed by the others.");
    to.method("Bytes", "to_string", TO_STRING, "[] -> String", "The text of which these bytes are the UTF-8 form; other bytes are an error.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    Bytes self = Arguments.self(a, Bytes.class);
    return switch (id) {
      case SIZE -> a.ret((long) self.size());
      case GET -> get(self, a.integer(0, "Bytes.get requires an integer index"));
      case TO_ARRAY -> toArray(self.toByteArray(), a);
      case SLICE -> slice(self, a);
      case CONCAT -> concat(self, a);
      case TO_STRING -> decode(self.toByteArray());
      default -> throw new AssertionError(id);
    };
  }

  private static Bytes get(Bytes self, long index) {
    if (index < 0 || index >= self.size()) {
      throw Raise.argument("Bytes index out of bounds: " + index + " (size: " + self.size() + ")");
    }
    return new Bytes(new byte[] {(byte) self.at((int) index)});
  }

  static GeneArray toArray(byte[] bytes, Args a) {
    var array = new GeneArray(bytes.length);
    for (byte b : bytes) {
      a.store().append(array, (long) (b & 0xff));
    }
    return array;
  }

  private static Bytes slice(Bytes self, Args a) {
    int size = self.size();
    int start = Arguments.clamp(a.integer(0, "Bytes.slice requires an integer start"), size);
    int end = Arguments.clamp(Arguments.integer(a, 1, size, "Bytes.slice end must be an integer"), size);
    return new Bytes(Arrays.copyOfRange(self.toByteArray(), start, Math.max(start, end)));
  }

  private static Bytes concat(Bytes self, Args a) {
    if (!(a.get(0, null) instanceof Bytes other)) {
      throw Raise.argument("Bytes.concat requires Bytes");
    }
    byte[] joined = Arrays.copyOf(self.toByteArray(), self.size() + other.size());
    System.arraycopy(other.toByteArray(), 0, joined, self.size(), other.size());
    return new Bytes(joined);
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException malformed) {
      throw Raise.parse("Bytes.to_string requires UTF-8 text; these bytes are not");
    }
  }
}
