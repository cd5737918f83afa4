// Messages in the wire format of Protocol Buffers: numbers, texts and messages, each behind the number of its field.
package gene.server.scip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

final class Wire {
  private static final int NUMBER = 0;
  private static final int BYTES = 2;
  private static final int BITS = 7;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A field of value 0 is not written: that is what an absent one means. */
  Wire number(int field, long value) {
    if (value != 0) {
      varint((long) field << 3 | NUMBER);
      varint(value);
    }
    return this;
  }

  Wire text(int field, String value) {
    if (!value.isEmpty()) {
      bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  Wire message(int field, Consumer<Wire> content) {
    var inner = new Wire();
    content.accept(inner);
    return bytes(field, inner.toBytes());
  }

  /** Packed, as repeated numbers are. */
  Wire numbers(int field, int... values) {
    var inner = new Wire();
    for (int v : values) {
      inner.varint(v);
    }
    return bytes(field, inner.toBytes());
  }

  private Wire bytes(int field, byte[] value) {
    varint((long) field << 3 | BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~((1L << BITS) - 1)) != 0) {
      out.write((int) (rest & ((1 << BITS) - 1)) | 1 << BITS);
      rest >>>= BITS;
    }
    out.write((int) rest);
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
