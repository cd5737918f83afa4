// Makes JVM code of bytecode. The VM decides when; null as the answer means that this code stays interpreted.
package gene.vm;

public interface JitCompiler {
  JitCode compile(JitUnit unit);
}
