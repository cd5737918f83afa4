// The ways to go on from a stop.
package gene.debug;

public enum StepKind { CONTINUE, OVER, IN, OUT }
