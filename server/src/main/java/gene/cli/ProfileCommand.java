// `gene profile`: runs a program and says where its time went.
package gene.cli;

import gene.dap.ProfileJson;
import gene.debug.DebugException;
import gene.debug.Profile;
import gene.debug.ProfileRequest;
import gene.vm.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = {"Runs a program, compiled as usual, and looks at intervals which function runs. Afterwards the functions and lines that",
    "took most are listed on standard error. Everything after FILE goes to $args unchanged."})
final class ProfileCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "write the profile there, for a flame graph: VS Code opens FILE.cpuprofile")
  private String output;

  @Option(names = "--interval", paramLabel = "MICROSECONDS", description = "between two looks, 100 to 1000000 (1000)")
  private int interval = ProfileRequest.DEFAULT_INTERVAL;

  @Option(names = "--allocations", description = "also count what functions create; those that do run interpreted then")
  private boolean allocations;

  private final Shell shell;

  ProfileCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (operands.isEmpty()) {
      throw new Refusal("There is no program to profile. Usage: gene profile FILE [ARGUMENT…]");
    }
    Path file = output == null ? null : Inputs.path(shell, output);
    if (file != null && !Files.isDirectory(file.toAbsolutePath().getParent())) {
      throw new Refusal("Cannot write the profile to " + output + ": there is no such folder");
    }
    var watched = new WatchedRun(shell);
    watched.debugger().startProfile(request()).send();
    Outcome outcome = watched.run(operands, new RunSwitches());
    Profile profile = watched.debugger().stopProfile().send().join();
    shell.out().flush();
    shell.err().print(ProfileTable.of(profile));
    if (file != null) {
      try {
        Files.writeString(file, new ProfileJson(shell.folder()).profile(profile).toString());
      } catch (IOException e) {
        throw new Refusal("Cannot write the profile to " + output + ": " + e.getMessage());
      }
    }
    return outcome.exitStatus();
  }

  private ProfileRequest request() {
    try {
      return new ProfileRequest(interval, allocations);
    } catch (DebugException e) {
      throw new Refusal("--interval is a number of microseconds from 100 to 1000000, not " + interval);
    }
  }
}
