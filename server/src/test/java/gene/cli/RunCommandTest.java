// `gene run`: files, arguments, options, statuses.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gene.cli.Ran.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunCommandTest {
  private final Place place;

  RunCommandTest(@TempDir Path folder) {
    place = Place.in(folder);
  }

  @Test
  void everythingAfterTheFileGoesToTheProgram() {
    place.file("p.gene", "(println $program $args)");
    place.gene("run", "p.gene", "a", "--x=1", "-y", "--", "-d").prints("p.gene [a --x=1 -y -- -d]\n");
    place.gene("run", "--strict-nil", "p.gene", "--help").prints("p.gene [--help]\n");
    place.gene("run", "--", "p.gene", "--").prints("p.gene [--]\n");
  }

  @Test
  void theValueIsNotPrinted() {
    place.file("p.gene", "42").gene("run", "p.gene").prints("");
  }

  @Test
  void withoutAFileStandardInputIsRun() {
    place.stdin("(println $program $args)").gene("run").prints("<stdin> []\n");
    place.stdin("(println 1)").gene("run", "--jit=off").prints("1\n");
    place.stdin("(println $args)").gene("run", "-", "a").prints("[a]\n");
  }

  @Test
  void standardInputMustHoldSomething() {
    place.gene("run").fails("Error: No input provided. Provide a file to run.\n");
    place.terminals(stream -> true).gene("run").fails("Error: No input provided. Provide a file to run.\n");
  }

  @Test
  void anEmptyFileIsAProgram() {
    place.file("e.gene", "").gene("run", "e.gene").prints("");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() {
    place.file("p.gene", "\uFEFF(println 1)").gene("run", "p.gene").prints("1\n");
  }

  @Test
  void filesThatCannotBeReadGetOneLine() throws IOException {
    place.gene("run", "nosuch.gene").fails("Error: File not found: nosuch.gene\n");
    Files.createDirectory(place.folder().resolve("folder.gene"));
    place.gene("run", "folder.gene").fails("Error: Not a file but a folder: folder.gene\n");
    Files.write(place.folder().resolve("latin.gene"), new byte[] {'1', '\n', (byte) 0xE4, '2'});
    place.gene("run", "latin.gene").fails("Error: Not a text in UTF-8: latin.gene (byte 3, line 2)\n");
    place.file("x.gir", "GENE").gene("run", "x.gir").fails("Error: Loading GIR file: Invalid GIR file: x.gir: damaged: it ends too early. Please recompile the source file.\n");
  }

  @Test
  void aTextMayContainTheCharacterThatStandsForWrongBytes() {
    place.file("p.gene", "(println \"\uFFFD\")").gene("run", "p.gene").prints("\uFFFD\n");
  }

  @Test
  void aFileWithoutPermissionGetsOneLine() throws IOException {
    Path file = place.file("p.gene", "1").folder().resolve("p.gene");
    assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeTrue(!Files.isReadable(file), "a superuser reads everything");
    place.gene("run", "p.gene").fails("Error: No permission to read the file: p.gene\n");
  }

  @Test
  void theProgramChoosesTheStatus() {
    place.file("p.gene", "(println 1) (exit 7)");
    assertEquals(new Ran(7, "1\n", ""), place.gene("run", "p.gene"));
  }

  @Test
  void outputComesBeforeTheReport() {
    place.file("p.gene", "(println 1)\n(throw \"x\")");
    Ran ran = place.gene("run", "p.gene");
    assertEquals("1\n", ran.out());
    assertTrue(ran.err().startsWith("error: Exception: x\n --> p.gene:2:1\n"), ran::err);
  }

  @Test
  void namesThatNothingDefinesAreNoWarnings() {
    place.file("p.gene", "(println (try nope catch * \"caught\"))").gene("run", "p.gene").prints("caught\n");
  }

  @Test
  void wordsThatAnOptionDoesNotKnowAreRefused() {
    place.file("p.gene", "1");
    place.gene("run", "--contracts", "maybe", "p.gene").fails("Error: Unknown contracts mode: maybe\n");
    place.gene("run", "--native-tier:x", "p.gene").fails("Error: Unknown native tier: x\n");
    place.gene("run", "--jit=x", "p.gene").fails("Error: Unknown jit mode: x\n");
    for (List<String> options : List.of(List.of("--contracts=off"), List.of("--native-code", "--checked-vm"), List.of("--no-gir-cache"))) {
      var args = new java.util.ArrayList<>(options);
      args.add(0, "run");
      args.add("p.gene");
      place.gene(args.toArray(new String[0])).prints("");
    }
  }
}
