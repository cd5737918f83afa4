// What names this compiler in GIR files: any other build, be it by one line, has another one.
package gene.cli;

import gene.compiler.Compiler;
import gene.gir.Sha256;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

final class CompilerFingerprint {
  private CompilerFingerprint() {}

  /** `0.1.0+` and 16 hex digits. */
  static String get() {
    return Known.TEXT;
  }

  private static final class Known {
    private static final int TAIL = 22, LONGEST_TAIL = TAIL + 0xFFFF, TAIL_MARK = 0x06054b50;
    static final String TEXT = VersionCommand.version() + "+" + HexFormat.of().formatHex(hash(), 0, 8);

    private static byte[] hash() {
      var digest = new Sha256();
      try {
        Path place = Path.of(Compiler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
          classes(place, digest);
        } else {
          jar(place, digest);
        }
        return digest.digest();
      } catch (IOException | URISyntaxException e) {
        throw new Refusal("Cannot read the program's own jar: " + e.getMessage());
      }
    }

    /** The jar's table of contents, which ends the file, has a checksum for each class: nothing of it is unpacked. */
    private static void jar(Path place, Sha256 digest) throws IOException {
      try (var jar = FileChannel.open(place)) {
        // Behind the table stand 22 bytes and perhaps a comment: the size of the table at 12, its place at 16.
        ByteBuffer tail = bytes(jar, Math.max(0, jar.size() - LONGEST_TAIL), jar.size());
        int at = tail.limit() - TAIL;
        while (at >= 0 && tail.getInt(at) != TAIL_MARK) {
          at--;
        }
        if (at < 0) {
          throw new IOException("it is no jar");
        }
        long from = tail.getInt(at + 16) & 0xFFFFFFFFL;
        ByteBuffer table = bytes(jar, from, from + (tail.getInt(at + 12) & 0xFFFFFFFFL));
        var one = new CRC32();
        one.update(table.duplicate());
        var other = new Adler32();
        other.update(table);
        digest.add(one.getValue() + " " + other.getValue() + " " + jar.size());
      }
    }

    private static ByteBuffer bytes(FileChannel file, long from, long to) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate((int) (to - from)).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
        continue;
      }
      return bytes.flip();
    }

    private static void classes(Path place, Sha256 digest) throws IOException {
      try (var all = Files.walk(place)) {
        for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
          digest.add((place.relativize(file) + "\n"));
          digest.add(Files.readAllBytes(file));
        }
      }
    }
  }
}
