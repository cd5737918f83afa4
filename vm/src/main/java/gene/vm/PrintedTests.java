// What a program prints about its tests when it is simply run (language reference 13, section 21).
package gene.vm;

import java.io.PrintStream;
import java.util.List;

final class PrintedTests implements TestListener {
  private final PrintStream out;
  private final List<List<String>> wanted;

  /** @param wanted the paths of the tests and suites to run, one in a line, as in `area::of a square`; null for all */
  PrintedTests(PrintStream out, String wanted) {
    this.out = out;
    this.wanted = wanted == null ? List.of() : wanted.lines().filter(l -> !l.isBlank()).map(l -> List.of(l.split("::"))).toList();
  }

  @Override
  public boolean begins(Place place, boolean skipped) {
    if (!wanted.isEmpty() && wanted.stream().noneMatch(path -> leads(place, path))) {
      return false;
    }
    if (skipped) {
      line(place, " ... SKIP");
    } else if (place.suite()) {
      line(place, "");
    }
    return true;
  }

  /** Whether the place is on the way to the wanted one, or below it. */
  private static boolean leads(Place place, List<String> path) {
    int common = Math.min(place.path().size(), path.size());
    return (place.suite() || common == path.size()) && place.path().subList(0, common).equals(path.subList(0, common));
  }

  @Override
  public void ended(Place place, ExceptionInstance failure, long nanoseconds) {
    if (place.suite()) {
      return;
    }
    line(place, failure == null ? " ... PASS" : " ... FAIL");
    if (failure != null) {
      String message = failure.message().isEmpty() ? failure.cls().name() : failure.message();
      message.lines().forEach(l -> out.print(indent(place) + "  " + l + "\n"));
    }
  }

  private void line(Place place, String outcome) {
    String name = place.path().get(place.path().size() - 1);
    out.print(indent(place) + (place.suite() ? "SUITE: " : "TEST: ") + name + outcome + "\n");
  }

  private static String indent(Place place) {
    return "  ".repeat(place.path().size() - 1);
  }
}
