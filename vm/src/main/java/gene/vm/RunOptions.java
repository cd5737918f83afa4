// The options of a run that change what a program does.
package gene.vm;

import gene.gir.GirOptions;

public record RunOptions(boolean typeChecks, boolean contracts, boolean strictNil) {
  public static final RunOptions DEFAULT = new RunOptions(true, true, false);

  /** How they are named in files of compiled code. */
  public GirOptions compiled() {
    return new GirOptions(typeChecks, contracts, strictNil, true, false);
  }
}
