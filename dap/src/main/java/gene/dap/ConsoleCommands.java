// What is typed into the debug console with a colon first: the ways of recorded time. See docs/debug-protocol.md.
package gene.dap;

import gene.debug.Ask;
import gene.debug.DebugException;
import gene.debug.Debugger;
import gene.debug.Granularity;
import gene.debug.PastWrites;
import gene.debug.StackFrame;
import gene.debug.Timeline;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The answer is text, and the stop that a way ends with is told as every other one. */
final class ConsoleCommands {
  private static final Pattern COMMAND = Pattern.compile(":([a-z][a-z-]*)(?:\\s+(.*))?", Pattern.DOTALL);
  private static final int HISTORY = 20;

  private final Conversation conversation;

  ConsoleCommands(Conversation conversation) {
    this.conversation = conversation;
  }

  static boolean isCommand(String text) {
    return COMMAND.matcher(text.strip()).matches();
  }

  Ask<String> run(String text, Integer frame) {
    Matcher m = COMMAND.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(text);
    }
    String rest = m.group(2) == null ? "" : m.group(2).strip();
    Debugger debugger = conversation.debugger();
    return switch (m.group(1)) {
      case "record" -> debugger.record(isOn(rest), LaunchArguments.DEFAULT_RECORD_BYTES).map(ConsoleCommands::recording);
      case "back" -> moving(debugger.stepBack(granularity(rest), Timeline.Calls.OVER));
      case "back-into" -> moving(debugger.stepBack(granularity(rest), Timeline.Calls.INTO));
      case "back-out" -> moving(debugger.stepBack(granularity(rest), Timeline.Calls.OUT));
      case "reverse-continue" -> moving(debugger.runBack());
      case "last-set" -> writes(frame, rest, 1);
      case "history" -> writes(frame, rest, HISTORY);
      case "goto" -> moving(debugger.goTo(position(rest)));
      case "timeline" -> debugger.timeline().map(ConsoleCommands::recording);
      default -> throw new DebugException("The console knows :record on|off, :timeline, :back, :back-into, :back-out, :reverse-continue, :last-set PLACE, "
          + ":history PLACE and :goto POSITION, not :" + m.group(1));
    };
  }

  private Ask<String> moving(Ask<Void> way) {
    return way.map(x -> {
      conversation.session().forgetStop();
      return "";
    });
  }

  private static boolean isOn(String word) {
    if (!word.equals("on") && !word.equals("off")) {
      throw new DebugException("Recording is switched with :record on or :record off");
    }
    return word.equals("on");
  }

  private static String recording(Timeline.State state) {
    return !state.recording() ? "Nothing is recorded" : "Position " + state.position() + " of " + state.oldest() + " to " + state.newest()
        + (state.atPresent() ? ", the present" : "") + (state.forgotten() ? "; older steps are forgotten" : "");
  }

  private static Granularity granularity(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "", "statement" -> Granularity.STATEMENT;
      case "line" -> Granularity.LINE;
      case "instruction" -> Granularity.INSTRUCTION;
      default -> throw new DebugException("A step is one of statement, line or instruction, not " + word);
    };
  }

  private static long position(String word) {
    if (!word.matches("\\d{1,18}")) {
      throw new DebugException("A position is a number, as :timeline and :history tell it, not `" + word + "`");
    }
    return Long.parseLong(word);
  }

  private Ask<String> writes(Integer frame, String place, int most) {
    Function<StackFrame, String> look = f -> {
      PastWrites found = f.writes(place, most, Long.MAX_VALUE);
      return found.writes().isEmpty() ? "No write of it is recorded" : found.writes().stream().map(this::shown).collect(Collectors.joining("\n"));
    };
    return conversation.inFrame(frame, look);
  }

  private String shown(PastWrites.PastWrite w) {
    String where = w.source() == null ? "outside of the program" : w.source().name() + ":" + conversation.lines().line(w.source(), w.span().start());
    return "position " + w.position() + ": " + (w.value() == null ? "nothing" : w.value().text()) + " by " + w.kind() + " at " + where;
  }
}
