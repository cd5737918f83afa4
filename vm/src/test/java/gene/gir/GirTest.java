// Compiled code survives its file, and a file that is not what was written is refused.
package gene.gir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import gene.analysis.Analysis;
import gene.bytecode.Code;
import gene.bytecode.Disassembler;
import gene.bytecode.Site;
import gene.compiler.Compiler;
import gene.data.Raise;
import gene.library.Builtins;
import gene.source.Golden;
import gene.source.Source;
import gene.syntax.Reader;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GirTest {
  private static final String COMPILER = "test";
  private static final GirOptions OPTIONS = new GirOptions(true, true, false, true, false);
  private static final Source SMALL = Source.of("small.gene", """
      (class P (field x Int) (ctor [x] (/x = x)) (method m [a b = 2 ^k r...] (a + b)))
      (enum Shape (Rect w: Int h: Int) Dot)
      (fn f [s: String] -> Int (case s when "a" 1 when [x y] x else `(q ^a %b #/r/i 2024-01-02 '💡')))
      (try (f "a") catch * (println "no" $ex) finally (println #"#{1} done"))
      """);

  private static final RunProfile PROFILE = new RunProfile(List.of(new RunProfile.Hot(new RunProfile.Written("", 3, 40, -7), "VI",
      List.of(new RunProfile.Loop(5, "IF-")), List.of(new RunProfile.Guess(2, "G")),
      List.of(new RunProfile.Call(1, new RunProfile.Written("💡.gene", 1, 2, 3), List.of("P"), false, null), new RunProfile.Call(2, null, List.of(), true, "Shape/Rect")),
      List.of(new RunProfile.Member(0, List.of(new RunProfile.Shaped("P", List.of("x", "y"))), true, false, "I", null)))));

  private static Optional<Gir> compile(Source source) {
    Analysis analysis = Analysis.of(Reader.read(source), Builtins.table(), Map.of());
    if (analysis.hasErrors()) {
      return Optional.empty();
    }
    Code code = Compiler.compile(analysis, Compiler.Options.DEFAULT);
    var header = new GirHeader(GirHeader.VERSION, COMPILER, GirHeader.ABI, OPTIONS, 1_700_000_000L, Sha256.of(source.text()), source.name(), source.id());
    return Optional.of(new Gir(header, code, analysis.diagnostics(), List.of(Input.variable("HOME", "/x"), Input.variable("NO", null)), PROFILE));
  }

  private static Gir small() {
    return compile(SMALL).orElseThrow();
  }

  /** All of a code, its places included. */
  private static void describe(Code code, StringBuilder to) {
    to.append(code.name()).append(' ').append(code.kind()).append(' ').append(code.start()).append('-').append(code.end()).append(' ').append(code.params())
        .append(code.captures()).append(code.locals()).append(code.handlers()).append(code.statementSpans()).append(code.slots()).append(' ')
        .append(code.maxStack()).append(code.isMacro()).append(code.isGenerator()).append(code.isAsync()).append(code.definitionsEnd()).append('\n');
    for (int pc = 0; pc < code.length(); pc++) {
      to.append(code.spanStart(pc)).append('-').append(code.spanEnd(pc)).append(' ');
    }
    for (int i = 0; i < code.siteCount(); i++) {
      to.append(code.site(i) instanceof Site.Data d ? d.text() : code.site(i).toString()).append('\n');
    }
    for (int i = 0; i < code.codeCount(); i++) {
      describe(code.code(i), to);
    }
  }

  private static String description(Code code) {
    var text = new StringBuilder(Disassembler.listing(code, Disassembler.Style.PRETTY, true, true));
    describe(code, text);
    return text.toString();
  }

  @Test
  void everyConformanceProgramComesBackAsItWas() throws InvalidGir {
    int compiled = 0;
    for (Path file : Golden.files(Golden.root().resolve("tests/conformance"), p -> p.toString().endsWith(".gene"))) {
      Optional<Gir> written = compile(Source.of(file.getFileName().toString(), Golden.read(file)));
      if (written.isEmpty()) {
        continue;
      }
      byte[] bytes = written.get().toBytes();
      Gir read = Gir.read(bytes, COMPILER, written.get().code().source());
      assertEquals(description(written.get().code()), description(read.code()), file::toString);
      assertArrayEquals(bytes, read.toBytes(), file::toString);
      compiled++;
    }
    assertTrue(compiled > 500, "most programs compile");
  }

  @Test
  void placesNeedNoText() throws InvalidGir {
    Gir gir = small();
    Source bare = Gir.read(gir.toBytes(), COMPILER, null).code().source();
    for (int at = 0; at <= SMALL.length(); at++) {
      assertEquals(SMALL.place(at), bare.place(at));
    }
    assertEquals("", bare.lineText(1));
  }

  @Test
  void everythingElseComesBack() throws InvalidGir {
    Gir gir = small();
    Gir read = Gir.read(gir.toBytes(), COMPILER, SMALL);
    assertEquals(gir.profile(), read.profile());
    assertEquals(gir.inputs(), read.inputs());
    assertEquals(gir.warnings(), read.warnings());
    assertTrue(read.inputs().get(0).holds(Map.of("HOME", "/x")));
    assertTrue(!read.inputs().get(0).holds(Map.of("HOME", "/y")));
  }

  @Test
  void aProfileIsReplacedAndNothingElse() throws InvalidGir {
    byte[] before = small().toBytes();
    assertArrayEquals(before, Gir.withProfile(before, PROFILE));
    Gir none = Gir.read(Gir.withProfile(before, RunProfile.NONE), COMPILER, SMALL);
    assertEquals(RunProfile.NONE, none.profile());
    assertEquals(description(small().code()), description(none.code()));
    before[before.length / 2] ^= 1;
    assertThrows(InvalidGir.class, () -> Gir.withProfile(before, PROFILE), "a damaged file does not become a sound one");
  }

  @Test
  void profilesThatSayTheSameAreEqual() {
    var same = new RunProfile(PROFILE.functions());
    assertEquals(PROFILE, same);
    assertEquals(PROFILE.hashCode(), same.hashCode());
    assertNotEquals(PROFILE, RunProfile.NONE);
    RunProfile.Hot hot = PROFILE.functions().get(0);
    assertNotEquals(PROFILE, new RunProfile(List.of(new RunProfile.Hot(hot.where(), "VF", hot.loops(), hot.guesses(), hot.calls(), hot.members()))));
  }

  @Test
  void aProfileThatCannotBeReadIsNone() throws InvalidGir {
    byte[] whole = PROFILE.toBytes();
    // The parts compare themselves; a profile goes by what is written, which is the same here in any case.
    assertEquals(PROFILE.functions(), RunProfile.read(whole, 0, whole.length).functions());
    for (int length = 0; length < whole.length; length++) {
      int cut = length;
      assertThrows(Damage.class, () -> RunProfile.read(whole, 0, cut), () -> "cut at " + cut);
    }
    byte[] file = small().toBytes();
    // The version of the profile stands where its section begins, which is the last one.
    file[file.length - Sha256.LENGTH - whole.length]++;
    byte[] digest = Sha256.of(file, file.length - Sha256.LENGTH);
    System.arraycopy(digest, 0, file, file.length - Sha256.LENGTH, Sha256.LENGTH);
    assertEquals(RunProfile.NONE, Gir.read(file, COMPILER, SMALL).profile());
  }

  @Test
  void everyFlippedByteIsNoticed() {
    byte[] bytes = small().toBytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= (byte) 0xFF;
      int at = i;
      assertThrows(InvalidGir.class, () -> Gir.read(flipped, COMPILER, SMALL), () -> "byte " + at);
    }
  }

  @Test
  void everyCutIsNoticed() {
    byte[] bytes = small().toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      int at = length;
      assertThrows(InvalidGir.class, () -> Gir.read(cut, COMPILER, SMALL), () -> "cut at " + at);
    }
  }

  @Test
  void aFileThatWasForgedDoesNoHarm() {
    byte[] bytes = small().toBytes();
    var random = new Random(7);
    for (int i = 0; i < bytes.length - Sha256.LENGTH; i++) {
      byte[] forged = bytes.clone();
      forged[i] = (byte) random.nextInt();
      byte[] digest = Sha256.of(forged, forged.length - Sha256.LENGTH);
      System.arraycopy(digest, 0, forged, forged.length - Sha256.LENGTH, Sha256.LENGTH);
      try {
        description(Gir.read(forged, COMPILER, SMALL).code());
      } catch (InvalidGir | Raise refused) {
        continue;
      } catch (RuntimeException | Error e) {
        fail("byte " + i + ": " + e, e);
      }
    }
  }

  @Test
  void theMessageSaysWhatIsWrong() {
    byte[] bytes = small().toBytes();
    byte[] other = bytes.clone();
    other[0] = 'X';
    assertEquals("Invalid GIR file: a.gir: magic mismatch. Expected GENE but got XENE. Please recompile the source file.",
        assertThrows(InvalidGir.class, () -> Gir.read(other, COMPILER, SMALL)).about("a.gir"));
    assertEquals("magic mismatch. Expected GENE but got XE",
        assertThrows(InvalidGir.class, () -> Gir.read(new byte[] {'X', 'E'}, COMPILER, SMALL)).getMessage());
    byte[] newer = bytes.clone();
    newer[5]++;
    assertEquals("version mismatch. Expected 1 but got 2", assertThrows(InvalidGir.class, () -> Gir.read(newer, COMPILER, SMALL)).getMessage());
    assertEquals("compiler version mismatch. Expected another but got test", assertThrows(InvalidGir.class, () -> Gir.read(bytes, "another", SMALL)).getMessage());
  }

  @Test
  void everyKindOfSiteHasAFormat() {
    assertEquals(new HashSet<>(Arrays.asList(Site.class.getPermittedSubclasses())), new HashSet<>(SiteFormat.KINDS));
  }

  @Test
  void theHashIsSha256() throws NoSuchAlgorithmException {
    var random = new Random(3);
    for (int n = 0; n < 300; n++) {
      byte[] bytes = new byte[n];
      random.nextBytes(bytes);
      byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertArrayEquals(expected, Sha256.of(bytes));
      var parts = new Sha256();
      parts.add(Arrays.copyOf(bytes, n / 3));
      parts.add(Arrays.copyOfRange(bytes, n / 3, n));
      assertArrayEquals(expected, parts.digest());
    }
  }
}
