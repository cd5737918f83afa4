/**
 * The standard library: a {@link gene.vm.NativeModule} for each namespace or built-in class, which is at the same time the table of
 * built-ins that analysis and editor read. Methods that call back into Gene are written in Gene, in prelude.gene.
 *
 * <p>Nothing here knows the compiler's or the interpreter's insides, calls Gene and waits, or touches the process: streams,
 * folder, environment, random source and exit belong to the {@link gene.vm.Vm}.
 */
package gene.library;
