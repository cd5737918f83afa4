// How a profile is to be taken.
package gene.debug;

/** @param interval between two samples, in microseconds @param allocations whether what functions create is counted as well */
public record ProfileRequest(int interval, boolean allocations) {
  public static final int DEFAULT_INTERVAL = 1000;

  public ProfileRequest {
    if (interval < 100 || interval > 1_000_000) {
      throw new DebugException("`interval` is a number of microseconds from 100 to 1000000, not " + interval);
    }
  }
}
