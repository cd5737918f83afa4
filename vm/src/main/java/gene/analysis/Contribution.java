// What a top-level form lets all others know beside its names: members it makes or writes, that it catches, that it has macro functions.
package gene.analysis;

import java.util.LinkedHashSet;
import java.util.Set;

/** Filled while the form is analysed. */
final class Contribution {
  /** Names that it makes members of the module or of a namespace. */
  final Set<String> members = new LinkedHashSet<>();
  /** Names that it writes as fields or members of something. */
  final Set<String> written = new LinkedHashSet<>();
  /** Whether it writes members whose names are computed. */
  boolean writesAny;
  /** Whether something stands under `try`. */
  boolean hasTry;
  boolean hasMacros;

  boolean isEmpty() {
    return members.isEmpty() && written.isEmpty() && !writesAny && !hasTry && !hasMacros;
  }

  void add(Contribution other) {
    members.addAll(other.members);
    written.addAll(other.written);
    writesAny |= other.writesAny;
    hasTry |= other.hasTry;
    hasMacros |= other.hasMacros;
  }

  boolean isSame(Contribution other) {
    return members.equals(other.members) && written.equals(other.written) && writesAny == other.writesAny && hasTry == other.hasTry
        && hasMacros == other.hasMacros;
  }
}
