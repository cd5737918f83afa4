// A data breakpoint as it is asked for: the id of a place, and when a write to it stops.
package gene.debug;

public record DataRequest(String dataId, Conditions conditions) {}
