// A line of execution as a debugger shows it.
package gene.debug;

public record DebugThread(int id, String name) {}
