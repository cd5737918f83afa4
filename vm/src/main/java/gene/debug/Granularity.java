// How far a step goes.
package gene.debug;

public enum Granularity { STATEMENT, LINE, INSTRUCTION }
