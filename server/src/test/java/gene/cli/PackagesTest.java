// Packages as a program meets them: its own, and those it imports from.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.cli.Ran.Place;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackagesTest {
  private final Path folder;
  private final Place place;

  PackagesTest(@TempDir Path folder) throws IOException {
    this.folder = folder.toRealPath();
    place = Place.in(this.folder);
    place.file("app/package.gene", "# the application\n^name \"x/app\"\n^version \"0.2.0\"\n^main-module main\n^colour {^a 1}\n");
    place.file("dates/package.gene", "{^name \"x/dates\" ^version \"1.2.0\" ^source-dir \"code\"}");
    place.file("dates/code/index.gene", "(import helper from \"util\") (var /value (helper)) (fn whose [] $pkg/.name)");
    place.file("dates/lib/util.gene", "(fn helper [] 7)");
  }

  private void fails(String code, String message) {
    Ran ran = place.inside("app").gene("eval", code);
    assertEquals(1, ran.status(), ran.out());
    assertTrue(ran.err().contains(message), ran.err());
  }

  @Test
  void aModuleKnowsItsPackage() {
    place.file("app/src/p.gene", "(println $pkg/.name $pkg/.version $pkg/.dir $pkg/.main_module ($pkg .get \"colour\") ($pkg .get \"x\" 5) ($app/.pkg == pkg))");
    place.inside("app").gene("run", "src/p.gene").prints("x/app 0.2.0 " + folder.resolve("app") + " index {^a 1} 5 true\n");
  }

  @Test
  void codeWithoutAFileBelongsToThePackageOfTheFolder() {
    place.inside("app").gene("eval", "__module_name__").prints("\"" + folder.resolve("app/src/__gene_cli_eval.gene") + "\"\n");
    place.inside("app").stdin("(println __module_name__)").gene("run").prints(folder.resolve("app/src/__gene_cli_run_stdin.gene") + "\n");
    place.gene("eval", "__module_name__").prints("\"<eval>\"\n");
    place.file("app/src/here.gene", "(fn f [] 1)").file("app/there.gene", "(fn g [] 2)");
    place.inside("app").gene("eval", "(import f from \"here\") (import g from \"./there\") [(f) (g)]").prints("[1 2]\n");
  }

  @Test
  void anImportByPathNamesAPackage() {
    place.inside("app").gene("eval", "(import value whose from \"index\" ^pkg \"x/dates\" ^path \"../dates\") [value (whose)]").prints("[7 \"x/dates\"]\n");
  }

  @Test
  void aRegistrationCountsForTheImportsThatFollow() {
    place.inside("app").gene("eval", "($dep \"dates\" ^path \"../dates\") (import value from \"index\" of \"dates\") value").prints("7\n");
  }

  @Test
  void aSiblingIsFoundByName() {
    place.inside("app").gene("eval", "(import helper from \"dates/util\" ^pkg \"x/dates\") (helper)").prints("7\n");
    fails("(import helper from \"util\" ^pkg \"y/dates\")", "[GENE.PACKAGE.NOT_FOUND] Package 'y/dates' was not found (");
  }

  @Test
  void thePackagePathIsSearched() {
    place.file("far/away/dates2/package.gene", "^name \"x/dates2\"").file("far/away/dates2/index.gene", "(fn two [] 2)");
    place.inside("app").environment("GENE_PACKAGE_PATH", folder.resolve("far/away").toString())
        .gene("eval", "(import two from \"index\" ^pkg \"x/dates2\") (two)").prints("2\n");
  }

  @Test
  void twoFoldersOfOneNameAreAmbiguous() {
    place.file("app/src/packages/dates/package.gene", "^name \"x/dates\"");
    fails("(import value from \"index\" ^pkg \"x/dates\")", "[GENE.PACKAGE.AMBIGUOUS] Package 'x/dates' matched multiple folders (importer=");
  }

  @Test
  void namesAreChecked() {
    fails("(import a from \"index\" ^pkg \"Bad/Name\")", "Package segments must start with a lowercase letter: Bad/Name");
    fails("(import a from \"index\" ^pkg \"geneX\")", "Package name 'geneX' uses a reserved namespace");
    fails("(import a from \"index\" ^pkg \"x//y\")", "Package name 'x//y' has an empty segment");
    fails("(import a from \"index\" ^pkg \"x/y-\")", "must end with a letter or digit");
  }

  @Test
  void aModuleStaysInsideItsPackage() {
    place.file("app/secret.gene", "(fn s [] 1)");
    fails("(import s from \"../app/secret\" ^pkg \"x/dates\")", "[GENE.PACKAGE.BOUNDARY] Resolved module escapes package root");
  }

  @Test
  void oneTierWithTwoFilesIsAmbiguous() {
    place.file("app/lib/a.gene", "1").file("app/build/a.gene", "2");
    fails("(import x from \"a\")", "[GENE.MODULE.AMBIGUOUS] Module specifier matched multiple candidates in the 'package' tier (importer=");
  }

  @Test
  void theWorkspaceIsTheLastTier() {
    place.file("ws/src/w.gene", "(fn w [] 3)").file("other/src/v.gene", "(fn v [] 4)");
    String path = folder.resolve("ws") + java.io.File.pathSeparator + folder.resolve("other/src");
    place.inside("app").environment("GENE_WORKSPACE_PATH", path).gene("eval", "(import w from \"w\") (import v from \"v\") [(w) (v)]").prints("[3 4]\n");
  }

  @Test
  void anOptionNamesThePackage() {
    place.file("app/src/p.gene", "(println $pkg/.name $program __module_name__)");
    place.gene("run", "--pkg", "app", "src/p.gene").prints("x/app src/p.gene src/p.gene\n");
    place.gene("eval", "--pkg", "dates", "$pkg/.name").prints("\"x/dates\"\n");
    place.inside("app").gene("eval", "--pkg=x/dates", "(import value from \"index\") value").prints("7\n");
    place.gene("eval", "--pkg", "x/none", "1").fails("Error: [GENE.PACKAGE.NOT_FOUND] Package 'x/none' was not found (importer=--pkg; searched=["
        + searched("x/none") + "])\n");
  }

  private String searched(String name) {
    var places = new StringBuilder();
    for (Path base = folder; base != null; base = base.getParent()) {
      for (Path at : base.equals(folder) ? new Path[] {base, base.resolve("packages")} : new Path[] {base}) {
        places.append(places.length() == 0 ? "" : ", ").append(at.resolve(name)).append(", ").append(at.resolve("none"));
      }
    }
    return places.toString();
  }

  @Test
  void aBrokenManifestCountsAsEmptyWhereProgramsImport() {
    place.file("app/package.gene", "^name (");
    place.inside("app").gene("eval", "[$pkg/.name $pkg/.test_dir]").prints("[\"gene\" \"tests\"]\n");
  }

  @Test
  void aSessionGoesOnAfterAModuleFailed() {
    place.file("app/bad.gene", "(throw \"no\")");
    String out = place.inside("app").stdin("(import x from \"bad\")\n(import x from \"bad\")\n").gene("repl").out();
    assertTrue(!out.contains("CYCLE") && out.split("error: Exception: no", -1).length == 3, out);
  }
}
