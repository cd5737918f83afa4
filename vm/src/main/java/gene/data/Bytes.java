// An immutable byte string.
package gene.data;

import java.util.Arrays;
import java.util.HexFormat;

public final class Bytes {
  private final byte[] bytes;

  /** The array is taken over; the caller must not change it afterwards. */
  public Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  public int size() {
    return bytes.length;
  }

  public int at(int index) {
    return bytes[index] & 0xff;
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes b && Arrays.equals(bytes, b.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "0#" + HexFormat.of().formatHex(bytes);
  }
}
