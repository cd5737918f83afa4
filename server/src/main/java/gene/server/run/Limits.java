// How long code may run, and how much of what it makes may be alive.
package gene.server.run;

public record Limits(long milliseconds, long bytes) {
  public static final long MOST_MILLISECONDS = 3_600_000;
  private static final long MEGABYTE = 1 << 20;
  private static final long MOST_MEGABYTES = 1 << 16;

  /** Nonsense is brought into bounds. */
  public static Limits of(long milliseconds, long megabytes) {
    return new Limits(Math.max(1, Math.min(milliseconds, MOST_MILLISECONDS)), Math.max(1, Math.min(megabytes, MOST_MEGABYTES)) * MEGABYTE);
  }
}
