// The options of commands that run programs.
package gene.cli;

import gene.vm.RunOptions;
import picocli.CommandLine.Option;

final class RunSwitches {
  @Option(names = {"-d", "--debug", "--trace"}, description = "print each executed instruction and the stack after it")
  boolean debug;

  @Option(names = "--trace-json", paramLabel = "FILE", description = "write the trace to a file, as JSON lines")
  String traceJson;

  @Option(names = "--trace-filter", paramLabel = "NAME", description = "trace only functions of this name")
  String traceFilter;

  @Option(names = "--trace-instruction", description = "print the compiled listing, then run with the trace")
  boolean traceInstruction;

  @Option(names = "--compile", description = "print the compiled listing, then run")
  boolean compile;

  @Option(names = "--profile", description = "after the run, print the calls per function")
  boolean profile;

  @Option(names = "--profile-instructions", description = "after the run, print the counts per instruction")
  boolean profileInstructions;

  @Option(names = {"--no-type-check", "--no-typecheck"}, description = "neither static checks nor checks of annotations at run time")
  boolean noTypeCheck;

  @Option(names = "--strict-nil", description = "refuse nil where a type does not admit it")
  boolean strictNil;

  @Option(names = "--contracts", paramLabel = "on|off", description = "check pre- and postconditions (on)")
  String contracts = "on";

  @Option(names = "--jit", paramLabel = "on|off|eager", description = "compile what is hot to machine code (on), nothing, or everything at once")
  String jit = "on";

  @Option(names = {"--native-code", "--checked-vm"}, description = "accepted, no effect here")
  boolean nativeCode;

  @Option(names = "--native-tier", paramLabel = "never|guarded|fully-typed", description = "accepted, no effect here")
  String nativeTier = "never";

  @Option(names = "--debug-listen", arity = "0..1", fallbackValue = "", paramLabel = "PATH", preprocessor = AttachedValue.class,
      description = "wait for a debugger on a Unix socket that is made there, or in a private folder")
  String debugListen;

  @Option(names = "--debug-connect", paramLabel = "PATH", description = "run under the debugger that waits at this Unix socket: so debuggers start programs in terminals")
  String debugConnect;

  @Option(names = "--repl-on-error", description = "after an uncaught exception, open a session in which $ex is the exception")
  boolean replOnError;

  @Option(names = "--pkg", paramLabel = "NAME-OR-PATH", description = "the package that the code belongs to; FILE is relative to its folder")
  String pkg;

  /** Refuses words that are none of those above. */
  RunOptions options() {
    oneOf(contracts, "Unknown contracts mode: ", "on", "off");
    oneOf(jit, "Unknown jit mode: ", "on", "off", "eager");
    oneOf(nativeTier, "Unknown native tier: ", "never", "guarded", "fully-typed");
    return new RunOptions(!noTypeCheck, contracts.equals("on"), strictNil);
  }

  /** Whether each instruction is shown: then nothing is taken from compiled code, and no instruction is fused. */
  boolean isTraced() {
    return debug || traceJson != null || traceInstruction;
  }

  boolean wantsListing() {
    return compile || traceInstruction;
  }

  private static void oneOf(String word, String complaint, String... known) {
    for (String k : known) {
      if (k.equals(word)) {
        return;
      }
    }
    throw new Refusal(complaint + word);
  }
}
