// `gene deps`: the packages that a package needs.
package gene.cli;

import gene.cli.deps.DepsFailure;
import gene.cli.deps.PackageStore;
import gene.data.Raise;
import gene.modules.Lockfile;
import gene.modules.Packages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = {"Fetches the packages that package.gene names, and keeps package.gene.lock.",
    "install        without a lockfile: fetch all and write it; with one: verify",
    "update [NAME]  fetch all anew and write the lockfile",
    "verify         compare what is there with the lockfile",
    "gc             remove folders of .gene/deps that the lockfile does not name",
    "clean          remove .gene/tmp"})
final class DepsCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = "--root", paramLabel = "DIR", description = "the folder of the package, or one inside (the current folder)")
  private String rootName;

  @Option(names = "--allow-native", description = "run the commands of native builds")
  private boolean allowNative;

  private final Shell shell;

  DepsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    String subcommand = operands.isEmpty() ? "help" : operands.get(0);
    if (subcommand.equals("help")) {
      new CommandParser(Command.DEPS, shell).usage();
      return 0;
    }
    List<String> names = operands.subList(operands.isEmpty() ? 0 : 1, operands.size());
    if (!List.of("install", "update", "verify", "gc", "clean").contains(subcommand)) {
      throw new Refusal("Unknown deps subcommand: " + subcommand);
    } else if (names.size() > (subcommand.equals("update") ? 1 : 0)) {
      throw new Refusal("gene deps " + subcommand + ": too many arguments: " + names.get(names.size() - 1));
    }
    var store = new PackageStore(root(), shell.environment());
    try {
      act(subcommand, names, store);
    } catch (DepsFailure | Raise e) {
      throw new Refusal(e.getMessage());
    } catch (IOException e) {
      throw new Refusal("Cannot read or write the files of a package: " + e);
    }
    store.warnings().forEach(w -> shell.out().print("warning: " + w + "\n"));
    return 0;
  }

  private Path root() {
    String from = rootName == null ? shell.folder().toString() : rootName;
    Path folder = rootName == null ? shell.folder() : Inputs.path(shell, rootName);
    return new Packages(shell.folder(), shell.environment()).findRoot(folder)
        .orElseThrow(() -> new Refusal("Could not find package.gene from: " + from));
  }

  private void act(String subcommand, List<String> names, PackageStore store) throws IOException {
    PrintStream out = shell.out();
    switch (subcommand) {
      case "install" -> {
        if (!store.isLocked()) {
          resolved(subcommand, store);
          return;
        }
        int nodes = store.verify();
        out.print("deps install complete\nmode: lockfile\ndeps verify complete\nchecked nodes: " + nodes + "\n");
      }
      case "update" -> {
        if (!names.isEmpty() && !store.declares(names.get(0))) {
          throw new Refusal("No dependency is called " + names.get(0));
        }
        resolved(subcommand, store);
        if (!names.isEmpty()) {
          store.warn("update " + names.get(0) + " is not selective: all dependencies were updated");
        }
      }
      case "verify" -> out.print("deps verify complete\nchecked nodes: " + store.verify() + "\n");
      case "gc" -> out.print("deps gc complete\nremoved nodes: " + store.collect() + "\n");
      default -> {
        store.clean();
        out.print("deps clean complete\n");
      }
    }
  }

  private void resolved(String subcommand, PackageStore store) throws IOException {
    Lockfile lock = store.update(allowNative);
    shell.out().print("deps " + subcommand + " complete\nroot dependencies: " + lock.roots().size() + "\nresolved nodes: "
        + lock.nodes().size() + "\nlockfile: " + Lockfile.FILE + "\n");
  }
}
