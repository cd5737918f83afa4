// Exchanges the code of a file under a program that stands still, with everything that stands in that code.
package gene.debug;

import gene.source.Source;
import gene.vm.HotCode;

final class Reloads {
  private Reloads() {}

  /** On the main VM's thread. */
  static Reloaded exchange(Control control, World world, Source edited) {
    if (control.hasOthers()) {
      throw new DebugException("The program has actors, whose workers run the same code: it is not exchanged under them. Restart the program to run the new text");
    }
    return control.past.withoutRecording(() -> {
      world.breakpoints().unbindAll();
      control.patch();
      control.data.disarm();
      world.profiler().untrap();
      try {
        HotCode.Result result = HotCode.of(control.vm).reload(edited, control.fibers());
        control.codes.exchange(result.module(), result.gone(), result.added());
        control.traps.exchange(result.gone(), result.added());
        control.codes.texts.become(edited.id(), edited.text());
        return Reloaded.of(result);
      } finally {
        world.breakpoints().bindAll().forEach(world.listener()::changed);
        control.patch();
        control.data.rearm();
        world.profiler().trap();
      }
    });
  }
}
