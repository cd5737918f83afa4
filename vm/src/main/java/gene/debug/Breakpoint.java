// What became of a requested breakpoint.
package gene.debug;

/**
 * @param verified whether code stands there: a breakpoint in a module that is not loaded is not verified yet
 * @param line     the 1-based line where it stops, which may lie below the requested one
 * @param message  why it is not verified; empty when it is
 */
public record Breakpoint(int id, String sourceId, boolean verified, int line, String message) {}
