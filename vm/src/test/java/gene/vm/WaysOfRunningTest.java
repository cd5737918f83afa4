// The conformance programs run in several ways (fused, traced, watched, with every write heard) and do the same in each.
package gene.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.analysis.Analysis;
import gene.bytecode.Code;
import gene.bytecode.StackDepth;
import gene.compiler.Compiler;
import gene.library.Builtins;
import gene.source.Golden;
import gene.source.Source;
import gene.syntax.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WaysOfRunningTest {
  private static final Path CASES = Golden.root().resolve("tests/conformance");
  private static final List<String> CHAPTERS = List.of("01-syntax", "02-evaluation", "03-functions", "04-selectors", "06-collections",
      "07-objects", "08-errors", "09-generators", "10-patterns");
  // Programs whose output depends on the run: times, and the identity of processes.
  private static final Pattern UNREPEATABLE = Pattern.compile("duration|\\bnow\\b|random");
  // Too many instructions to look at each.
  private static final Pattern LONG = Pattern.compile("1000000|500000|200000|100000|endless|overflow");

  record Result(List<String> out, int status, String failure) {}

  static Stream<Path> programs() {
    return CHAPTERS.stream().flatMap(c -> Golden.files(CASES.resolve(c), p -> p.toString().endsWith(".gene")).stream())
        .filter(p -> !p.getFileName().toString().startsWith("_")).filter(p -> !UNREPEATABLE.matcher(Golden.read(p)).find()).map(CASES::relativize);
  }

  static Stream<Path> shortPrograms() {
    return programs().filter(p -> !LONG.matcher(Golden.read(CASES.resolve(p))).find());
  }

  private static Program program(Path name, Consumer<Vm.Builder> setUp) {
    Path file = CASES.resolve(name);
    var source = new Source(file.toString(), file.getFileName().toString(), Golden.read(file));
    return Program.of(source, file.getParent(), setUp.andThen(b -> b.environment(Map.of("TZ", "UTC"))));
  }

  private static Result result(Program p) {
    Program.Ran ran = p.run();
    Fault fault = ran.outcome().failure();
    return new Result(ran.out(), ran.outcome().exitStatus(), fault == null ? "" : Program.text(fault));
  }

  private static Result plain(Path name) {
    return result(program(name, b -> {}));
  }

  @ParameterizedTest
  @MethodSource("shortPrograms")
  void aTraceChangesNothing(Path name) {
    assertEquals(plain(name), result(program(name, b -> b.trace((fiber, code, pc, stack, depth) -> {}))));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void watchingVariablesChangesNothing(Path name) {
    Program watched = program(name, b -> {});
    watched.vm().setHook(new QuietHook());
    watched.vm().watch();
    assertEquals(plain(name), result(watched));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void hearingOfWritesChangesNothing(Path name) {
    Program heard = program(name, b -> {});
    heard.vm().store().setJournal((owner, key) -> {});
    assertEquals(plain(name), result(heard));
  }

  @ParameterizedTest
  @MethodSource("shortPrograms")
  void theLanesAgreeBeforeEveryInstruction(Path name) {
    lanesAgree(name, true);
  }

  @ParameterizedTest
  @MethodSource("shortPrograms")
  void theLanesAgreeAfterFusedInstructions(Path name) {
    lanesAgree(name, false);
  }

  private static void lanesAgree(Path name, boolean everywhere) {
    Program p = program(name, b -> {});
    LaneCheck check = LaneCheck.install(p.vm(), everywhere);
    Result result = result(p);
    assertEquals(plain(name), result);
    assertEquals("", check.fault());
    assertTrue(!everywhere || check.checked() > 0 || result.failure().startsWith("CompileFault"), "nothing was checked");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theStackDepthIsTheSameOnEveryWay(Path name) {
    Path file = CASES.resolve(name);
    Analysis analysis = Analysis.of(Reader.read(Source.of(name.toString(), Golden.read(file))), Builtins.table(), Map.of());
    if (!analysis.hasErrors()) {
      checkDepths(Compiler.compile(analysis, Compiler.Options.DEFAULT));
    }
  }

  private static void checkDepths(Code code) {
    StackDepth depths = StackDepth.of(code);
    assertEquals(depths.max(), code.maxStack());
    assertTrue(depths.at(0) == 0, code.name());
    for (int i = 0; i < code.codeCount(); i++) {
      checkDepths(code.code(i));
    }
  }
}
