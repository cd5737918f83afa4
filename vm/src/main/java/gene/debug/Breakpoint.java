// What became of a requested breakpoint.
package gene.debug;

/**
 * @param sourceId where it stands; empty when it stands in no file, or in more than one
 * @param verified whether code stands there: a breakpoint in a module that is not loaded is not verified yet
 * @param line     the 1-based line where it stops, which may lie below the requested one; 0 for none
 * @param column   the 1-based column, in UTF-16 units; 0 when a line was asked for
 * @param message  why it is not verified; empty when it is
 */
public record Breakpoint(int id, String sourceId, boolean verified, int line, int column, String message) {}
