// The numbers that a client has for frames and for what unfolds; they are good until the program goes on, and are never used again.
package gene.dap;

import java.util.HashMap;
import java.util.Map;

/** Made on the VM's thread, looked up on the reader's. */
final class Handles<T> {
  private final String what;
  private final Map<Integer, T> values = new HashMap<>();
  private int last;

  /** @param what how messages call it */
  Handles(String what) {
    this.what = what;
  }

  synchronized int add(T value) {
    values.put(++last, value);
    return last;
  }

  synchronized T get(int handle) {
    T value = values.get(handle);
    if (value == null) {
      throw new Overtaken("This " + what + " is out of date: the program has moved on");
    }
    return value;
  }

  synchronized void clear() {
    values.clear();
  }
}
