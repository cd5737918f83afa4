// What a program prints about its tests when it is simply run (language reference 13, section 21).
package gene.vm;

import java.io.PrintStream;

final class PrintedTests implements TestListener {
  private final PrintStream out;

  PrintedTests(PrintStream out) {
    this.out = out;
  }

  @Override
  public boolean begins(Place place, boolean skipped) {
    if (skipped) {
      line(place, " ... SKIP");
    } else if (place.suite()) {
      line(place, "");
    }
    return true;
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
