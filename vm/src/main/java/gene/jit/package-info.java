/**
 * Makes JVM code of bytecode. It knows instructions and kinds of values, not frames, fibers or the interpreter: those are the VM's,
 * whose `JitRuntime` compiled code calls by name.
 */
package gene.jit;
