// Reads a VM's standard input, by lines or to its end, as UTF-8.
package gene.library;

import gene.data.Raise;
import gene.vm.Vm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

final class StandardInput {
  private StandardInput() {}

  /** The next line without its line end (`\n` or `\r\n`), null at the end of input. */
  static String readLine(Vm vm) {
    vm.out().flush();
    var line = new ByteArrayOutputStream();
    try {
      // Byte by byte, so that nothing beyond the line is taken from other readers; the VM's stream is buffered.
      InputStream in = vm.in();
      int b = in.read();
      if (b < 0) {
        return null;
      }
      while (b >= 0 && b != '\n') {
        line.write(b);
        b = in.read();
      }
    } catch (IOException e) {
      throw Raise.io("Failed to read standard input: " + e.getMessage());
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  static String readAll(Vm vm) {
    vm.out().flush();
    try {
      return new String(vm.in().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Raise.io("Failed to read standard input: " + e.getMessage());
    }
  }
}
