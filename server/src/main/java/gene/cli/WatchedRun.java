// Runs a program under a debugger that never stops it, for commands that watch: trace and profile.
package gene.cli;

import gene.debug.Breakpoint;
import gene.debug.DebugListener;
import gene.debug.Debugger;
import gene.debug.StepKind;
import gene.debug.Stop;
import gene.source.Source;
import gene.vm.Outcome;
import java.util.List;

final class WatchedRun implements DebugListener {
  private final Shell shell;
  private final Debugger debugger = new Debugger(this);

  WatchedRun(Shell shell) {
    this.shell = shell;
  }

  /** What is to be watched is asked of it before the run. */
  Debugger debugger() {
    return debugger;
  }

  /** @param words the file, and the program's arguments */
  Outcome run(List<String> words, RunSwitches switches) {
    Source source = Inputs.source(shell, words.get(0));
    return new Execution(shell, switches, words.subList(1, words.size())).run(source, source.name(), debugger);
  }

  @Override
  public void ready() {
    debugger.start(false).send();
  }

  @Override
  public void stopped(Stop stop) {
    debugger.resume(StepKind.CONTINUE, stop.thread()).send();
  }

  @Override
  public void changed(Breakpoint breakpoint) {
    // Nobody sets one.
  }

  @Override
  public void logged(String text, Source source, int offset) {
    // Nobody sets one.
  }
}
