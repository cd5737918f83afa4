// A breakpoint that stands in code: where, and when it stops there.
package gene.debug;

import java.util.List;

abstract class CodeBreakpoint {
  final int id;
  final Trigger trigger;
  List<LoadedCode.Position> positions = List.of();
  EditedTexts texts;

  CodeBreakpoint(int id, Conditions conditions) {
    this.id = id;
    this.trigger = new Trigger(conditions);
  }

  /** Finds its positions in what is loaded now. */
  final void bind(LoadedCode codes) {
    texts = codes.texts;
    positions = trigger.fault.isEmpty() ? find(codes) : List.of();
  }

  abstract List<LoadedCode.Position> find(LoadedCode codes);

  /** Whether code of the source may hold it. */
  abstract boolean concerns(String sourceId);

  /** Why it has no position although nothing is wrong with its conditions. */
  abstract String absence();

  abstract Breakpoint state();

  /** The text of a file was edited: where it stands is on another line, or gone. */
  void edited(String sourceId, LoadedCode codes, String before, String after) {
    // What is named otherwise than by its line is where it was.
  }

  final String message() {
    return !trigger.fault.isEmpty() ? trigger.fault : positions.isEmpty() ? absence() : "";
  }

  final boolean isVerified() {
    return !positions.isEmpty();
  }
}
