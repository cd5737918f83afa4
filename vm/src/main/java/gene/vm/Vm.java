// An isolate: all state of one running program. One thread at a time runs it; others may only interrupt it.
package gene.vm;

import gene.analysis.Analysis;
import gene.analysis.BuiltinTable;
import gene.bytecode.Code;
import gene.compiler.Compiler;
import gene.data.Epoch;
import gene.data.GeneClass;
import gene.data.GeneMap;
import gene.data.Namespace;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Store;
import gene.gir.GirCache;
import gene.source.Diagnostic;
import gene.source.Source;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

public final class Vm implements AutoCloseable {
  final Store store = new Store();
  final Epoch epoch = new Epoch();
  final Namespace global = new Namespace("global", null, epoch);
  final Namespace gene = new Namespace("gene", global, epoch);
  final Namespace genex = new Namespace("genex", global, epoch);
  final Args args = new Args(this);
  final Kernel kernel;
  final Scheduler scheduler = new Scheduler(this);
  private final Publications publications = new Publications(this);
  final Modules modules;
  private final TestRun tests;
  final RunOptions options;
  /** What programs may ask of their own trace. */
  public final Tracing tracing;
  private final Consumer<Runnable> interrupts; // null where no person can
  final Library library;
  final Compilation compilation;
  private final Interpreter interpreter;
  private final Instructions instructions;
  /** Null when everything is interpreted. */
  final Jit jit;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final GeneMap environmentMap;
  private final List<String> arguments;
  private final boolean[] terminal;
  // Made when first asked for: few programs need it, and finding one takes a tenth of a short run.
  private RandomGenerator random;
  private final Map<Class<?>, Object> parts = new java.util.HashMap<>();
  final Map<Code, CodeState> states = new IdentityHashMap<>();
  private Path folder;
  Fiber current;
  String program = "";
  DebugHook hook;
  private boolean watching;
  boolean hasEdits;
  /** Not 0 when the next safepoint has something to do; changed by {@link #polls}. */
  volatile int poll;
  final Poll polls = new Poll(this);
  /** Null while the VM does not record. */
  Recorder recorder;
  RecordingLoop recordingLoop;
  final Recording recording = new Recording(this);
  private volatile boolean interruptRequested;
  private volatile int exitStatus = -1;
  /** The program's own module; null in a session. */
  private Entry entry;
  /** Of this program, shared with its workers; null before the first `enable`. */
  private ActorSystem actors;
  /** Whether this VM is one of the program's workers: modules only define here. */
  private boolean worker;
  private int threadNumber;
  private final Path packageRoot;
  private final Blocking blocking = new Blocking(this);

  private record Entry(Source source, Code code, Namespace ns) {}

  private Vm(Builder b) {
    library = b.library;
    compilation = new Compilation(this, b.compiler, b.cache);
    options = b.options;
    tracing = new Tracing(this, b.trace, b.laterTrace);
    interrupts = b.interrupts;
    in = b.in;
    out = b.out;
    err = b.err;
    folder = b.folder;
    environment = new LinkedHashMap<>(b.environment);
    environmentMap = new GeneMap(environment);
    arguments = List.copyOf(b.arguments);
    terminal = b.terminal.clone();
    packageRoot = b.packageRoot;
    modules = new Modules(this, folder, packageRoot);
    tests = new TestRun(this, b.tests);
    instructions = new Instructions(this);
    interpreter = new Interpreter(this, instructions);
    jit = b.jit == null ? null : new Jit(this, b.jit, b.eager);
    kernel = new Kernel(this);
    hook = tracing.hook();
  }

  public static final class Builder {
    private Library library;
    private InputStream in = InputStream.nullInputStream();
    private PrintStream out = new PrintStream(java.io.OutputStream.nullOutputStream());
    private PrintStream err = out;
    private Path folder;
    private Map<String, String> environment = Map.of();
    private List<String> arguments = List.of();
    private RunOptions options = RunOptions.DEFAULT;
    private TraceSink trace;
    private Path packageRoot;
    private TestListener tests;
    private TraceSink laterTrace;
    private Consumer<Runnable> interrupts;
    private Supplier<String> compiler;
    private GirCache cache;
    private boolean[] terminal = new boolean[3];
    private JitCompiler jit;
    private boolean eager;

    public Builder(Library library, Path folder) {
      this.library = library;
      this.folder = folder;
    }

    public Builder in(InputStream stream) {
      in = stream;
      return this;
    }

    public Builder out(PrintStream stream) {
      out = stream;
      return this;
    }

    public Builder err(PrintStream stream) {
      err = stream;
      return this;
    }

    public Builder environment(Map<String, String> variables) {
      environment = variables;
      return this;
    }

    public Builder arguments(List<String> words) {
      arguments = words;
      return this;
    }

    /** Compiles what is hot to JVM code; with `eagerly`, everything at once, on the program's thread. */
    public Builder jit(JitCompiler compiler, boolean eagerly) {
      jit = compiler;
      eager = eagerly;
      return this;
    }

    public Builder options(RunOptions runOptions) {
      options = runOptions;
      return this;
    }

    public Builder tests(TestListener listener) {
      tests = listener;
      return this;
    }

    /** The package of the entry module; null to look for it around the file. */
    public Builder packageRoot(Path root) {
      packageRoot = root;
      return this;
    }

    /** Null for no trace. */
    public Builder trace(TraceSink sink) {
      trace = sink;
      return this;
    }

    /** What hears of the instructions after `(trace_start)`. */
    public Builder laterTrace(TraceSink sink) {
      laterTrace = sink;
      return this;
    }

    /** What lets a program hear that a person interrupts it. */
    public Builder interrupts(Consumer<Runnable> source) {
      interrupts = source;
      return this;
    }

    /** The fingerprint that compiled files must have (any, while none is set), and where code is kept; null to compile always. */
    public Builder compiled(Supplier<String> fingerprint, GirCache kept) {
      compiler = fingerprint;
      cache = kept;
      return this;
    }

    /** Whether standard input, output and error are terminals. */
    public Builder terminal(boolean... streams) {
      terminal = streams;
      return this;
    }

    public Vm build() {
      return new Vm(this);
    }
  }

  // Running

  /** Compiles and runs a program until nothing is left to do. @param name what `$program` is */
  public Outcome runFile(Source source, String name) {
    return runFile(source, name, findings -> { });
  }

  /** The same. @param found hears of errors and warnings before any of the program runs */
  public Outcome runFile(Source source, String name, Consumer<List<Diagnostic>> found) {
    try {
      return load(source, name, true, found);
    } finally {
      close();
    }
  }

  /** The same, and the program's functions can be called afterwards; whoever loads closes the VM. @param main what `__is_main__` is */
  public Outcome load(Source source, String name, boolean main, Consumer<List<Diagnostic>> found) {
    program = name;
    Compilation.Unit unit = compilation.unit(source);
    found.accept(unit.findings());
    if (unit.code() == null) {
      return Outcome.failure(new Fault.CompileFault(source, unit.errors()), unit.analysis());
    }
    return compilation.kept(runModule(unit.code(), unit.analysis(), main));
  }

  Outcome runModule(Code code, Analysis analysis, boolean main) {
    entry = new Entry(code.source(), code, modules.entry(code.source(), main));
    return run(new Function(state(code), Function.NO_CAPTURES, entry.ns, entry.ns), analysis, Special.NIL);
  }

  /** A session among the members of the program that was loaded last. */
  public Session sessionInProgram() {
    return new Session(this, entry.ns);
  }

  public TestRun tests() {
    return tests;
  }

  /** A scope that lasts for several pieces of code. */
  public Session newSession(String name) {
    return new Session(this, name);
  }

  /** @param exception what `$ex` is at first */
  Outcome run(Function function, Analysis analysis, Object exception) {
    return jit == null ? runHere(function, analysis, exception) : ProgramThread.call(() -> runHere(function, analysis, exception));
  }

  private Outcome runHere(Function function, Analysis analysis, Object exception) {
    var main = new Fiber(this, "main");
    main.exception = exception;
    main.start(function);
    try {
      scheduler.run(main);
      if (main.failure != null) {
        return Outcome.failure(new Fault.UncaughtFault(main.failure), analysis);
      }
      return Outcome.success(main.result, analysis);
    } catch (Ending.Exit e) {
      return Outcome.exit(e.status, analysis);
    } catch (Ending.Interrupted e) {
      interruptRequested = false;
      polls.answer();
      blocking.reset();
      if (exitStatus >= 0) {
        return Outcome.exit(exitStatus, analysis);
      }
      return Outcome.failure(new Fault.InterruptedFault(), analysis);
    } finally {
      flush();
    }
  }

  Evaluation evaluation() {
    return instructions.evaluation;
  }

  void execute(Fiber fiber) {
    Fiber before = current;
    interpreter.run(fiber);
    current = before;
  }

  /** Asks the program to stop at its next safepoint, or where it waits; callable from any thread. */
  public void interrupt() {
    interruptRequested = true;
    polls.ask();
    blocking.stop();
    scheduler.wake();
  }

  /** Asks for the hook to be called at the next safepoint; callable from any thread. */
  public void requestPause() {
    polls.ask();
    scheduler.wake();
  }

  /** Gives up what goes on beside the program: operations, servers, worker threads. The VM can still be looked at. */
  @Override
  public void close() {
    if (actors != null && !worker) {
      actors.close();
      actors = null;
    }
    publications.clear();
    scheduler.close();
    for (Object part : List.copyOf(parts.values())) {
      if (part instanceof AutoCloseable closeable) {
        close(closeable);
      }
    }
    parts.clear();
  }

  private void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      err.println("Warning: closing failed: " + e.getMessage());
    }
  }

  /**
   * Does work that may block the VM's thread: the one way to do so. Whoever stops the VM closes what the work waits for, and
   * interrupts the thread.
   */
  public <T> T block(AutoCloseable unblock, Callable<T> work) {
    flush();
    return blocking.run(unblock, work);
  }

  /** What was written so far gets out before the VM waits. */
  void flush() {
    out.flush();
    err.flush();
  }

  void stopIfAsked() {
    if (exitStatus >= 0) {
      int status = exitStatus;
      exitStatus = -1;
      blocking.reset();
      throw new Ending.Exit(status);
    } else if (interruptRequested) {
      throw new Ending.Interrupted();
    }
  }

  /** The loop has slept: the debugger may have something to say. @param f a fiber that waits; null when there is none */
  void idleSafepoint(Fiber f) {
    stopIfAsked();
    if (poll != 0 && hook != null) {
      hook.idle(f);
      // What could not be done without a fiber is asked for again by the next one.
      polls.ask();
    }
  }

  /** The exception that `(throw value)` throws. */
  public ExceptionInstance exception(Object value) {
    return kernel.exceptions.thrown(value, null);
  }

  public ExceptionInstance exception(Raise fault) {
    return kernel.exceptions.make(fault);
  }

  /** A function of prelude.gene that belongs to the VM. */
  public Object prelude(String name) {
    return ((Namespace) gene.get("prelude")).get(name);
  }

  /** At a safepoint: null lets the fiber wait. */
  Fiber safepoint(Fiber f) {
    stopIfAsked();
    if (recorder != null && (recorder.isOpen() || recordingLoop == null)) {
      // In the middle of an instruction, or in the loop that is about to be left: the next safepoint is near.
      return f;
    }
    polls.answer();
    Fiber next = hook == null ? f : hook.safepoint(f);
    recording.goWhereMoved();
    return next;
  }

  /** Keeps what undoes each instruction, once it is switched on. */
  public Recording recording() {
    return recording;
  }

  /** Asks whoever runs the program to call this, on any thread, when a person interrupts it, instead of stopping it. */
  public void onInterrupt(Runnable heard) {
    if (interrupts != null) {
      interrupts.accept(heard);
    }
  }

  /** Installs (or, with null, removes) the debugger. */
  public void setHook(DebugHook debugger) {
    hook = debugger;
  }

  public DebugHook hook() {
    return hook;
  }

  /** From now on every write to a local variable is reported to the hook. */
  public void watch() {
    watching = true;
    states.values().forEach(CodeState::watch);
  }

  Compiler.Options compilerOptions() {
    return new Compiler.Options(options.typeChecks(), options.contracts());
  }

  BuiltinTable table() {
    return library.table().get();
  }

  Collection<CodeState> states() {
    return states.values();
  }

  CodeState state(Code code) {
    CodeState s = states.get(code);
    if (s == null) {
      states.put(code, s = passingState(code));
      if (worker && code.kind() == Code.Kind.MODULE && code.definitionsEnd() >= 0) {
        s.trap(code.definitionsEnd());
      }
      if (hook != null) {
        hook.loaded(code);
      }
    }
    return s;
  }

  /** A function has been called often. */
  void heated(Fiber f, CodeState cs) {
    if (jit == null) {
      cs.heat = Integer.MAX_VALUE;
    } else {
      jit.hot(f, cs, f.base);
    }
  }

  Instructions instructions() {
    return instructions;
  }

  /** For code that runs once, as `eval` makes it: the VM does not keep it. */
  CodeState passingState(Code code) {
    boolean traced = hook != null && hook.traces(code);
    var s = new CodeState(code, traced, watching, jit == null ? Integer.MAX_VALUE : jit.heatOf(code));
    tracing.made(s);
    return s;
  }

  /** The code has run for the last time: nothing keeps it. */
  void forget(Code code) {
    states.remove(code);
  }

  // Actors

  public boolean hasActors() {
    return actors != null;
  }

  boolean hasBusyActors() {
    return actors != null && !worker && actors.isBusy();
  }

  public void enableActors(int workers) {
    actors = new ActorSystem(this, workers);
  }

  /** @param handler frozen */
  public Actor spawnActor(Object handler, Object state) {
    return actors.spawn(this, handler, state);
  }

  /** An actor whose turns are those of a built-in, `(turn context message handler)`, where the handler is the actor's own copy. */
  public Actor spawnServing(Object handler, Object turn) {
    return actors.spawn(this, handler, Special.NIL, (Native) turn);
  }

  /** A VM for actors of this program, with the same library, streams and options.
   *  @param number   from 1 on
   *  @param compiles whether it compiles hot code */
  Vm newWorker(ActorSystem system, int number, boolean compiles) {
    Builder builder = new Builder(library, folder).in(in).out(out).err(err).environment(environment).arguments(arguments).options(options)
        .packageRoot(packageRoot).terminal(terminal).compiled(compilation.compiler(), compilation.cache());
    if (jit != null && compiles) {
      builder.jit(jit.compiler, jit.isEager());
    }
    Vm vm = builder.build();
    vm.worker = true;
    vm.threadNumber = number;
    vm.actors = system;
    vm.entry = entry;
    return vm;
  }

  /** Whether more code may come that completes what tasks wait for. */
  boolean isSession() {
    return entry == null;
  }

  boolean isWorker() {
    return worker;
  }

  /** Makes the definitions of the program's modules, on the worker's thread. Gives why that failed, null when it has not. */
  String link() {
    if (entry == null) {
      return null;
    }
    entry = new Entry(entry.source, entry.code, modules.entry(entry.source, true));
    var fiber = new Fiber(this, "link");
    fiber.start(new Function(state(entry.code), Function.NO_CAPTURES, entry.ns, entry.ns));
    scheduler.run(fiber);
    return fiber.failure == null ? null : fiber.failure.message();
  }

  /** Whether the fiber has reached the first statement of a module. */
  boolean endsLinking(Fiber f) {
    Code code = f.fn.state.code;
    return code.kind() == Code.Kind.MODULE && f.pc == code.definitionsEnd();
  }

  /** Whether every VM of the program has definitions of this module of its own. */
  boolean isLinked(Namespace module) {
    return entry != null && module != global && modules.all().contains(module);
  }

  /** `(exit n)` on another thread of the program. */
  void requestExit(int status) {
    exitStatus = status;
    polls.ask();
    blocking.stop();
    scheduler.wake();
  }

  // For the debugger: patching the instructions of a code in this VM.

  /** Stops before the instruction from now on. */
  public void trap(Code code, int pc) {
    state(code).trap(pc);
  }

  public void untrap(Code code, int pc) {
    state(code).untrap(pc);
  }

  /** Every code that this VM has made ready so far. */
  public List<Code> codes() {
    return List.copyOf(states.keySet());
  }

  public Publications publications() {
    return publications;
  }

  public Scheduler scheduler() {
    return scheduler;
  }

  // What belongs to the program

  public Store store() {
    return store;
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  public InputStream in() {
    return in;
  }

  public Path workingFolder() {
    return folder;
  }

  public void changeFolder(Path to) {
    folder = to;
  }

  /** What `get_env` and child processes see; changed by `set_env`. */
  public Map<String, String> environment() {
    return environment;
  }

  /** `$env`. */
  GeneMap environmentMap() {
    return environmentMap;
  }

  public List<String> arguments() {
    return arguments;
  }

  public boolean isTerminal(int stream) {
    return stream < terminal.length && terminal[stream];
  }

  public RandomGenerator random() {
    if (random == null) {
      random = new SplittableRandom();
    }
    return random;
  }

  public ZoneId zone() {
    return TimeZones.named(environment.get("TZ"));
  }

  /** What a part of the library keeps for this VM, made when it is first asked for; closed with the VM if it can be. */
  public <T> T part(Class<T> kind, java.util.function.Function<Vm, T> maker) {
    Object known = parts.get(kind);
    if (known == null) {
      known = maker.apply(this);
      parts.put(kind, known);
    }
    return kind.cast(known);
  }

  /** 0 for the VM of the program itself, from 1 on for those of its workers. */
  public int threadNumber() {
    return threadNumber;
  }

  /** Ends the run with the status. */
  public void exit(int status) {
    throw new Ending.Exit(status);
  }

  public GeneClass classOf(Object value) {
    return kernel.classOf(value);
  }

  /** A built-in class by its name; null when there is none. */
  public GeneClass builtinClass(String name) {
    return kernel.findClass(name);
  }

  /** Whether two types are the same by structure; names in quoted ones mean what they mean to the fiber's code. */
  public boolean typesEquivalent(Fiber fiber, Object a, Object b) {
    return kernel.types.equivalent(a, b, fiber.fn.ns);
  }

  /** `is`: raises when `type` is no type. */
  public boolean isOfType(Object value, Object type) {
    return kernel.types.isOfType(value, type);
  }

  /** The display of a missing member is void: what reading a namespace member gives. */
  Object member(Namespace ns, String name) {
    Object v = ns.get(name);
    if (v == null && ns == gene) {
      v = global.get(name);
    }
    return v == null ? Special.VOID : v;
  }
}
