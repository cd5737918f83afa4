// Methods that read one part of a regexp match, date, date-time or time; each is the name of the part.
package gene.library;

import gene.data.DateTimeValue;
import gene.data.DateValue;
import gene.data.Raise;
import gene.data.Special;
import gene.data.TimeValue;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;

final class PartMethods implements NativeModule {
  private static final int MATCH_PART = 0, YEAR = 1, MONTH = 2, DAY = 3, HOUR = 4, MINUTE = 5, SECOND = 6, MICROSECOND = 7, OFFSET = 8,
      TIMEZONE = 9, TO_I = 10;

  @Override
  public void declare(Declarations to) {
    to.builtinClass("", "RegexpMatch", "Object", -1, "What a regexp found in a text.");
    to.method("RegexpMatch", "value", MATCH_PART, "[] -> String", "The text that matched.");
    to.method("RegexpMatch", "captures", MATCH_PART, "[] -> Array", "The texts of the groups, `\"\"` for one that took no part.");
    to.method("RegexpMatch", "named_captures", MATCH_PART, "[] -> Map", "The texts of the named groups.");
    to.method("RegexpMatch", "start", MATCH_PART, "[] -> Int", "The position of the match's first character.");
    to.method("RegexpMatch", "end", MATCH_PART, "[] -> Int", "The position behind the match's last character.");
    to.method("RegexpMatch", "pre_match", MATCH_PART, "[] -> String", "The text before the match.");
    to.method("RegexpMatch", "post_match", MATCH_PART, "[] -> String", "The text behind the match.");
    for (String kind : new String[] {"Date", "DateTime"}) {
      to.method(kind, "year", YEAR, "[] -> Int", "The year.");
      to.method(kind, "month", MONTH, "[] -> Int", "The month, from 1.");
      to.method(kind, "day", DAY, "[] -> Int", "The day of the month, from 1.");
    }
    for (String kind : new String[] {"DateTime", "Time"}) {
      to.method(kind, "hour", HOUR, "[] -> Int", "The hour, from 0 to 23.");
      to.method(kind, "minute", MINUTE, "[] -> Int", "The minute.");
      to.method(kind, "second", SECOND, "[] -> Int", "The second.");
      to.method(kind, "microsecond", MICROSECOND, "[] -> Int", "The fraction of the second, in microseconds.");
      to.method(kind, "offset", OFFSET, "[] -> Int", "Minutes east of UTC; `nil` without zone.");
      to.method(kind, "timezone", TIMEZONE, "[] -> String", "The name of the zone, `UTC` for `Z`; else `nil`.");
    }
    to.method("DateTime", "to_i", TO_I, "[] -> Int", "Milliseconds since 1970, with the fields as written read as UTC.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    Object self = a.self();
    if (id == MATCH_PART) {
      return Arguments.self(a, RegexMatch.class).member(a.callee().name());
    } else if (self instanceof DateTimeValue moment) {
      return id == TO_I ? a.ret(moment.milliseconds()) : id <= DAY ? datePart(id, moment.date(), a) : timePart(id, moment.time(), a);
    } else if (self instanceof DateValue date) {
      return datePart(id, date, a);
    } else if (self instanceof TimeValue time) {
      return timePart(id, time, a);
    }
    throw Raise.type(a.callee().qualifiedName() + " cannot be called on this value");
  }

  private static Object datePart(int id, DateValue date, Args a) {
    return a.ret((long) (id == YEAR ? date.year() : id == MONTH ? date.month() : date.day()));
  }

  private static Object timePart(int id, TimeValue time, Args a) {
    return switch (id) {
      case HOUR -> a.ret((long) time.hour());
      case MINUTE -> a.ret((long) time.minute());
      case SECOND -> a.ret((long) time.second());
      case MICROSECOND -> a.ret((long) time.microsecond());
      case OFFSET -> time.hasOffset() ? a.ret((long) time.offset()) : Special.NIL;
      case TIMEZONE -> time.timezone().<Object>map(name -> name).orElse(Special.NIL);
      default -> throw new AssertionError(id);
    };
  }
}
