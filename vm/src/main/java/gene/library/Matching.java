// One regexp at work on one text. Matches come from left to right, without overlap; positions count code points.
package gene.library;

import gene.data.Raise;
import gene.data.Regex;
import gene.data.Special;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

final class Matching {
  private final Regex regex;
  private final String text;
  private final BoundedText guarded;
  private final Matcher matcher;

  /** @throws Raise `ParseException` when the pattern is not valid */
  Matching(Regex regex, String text) {
    this.regex = regex;
    this.text = text;
    this.guarded = new BoundedText(text);
    this.matcher = regex.compiled().matcher(guarded);
  }

  /** @throws Raise `ParseException` when the pattern is not valid */
  static void check(Regex regex) {
    regex.compiled();
  }

  /** Goes to the next match. */
  boolean find() {
    boolean found = guard(matcher::find);
    // Java would also match the second half of a character that has two units.
    while (found && isInsideCharacter(matcher.start())) {
      int next = matcher.start() + 1;
      found = guard(() -> matcher.find(next));
    }
    return found;
  }

  private boolean findFrom(int offset) {
    boolean found = guard(() -> matcher.find(offset));
    return found && isInsideCharacter(matcher.start()) ? findFrom(matcher.start() + 1) : found;
  }

  private boolean isInsideCharacter(int offset) {
    return offset > 0 && offset < text.length() && Character.isLowSurrogate(text.charAt(offset))
        && Character.isHighSurrogate(text.charAt(offset - 1));
  }

  private interface Step {
    boolean run();
  }

  private boolean guard(Step step) {
    guarded.begin();
    try {
      return step.run();
    } catch (BoundedText.Exhausted exhausted) {
      throw Raise.runtime("Regexp " + regex.display() + " takes too many steps on this text")
          .withHint("nested repetitions such as (a+)+ try every division of the text; make the inner one possessive: (a++)+");
    } catch (StackOverflowError tooDeep) {
      // Java's matcher recurses for each repetition of a group; the stack is whole again here.
      throw Raise.runtime("Regexp " + regex.display() + " nests too deeply on this text")
          .withHint("a repeated group such as (a|b)* goes one level deeper each time; use a class such as [ab]*, or make it possessive: (a|b)*+");
    }
  }

  Object matchOrNil() {
    return find() ? match() : Special.NIL;
  }

  Object textOrNil() {
    return find() ? whole() : Special.NIL;
  }

  List<String> texts() {
    var texts = new ArrayList<String>();
    while (find()) {
      texts.add(whole());
    }
    return texts;
  }

  /** The code point position of the first match at or after `start` (negative: from the end), or -1. */
  long index(long start) {
    int length = CodePoints.length(text);
    long from = start < 0 ? Math.max(0, start + length) : start;
    return from <= length && findFrom(CodePoints.offset(text, (int) from)) ? CodePoints.index(text, matcher.start()) : -1;
  }

  /** The last code point position at or before `limit` (negative: from the end) where a match starts, or -1. */
  long lastIndex(long limit) {
    int length = CodePoints.length(text);
    long last = limit < 0 ? limit + length : Math.min(limit, length);
    if (last < 0) {
      return -1;
    }
    int end = CodePoints.offset(text, (int) last);
    int found = -1;
    // Overlapping matches count here: the last one may begin inside another.
    for (int from = 0; from <= end && findFrom(from) && matcher.start() <= end; from = found + 1) {
      found = matcher.start();
    }
    return found < 0 ? -1 : CodePoints.index(text, found);
  }

  /** An empty match splits between two characters only: not at the ends, nor where a match has just split. */
  List<String> split(long limit) {
    var pieces = new ArrayList<String>();
    int from = 0;
    while (pieces.size() + 1 < limit && find()) {
      boolean empty = matcher.end() == matcher.start();
      if (empty && (matcher.start() == from || matcher.start() == text.length())) {
        continue;
      }
      pieces.add(text.substring(from, matcher.start()));
      from = matcher.end();
    }
    pieces.add(text.substring(from));
    return pieces;
  }

  String replace(RegexTemplate template, boolean all) {
    var replaced = new StringBuilder();
    int from = 0;
    while (find()) {
      replaced.append(text, from, matcher.start());
      template.write(replaced, this::group, name -> group(regex.groups().getOrDefault(name, Integer.MAX_VALUE)));
      from = matcher.end();
      if (!all) {
        break;
      }
    }
    return replaced.append(text, from, text.length()).toString();
  }

  private String whole() {
    return text.substring(matcher.start(), matcher.end());
  }

  /** Empty for a group that is absent or took no part. */
  private String group(int number) {
    return number > matcher.groupCount() || matcher.start(number) < 0 ? "" : text.substring(matcher.start(number), matcher.end(number));
  }

  private RegexMatch match() {
    var captures = new ArrayList<String>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      captures.add(group(i));
    }
    Map<String, String> named = new LinkedHashMap<>();
    regex.groups().forEach((name, number) -> named.put(name, group(number)));
    return new RegexMatch(text, matcher.start(), matcher.end(), captures, named);
  }
}
