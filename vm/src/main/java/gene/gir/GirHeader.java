// What a GIR file says about itself before its code: by whom it was made, from what, and when.
package gene.gir;

import gene.bytecode.Op;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * @param compiler  the fingerprint of the compiler that made it
 * @param abi       the fingerprint of instructions and values
 * @param options   what options of the run changed the code
 * @param timestamp seconds since 1970
 * @param source    the hash of the source text
 * @param name      the source as it was named
 * @param id        the identity of the source: its real path
 */
public record GirHeader(int version, String compiler, String abi, GirOptions options, long timestamp, byte[] source, String name, String id) {
  static final byte[] MAGIC = "GENE".getBytes(StandardCharsets.US_ASCII);
  /** Any change of the format makes a new number. */
  public static final int VERSION = 1;
  /** The instructions with their operands, and the kinds of constants and sites: what the bytes of a body mean. */
  public static final String ABI = fingerprint();

  private static String fingerprint() {
    var text = new StringBuilder();
    for (Op op : Op.values()) {
      text.append(op).append(' ').append(op.operand()).append(' ').append(op.effect()).append('\n');
    }
    for (ValueFormat.Kind kind : ValueFormat.Kind.values()) {
      text.append(kind).append('\n');
    }
    for (Class<?> kind : SiteFormat.KINDS) {
      text.append(kind.getSimpleName()).append('\n');
    }
    // Every start computes this: the JVM has both checksums in machine code, SHA-256 would be interpreted.
    byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    var one = new CRC32();
    one.update(bytes);
    var other = new Adler32();
    other.update(bytes);
    return HexFormat.of().toHexDigits(one.getValue() << 32 | other.getValue());
  }

  void write(ByteOutput out) {
    out.raw(MAGIC);
    out.u8(version >>> 8);
    out.u8(version);
    out.characters(compiler);
    out.characters(abi);
    out.u8(options.bits());
    out.u64(timestamp);
    out.raw(source);
    out.characters(name);
    out.characters(id);
  }

  /** @param compiler the fingerprint that the file must have */
  static GirHeader read(ByteInput in, String compiler) throws InvalidGir {
    byte[] magic = in.atMost(MAGIC.length);
    if (!java.util.Arrays.equals(magic, MAGIC)) {
      throw new InvalidGir("magic mismatch. Expected GENE but got " + printable(magic));
    }
    int version = in.u8() << 8 | in.u8();
    expect("version", String.valueOf(VERSION), String.valueOf(version));
    String by = in.characters();
    if (compiler != null) {
      expect("compiler version", compiler, by);
    }
    String abi = in.characters();
    expect("vm abi", ABI, abi);
    return new GirHeader(version, by, abi, GirOptions.of(in.u8()), in.u64(), in.raw(Sha256.LENGTH), in.characters(), in.characters());
  }

  private static void expect(String what, String expected, String found) throws InvalidGir {
    if (!expected.equals(found)) {
      throw new InvalidGir(what + " mismatch. Expected " + expected + " but got " + printable(found.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static String printable(byte[] bytes) {
    var text = new StringBuilder();
    for (byte b : bytes) {
      text.append(b > ' ' && b < 0x7F ? String.valueOf((char) b) : String.format("\\x%02x", b));
    }
    return text.toString();
  }
}
