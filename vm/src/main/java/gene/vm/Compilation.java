// From a source to the code of its module: compiled, or taken from the cache of compiled code.
package gene.vm;

import gene.analysis.Analysis;
import gene.bytecode.Code;
import gene.compiler.Compiler;
import gene.data.Raise;
import gene.gir.AskedVariables;
import gene.gir.Gir;
import gene.gir.GirCache;
import gene.gir.GirHeader;
import gene.gir.GirOptions;
import gene.gir.InvalidGir;
import gene.gir.RunProfile;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.syntax.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** What was compiled is kept only after the program has run without failing. */
final class Compilation {
  /** @param code     null when there are errors
   *  @param findings errors, warnings and hints
   *  @param analysis null when the code was compiled by an earlier run */
  record Unit(Code code, List<Diagnostic> findings, Analysis analysis) {
    /** What keeps it from running. */
    List<Diagnostic> errors() {
      return analysis == null ? List.of() : analysis.errors();
    }
  }

  /** A file that is being written in memory while the program runs. */
  private record Written(GirHeader header, FutureTask<byte[]> bytes) {}

  /** What earlier runs saw of the program, by the file that holds it. */
  private record Known(GirHeader header, String source, RunProfile profile) {}

  private final Vm vm;
  /** Null to compile always and keep nothing. */
  private final GirCache cache;
  /** What compiled files must say of their compiler; null to accept any. */
  private final Supplier<String> compiler;
  private final List<Written> toKeep = new ArrayList<>();
  /** Of the program's own module; null while there is none, and when nothing is compiled further. */
  private Known entry;

  Compilation(Vm vm, Supplier<String> compiler, GirCache cache) {
    this.vm = vm;
    this.compiler = compiler;
    this.cache = cache;
  }

  Supplier<String> compiler() {
    return compiler;
  }

  GirCache cache() {
    return cache;
  }

  Unit unit(Source source) {
    GirOptions options = vm.options.compiled();
    Optional<Gir> known = cache == null ? Optional.empty() : cache.find(source, options, vm.environment());
    if (known.isPresent()) {
      begin(known.get());
      return new Unit(known.get().code(), known.get().warnings(), null);
    }
    var environment = new AskedVariables(vm.environment());
    // Without type checks nothing but the shape of the program is known.
    Analysis analysis = vm.options.typeChecks() ? Analysis.of(Reader.read(source), vm.table(), environment)
        : Analysis.untyped(Reader.read(source), vm.table(), environment);
    if (analysis.hasErrors()) {
      return new Unit(null, analysis.diagnostics(), analysis);
    }
    Code code = Compiler.compile(analysis, vm.compilerOptions());
    // What workers compile, the program has compiled as well.
    if (cache != null && !vm.isWorker()) {
      List<Diagnostic> warnings = analysis.diagnostics().stream().filter(d -> !d.isError()).toList();
      var gir = new Gir(cache.header(source, options, Instant.now()), code, warnings, environment.inputs(), RunProfile.NONE);
      begin(gir);
      write(gir);
    }
    return new Unit(code, analysis.diagnostics(), analysis);
  }

  /** The first module is the program: what earlier runs saw of it is of use to this one, and what this one sees to later ones. */
  void begin(Gir gir) {
    if (entry != null || vm.jit == null || vm.isWorker()) {
      return;
    }
    String source = gir.code().source().id();
    entry = new Known(gir.header(), source, gir.profile());
    if (!gir.profile().isEmpty()) {
      vm.jit.predict(new Predictions(vm, gir.profile(), source), gir.code());
    }
  }

  /** The code of a compiled module whose source is absent. */
  Code compiled(Path file) {
    try {
      return Gir.read(Files.readAllBytes(file), compiler == null ? null : compiler.get(), null).code();
    } catch (InvalidGir e) {
      throw Raise.general("[GENE.MODULE.NOT_FOUND] The source of the module is absent, and its compiled file cannot be used: " + e.about(file.toString()));
    } catch (IOException e) {
      throw Raise.general("[GENE.MODULE.NOT_FOUND] Module " + file + " cannot be read");
    }
  }

  /**
   * Compiling the functions that the program does not call takes longer than most programs run: the thread `gene-gir` does it
   * meanwhile. It blocks on nothing, and ends with its work or with the process.
   */
  private void write(Gir gir) {
    var bytes = new FutureTask<>(gir::toBytes);
    toKeep.add(new Written(gir.header(), bytes));
    var thread = new Thread(bytes, "gene-gir");
    thread.setDaemon(true);
    thread.start();
  }

  /** The program has run: what was compiled for it is kept unless it failed. */
  Outcome kept(Outcome outcome) {
    if (outcome.failure() == null) {
      RunProfile seen = entry == null ? RunProfile.NONE : new Observations(vm, entry.source).with(entry.profile);
      boolean written = false;
      for (Written file : toKeep) {
        boolean own = entry != null && file.header == entry.header;
        keep(file, own ? seen : RunProfile.NONE);
        written |= own;
      }
      if (entry != null && !written && !seen.equals(entry.profile)) {
        cache.keepProfile(entry.header, seen);
      }
    }
    toKeep.clear();
    return outcome;
  }

  private void keep(Written file, RunProfile seen) {
    try {
      byte[] bytes = file.bytes.get();
      cache.keep(file.header, seen.isEmpty() ? bytes : Gir.withProfile(bytes, seen));
    } catch (InvalidGir e) {
      throw new IllegalStateException("What was just compiled is damaged: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      // Somebody wants the process to end now: the next run compiles once more.
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Compiled code cannot be written: " + e.getCause(), e.getCause());
    }
  }
}
