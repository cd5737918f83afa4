// Where a breakpoint can stand: lines and columns from 1, columns in UTF-16 units.
package gene.debug;

public record CodePlace(int line, int column, int endLine, int endColumn) {}
