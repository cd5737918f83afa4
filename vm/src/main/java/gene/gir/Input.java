// What a compilation depended on besides the source text and the options: it must be the same for its code to be used again.
package gene.gir;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * A variable of the environment that `comptime` asked for. Imports are none: each run resolves them anew, and nothing of another
 * module goes into the code.
 *
 * @param hash of the value; null for a variable that was not set
 */
public record Input(String name, byte[] hash) {
  public static Input variable(String name, String value) {
    return new Input(name, value == null ? null : Sha256.of(value));
  }

  /** Whether it is now as it was. */
  public boolean holds(Map<String, String> environment) {
    return equals(variable(name, environment.get(name)));
  }

  void write(ByteOutput out) {
    out.text(name);
    out.bool(hash != null);
    if (hash != null) {
      out.raw(hash);
    }
  }

  static Input read(ByteInput in) {
    return new Input(in.someText(), in.bool() ? in.raw(Sha256.LENGTH) : null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Input i && name.equals(i.name) && Arrays.equals(hash, i.hash);
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + Arrays.hashCode(hash);
  }

  @Override
  public String toString() {
    return name + " " + (hash == null ? "not set" : HexFormat.of().formatHex(hash));
  }
}
