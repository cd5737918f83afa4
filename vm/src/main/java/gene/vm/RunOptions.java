// The options of a run that change what a program does.
package gene.vm;

public record RunOptions(boolean typeChecks, boolean contracts, boolean strictNil) {
  public static final RunOptions DEFAULT = new RunOptions(true, true, false);
}
