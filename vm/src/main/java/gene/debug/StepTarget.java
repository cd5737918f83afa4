// A place that a step can be directed to: a call of the present statement, or a statement to go on at.
package gene.debug;

import gene.source.Source;

/** @param id the position of the instruction in its code; `start` and `end` are offsets in the source */
public record StepTarget(int id, String label, Source source, int start, int end) {}
