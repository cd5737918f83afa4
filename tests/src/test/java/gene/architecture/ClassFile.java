// Reads from a class file how long the bytecode of each method is (JVM specification, chapter 4).
package gene.architecture;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

final class ClassFile {
  private static final int MAGIC = 0xCAFEBABE;

  private ClassFile() {}

  /** Name and descriptor of each method that has code, with the length of that code in bytes. */
  static Map<String, Integer> codeLengths(InputStream bytes) throws IOException {
    var in = new DataInputStream(bytes);
    if (in.readInt() != MAGIC) {
      throw new IOException("not a class file");
    }
    in.skipNBytes(4);
    String[] names = constants(in);
    in.skipNBytes(6);
    in.skipNBytes(2L * in.readUnsignedShort());
    var lengths = new LinkedHashMap<String, Integer>();
    members(in, names, new LinkedHashMap<>());
    members(in, names, lengths);
    return lengths;
  }

  private static void members(DataInputStream in, String[] names, Map<String, Integer> lengths) throws IOException {
    for (int count = in.readUnsignedShort(); count > 0; count--) {
      in.skipNBytes(2);
      String name = names[in.readUnsignedShort()] + names[in.readUnsignedShort()];
      for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
        String attribute = names[in.readUnsignedShort()];
        long size = Integer.toUnsignedLong(in.readInt());
        if (attribute.equals("Code")) {
          in.skipNBytes(4);
          lengths.put(name, in.readInt());
          size -= 8;
        }
        in.skipNBytes(size);
      }
    }
  }

  /** The constants that are texts, at their index. */
  private static String[] constants(DataInputStream in) throws IOException {
    int count = in.readUnsignedShort();
    var texts = new String[count];
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++; // long and double take two places
        }
        default -> throw new IOException("unknown constant tag " + tag);
      }
    }
    return texts;
  }
}
