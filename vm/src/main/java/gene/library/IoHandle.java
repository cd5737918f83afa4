// The values `stdin`, `stdout`, `stderr`: names for the streams of whichever VM uses them.
package gene.library;

import gene.data.Opaque;
import gene.vm.Vm;
import java.io.PrintStream;

enum IoHandle implements Opaque {
  STDIN("stdin"), STDOUT("stdout"), STDERR("stderr");

  private final String text;

  IoHandle(String text) {
    this.text = text;
  }

  /** The name a program uses. */
  String text() {
    return text;
  }

  /** Where writing goes; not for STDIN. */
  PrintStream stream(Vm vm) {
    return this == STDOUT ? vm.out() : vm.err();
  }

  void flush(Vm vm) {
    if (this != STDIN) {
      stream(vm).flush();
    }
  }

  @Override
  public String typeofName() {
    return "IOHandle";
  }

  @Override
  public String className() {
    return "IOHandle";
  }

  @Override
  public String display() {
    return "VkInstance";
  }
}
