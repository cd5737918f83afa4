// Runs one program for a test: a VM of its own, what it printed, how it ended.
package gene.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import gene.data.Printer;
import gene.library.Builtins;
import gene.source.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

final class Program {
  /** @param out the lines of standard output */
  record Ran(List<String> out, Outcome outcome) {
    /** The value of a run that ended well, in literal text. */
    String value() {
      assertNull(outcome.failure(), () -> "it failed: " + text(outcome.failure()));
      return Printer.code(outcome.value());
    }

    ExceptionInstance uncaught() {
      return assertInstanceOf(Fault.UncaughtFault.class, outcome.failure()).exception();
    }

    List<String> trace() {
      return uncaught().trace().lines();
    }

    void prints(String... lines) {
      value();
      assertEquals(List.of(lines), out);
    }
  }

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Source source;
  private final Vm vm;

  private Program(Source source, Vm.Builder builder) {
    this.source = source;
    var out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    this.vm = builder.in(new ByteArrayInputStream(new byte[0])).out(out).err(out).build();
  }

  /** In a module `test.gene`. */
  static Program of(String text) {
    return of(text, b -> {});
  }

  static Program of(String text, Consumer<Vm.Builder> setUp) {
    return of(Source.of("test.gene", text), Path.of("").toAbsolutePath(), setUp);
  }

  static Program of(String text, Library library) {
    return new Program(Source.of("test.gene", text), new Vm.Builder(library, Path.of("").toAbsolutePath()));
  }

  static Program of(Source source, Path folder, Consumer<Vm.Builder> setUp) {
    var builder = new Vm.Builder(Builtins.library(), folder);
    setUp.accept(builder);
    return new Program(source, builder);
  }

  Vm vm() {
    return vm;
  }

  Ran run() {
    Outcome outcome = vm.runFile(source, source.name());
    return new Ran(bytes.toString(StandardCharsets.UTF_8).lines().toList(), outcome);
  }

  static Ran run(String text) {
    return of(text).run();
  }

  /** The value of the program's last form, in literal text. */
  static String value(String text) {
    return run(text).value();
  }

  /** `Class: message` of the exception that ends the program. */
  static String failure(String text) {
    ExceptionInstance e = run(text).uncaught();
    return e.cls().name() + ": " + e.message();
  }

  static String text(Fault fault) {
    if (fault instanceof Fault.UncaughtFault u) {
      return u.exception().cls().name() + ": " + u.exception().message() + " " + u.exception().trace().lines();
    }
    return String.valueOf(fault);
  }
}
