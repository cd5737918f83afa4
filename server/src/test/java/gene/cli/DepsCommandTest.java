// `gene deps`: what it fetches, writes, verifies and refuses.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gene.cli.Ran.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DepsCommandTest {
  private static final String INSTALLED = "root dependencies: 1\nresolved nodes: 1\nlockfile: package.gene.lock\n";

  private final Path folder;
  private final Place place;

  DepsCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder.toRealPath();
    place = Place.in(this.folder);
    place.file("vendor/dates/package.gene", "^name \"x/dates\" ^version \"1.2.0\"\n");
    place.file("vendor/dates/src/index.gene", "(fn today [] 1)\n");
    needs("($dep \"x/dates\" \"*\" ^path \"./vendor/dates\")");
  }

  private void needs(String dependencies) {
    place.file("package.gene", "^name \"x/app\" ^dependencies [" + dependencies + "]\n");
  }

  private void refuses(String message) {
    place.gene("deps", "install").fails("Error: " + message + "\n");
    assertFalse(Files.exists(folder.resolve("package.gene.lock")));
  }

  @Test
  void installWritesTheLockfileOnceAndThenVerifies() throws IOException {
    place.gene("deps", "install").prints("deps install complete\n" + INSTALLED);
    assertEquals("""
        {
          ^lock_version 1
          ^root_dependencies {
            ^x/dates "x/dates@1.2.0"
          }
          ^packages {
            ^x/dates@1.2.0 {
              ^name "x/dates"
              ^resolved "1.2.0"
              ^node_id "x/dates@1.2.0"
              ^dir ".gene/deps/x/dates/1.2.0"
              ^source {
                ^type "path"
                ^path "./vendor/dates"
              }
              ^sha256 "HASH"
              ^singleton false
              ^dependencies {
              }
            }
          }
        }
        """, Files.readString(folder.resolve("package.gene.lock")).replaceAll("[0-9a-f]{64}", "HASH"));
    place.gene("deps", "install").prints("deps install complete\nmode: lockfile\ndeps verify complete\nchecked nodes: 1\n");
    place.inside("vendor").gene("eval", "--pkg", "..", "(import today from \"index\" ^pkg \"x/dates\") (today)").prints("1\n");
  }

  @Test
  void theHashIsThatOfTheSortedFiles() throws IOException {
    Files.delete(folder.resolve("vendor/dates/src/index.gene"));
    place.file("vendor/dates/package.gene", "").file("vendor/dates/a", "").file("vendor/dates/build/x", "not part of it");
    place.gene("deps", "install");
    // printf 'a\te3b0…\npackage.gene\te3b0…\n' | sha256sum, with the hash of nothing
    assertTrue(Files.readString(folder.resolve("package.gene.lock")).contains("e91f4a1e49224f7ebabea10f566ed7bc95d1ba40cb7b77cb83918d05cdeb304a"));
    assertFalse(Files.exists(folder.resolve(".gene/deps/x/dates/local/build")));
    assertTrue(Files.exists(folder.resolve(".gene/deps/x/dates/local/a")));
  }

  @Test
  void verifyTellsWhatIsDifferent() throws IOException {
    place.gene("deps", "install");
    place.file(".gene/deps/x/dates/1.2.0/src/index.gene", "changed");
    Ran ran = place.gene("deps", "verify");
    assertTrue(ran.err().matches("Error: verify failed:\nhash mismatch for x/dates@1.2.0: expected [0-9a-f]{64}, got [0-9a-f]{64}\n"), ran.err());
    assertEquals(1, ran.status());
    place.gene("deps", "update").prints("deps update complete\n" + INSTALLED);
    place.gene("deps", "verify").prints("deps verify complete\nchecked nodes: 1\n");
    Files.move(folder.resolve(".gene/deps/x"), folder.resolve(".gene/deps/y"));
    place.gene("deps", "verify").fails("Error: verify failed:\nmissing directory for x/dates@1.2.0: .gene/deps/x/dates/1.2.0\n");
    place.gene("deps", "gc").prints("deps gc complete\nremoved nodes: 1\n");
    assertFalse(Files.exists(folder.resolve(".gene/deps/y")));
  }

  @Test
  void aChangedSourceIsAWarning() {
    place.gene("deps", "install");
    place.file("vendor/dates/src/more.gene", "1");
    place.gene("deps", "verify").prints("deps verify complete\nchecked nodes: 1\n"
        + "warning: path dependency x/dates@1.2.0 has changed since it was copied; run `gene deps update`\n");
    String out = place.gene("deps", "update", "x/dates").out();
    assertTrue(out.contains("\nwarning: path dependency x/dates@1.2.0 has changed: hash "), out);
    assertTrue(out.endsWith("\nwarning: update x/dates is not selective: all dependencies were updated\n"), out);
  }

  @Test
  void dependenciesOfDependenciesAreRelativeToTheirs() throws IOException {
    place.file("vendor/dates/package.gene", "^name \"x/dates\" ^dependencies [($dep \"x/base\" \"2\" ^subdir \"inner\")]");
    place.file("vendor/dates/inner/package.gene", "^name \"x/base\"");
    place.gene("deps", "install").prints("deps install complete\nroot dependencies: 1\nresolved nodes: 2\nlockfile: package.gene.lock\n");
    String lock = Files.readString(folder.resolve("package.gene.lock"));
    assertTrue(lock.contains("      ^dependencies {\n        ^x/base \"x/base@2\"\n      }\n"), lock);
    assertTrue(lock.contains("^x/dates@local {"), lock);
  }

  @Test
  void whatIsDeclaredWronglyIsRefused() {
    needs("($dep \"dates\" ^path \"vendor/dates\")");
    refuses("Package name must be <parent>/<pkg>: dates");
    needs("($dep \"x/dates\")");
    refuses("Dependency x/dates must define one source: ^path, ^subdir, or ^git");
    needs("($dep \"x/dates\" ^subdir \"a\" ^git \"b\")");
    refuses("Dependency x/dates cannot combine ^subdir with ^git");
    needs("($dep \"x/dates\" ^git \"b\" ^tag \"1\" ^commit \"abcd\")");
    refuses("Dependency x/dates can specify at most one of ^commit, ^tag, ^branch");
    needs("($dep \"x/dates\" ^path \"b\" ^tag \"1\")");
    refuses("Dependency x/dates uses ^commit/^tag/^branch without ^git");
    needs("($dep \"x/dates\" ^path \"nowhere\")");
    refuses("Dependency source not found for x/dates: " + folder.resolve("nowhere"));
    needs("($dep \"x/dates\" ^subdir \"../elsewhere\")");
    refuses("Dependency x/dates: ^subdir must stay inside the package: ../elsewhere");
    needs("($dep \"x/other\" ^path \"vendor/dates\")");
    refuses("Dependency x/other: the package in " + folder.resolve("vendor/dates") + " is called x/dates");
    place.file("package.gene", "^name 5");
    refuses(folder.resolve("package.gene") + " ^name: expected string/symbol, got Int");
    place.file("package.gene", "^name \"a\n^x (");
    assertTrue(place.gene("deps", "install").err().startsWith("Error: " + folder.resolve("package.gene") + ":"));
  }

  @Test
  void cyclesAndSecondVersionsOfGlobalStateAreRefused() {
    place.file("vendor/dates/package.gene", "^name \"x/dates\" ^dependencies [($dep \"x/b\" ^path \"../b\")]");
    place.file("vendor/b/package.gene", "^name \"x/b\" ^dependencies [($dep \"x/dates\" ^path \"../dates\")]");
    refuses("Dependency cycle detected: x/dates -> x/b -> x/dates");
    place.file("vendor/dates/package.gene", "^name \"x/dates\" ^dependencies [($dep \"x/g\" ^path \"../g1\")]");
    place.file("vendor/b/package.gene", "^name \"x/b\" ^dependencies [($dep \"x/g\" ^path \"../g2\")]");
    place.file("vendor/g1/package.gene", "^name \"x/g\" ^version \"1\" ^globals [log]");
    place.file("vendor/g2/package.gene", "^name \"x/g\" ^version \"2\"");
    needs("($dep \"x/dates\" ^path \"vendor/dates\") ($dep \"x/b\" ^path \"vendor/b\")");
    refuses("Global-state conflict: x/g can be there once, but 1 and 2 are needed");
    place.file("vendor/g2/package.gene", "^name \"x/g\" ^version \"1\" ^more true");
    assertTrue(place.gene("deps", "install").err().startsWith("Error: Dependency conflict: two different packages are x/g@1"));
  }

  @Test
  void nativeBuildsWantPermission() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    place.file("vendor/dates/package.gene", "^name \"x/dates\" ^version \"1.2.0\" ^native true ^native-build [\"echo made > product\"]");
    place.gene("deps", "install").prints("deps install complete\n" + INSTALLED
        + "warning: native build of x/dates skipped; --allow-native runs its commands\n");
    Place path = place.environment("PATH", System.getenv("PATH"));
    assertTrue(path.gene("deps", "update", "--allow-native").out().startsWith("deps update complete\n"));
    assertEquals("made\n", Files.readString(folder.resolve(".gene/deps/x/dates/1.2.0/product")));
    path.gene("deps", "verify").prints("deps verify complete\nchecked nodes: 1\n");
    place.file("vendor/dates/package.gene", "^name \"x/dates\" ^native-build [\"echo broken >&2; exit 3\"]");
    path.gene("deps", "update", "--allow-native").fails("Error: Native build of x/dates failed: echo broken >&2; exit 3: broken\n");
  }

  @Test
  void aRepositoryIsCheckedOutAtTheRevision() throws Exception {
    git(folder.resolve("vendor/dates"), "init", "-q", "-b", "main");
    git(folder.resolve("vendor/dates"), "add", ".");
    git(folder.resolve("vendor/dates"), "commit", "-q", "-m", "one");
    git(folder.resolve("vendor/dates"), "tag", "v1.2.3");
    place.file("vendor/dates/src/later.gene", "1");
    git(folder.resolve("vendor/dates"), "add", ".");
    git(folder.resolve("vendor/dates"), "commit", "-q", "-m", "two");
    Place path = place.environment("PATH", System.getenv("PATH"));
    needs("($dep \"x/dates\" ^git \"vendor/dates\" ^tag \"v1.2.3\")");
    path.gene("deps", "install").prints("deps install complete\n" + INSTALLED);
    String lock = Files.readString(folder.resolve("package.gene.lock"));
    assertTrue(lock.matches("(?s).*\\^source \\{\n +\\^type \"git\"\n +\\^url \"vendor/dates\"\n +\\^tag \"v1.2.3\"\n +\\^commit \"[0-9a-f]{40}\"\n.*"), lock);
    assertTrue(lock.contains("^x/dates@1.2.3 {"), lock);
    assertFalse(Files.exists(folder.resolve(".gene/deps/x/dates/1.2.3/src/later.gene")));
    assertFalse(Files.exists(folder.resolve(".gene/deps/x/dates/1.2.3/.git")));
    needs("($dep \"x/dates\" ^git \"vendor/dates\" ^branch \"main\")");
    path.gene("deps", "update");
    assertTrue(Files.readString(folder.resolve("package.gene.lock")).matches("(?s).*\\^x/dates@sha-[0-9a-f]{8} \\{.*"));
    needs("($dep \"x/dates\" ^git \"vendor/dates\" ^tag \"nope\")");
    String err = path.gene("deps", "update").err();
    assertTrue(err.startsWith("Error: Dependency x/dates: git failed for vendor/dates: ") && err.contains("nope"), err);
    assertTrue(Files.list(folder.resolve(".gene/tmp")).findAny().isEmpty());
  }

  private static void git(Path in, String... words) throws Exception {
    var command = new java.util.ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
    builder.environment().putAll(Map.of("GIT_CONFIG_NOSYSTEM", "1"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), output);
  }

  @Test
  void withoutALockfileThereIsNothingToVerify() {
    String missing = "Error: Lockfile not found: " + folder.resolve("package.gene.lock") + "\n";
    place.gene("deps", "verify").fails(missing);
    place.gene("deps", "gc").fails(missing);
    place.gene("deps", "clean").prints("deps clean complete\n");
    place.file("package.gene.lock", "{^lock_version 2}");
    place.gene("deps", "verify").fails("Error: Unsupported lockfile " + folder.resolve("package.gene.lock") + ": ^lock_version 2, known is 1\n");
    place.file("package.gene.lock", "nonsense");
    assertTrue(place.gene("deps", "verify").err().startsWith("Error: " + folder.resolve("package.gene.lock")));
  }

  @Test
  void theCommandLineIsChecked() {
    place.gene("deps", "bake").fails("Error: Unknown deps subcommand: bake\n");
    place.gene("deps", "verify", "more").fails("Error: gene deps verify: too many arguments: more\n");
    place.gene("deps", "update", "y/z").fails("Error: No dependency is called y/z\n");
    for (String help : new String[] {"help", "-h", "--help"}) {
      assertTrue(place.gene("deps", help).out().startsWith("Usage: gene deps [options] SUBCOMMAND\n"));
    }
    assertTrue(place.gene("deps").out().startsWith("Usage: gene deps"));
    place.gene("deps", "install", "--root", "vendor/dates/src").prints(
        "deps install complete\nroot dependencies: 0\nresolved nodes: 0\nlockfile: package.gene.lock\n");
    Path outside = folder.getRoot();
    place.gene("deps", "install", "--root", outside.toString()).fails("Error: Could not find package.gene from: " + outside + "\n");
  }
}
