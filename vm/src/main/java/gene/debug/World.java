// What the debugger knows of a program as a whole, and the controls of its VMs share.
package gene.debug;

record World(Gate gate, Inbox inbox, DebugListener listener, LoadedCode codes, Breakpoints breakpoints, ExceptionBreakpoints exceptions, Threads threads,
             InstructionTrace trace, Profiler profiler) {}
