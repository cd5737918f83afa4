// Methods of String that look for something: a string, or a regexp.
package gene.library;

import gene.data.GeneArray;
import gene.data.Raise;
import gene.data.Regex;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import java.util.Collections;

final class StringSearchMethods implements NativeModule {
  private static final int SPLIT = 0, INDEX = 1, RINDEX = 2, STARTS_WITH = 3, ENDS_WITH = 4, CONTAIN = 5, CONTAINS = 6, MATCH = 7, IS_MATCH = 8,
      FIND = 9, FIND_ALL = 10, REPLACE = 11, REPLACE_ALL = 12;

  @Override
  public void declare(Declarations to) {
    to.method("String", "split", SPLIT, "[separator limit: Int = nil] -> Array", "The pieces between the matches of a string or regexp, at most `limit` of them.");
    to.method("String", "index", INDEX, "[pattern start: Int = 0] -> Int", "The first position, from `start` on, at which the string or regexp is found; else `-1`.");
    to.method("String", "rindex", RINDEX, "[pattern limit: Int = nil] -> Int", "The last position, up to `limit`, at which the string or regexp is found; else `-1`.");
    for (String name : new String[] {"starts_with", "start_with?"}) {
      to.method("String", name, STARTS_WITH, "[prefix: String] -> Bool", "Whether the text starts so.");
    }
    for (String name : new String[] {"ends_with", "end_with?"}) {
      to.method("String", name, ENDS_WITH, "[suffix: String] -> Bool", "Whether the text ends so.");
    }
    for (String name : new String[] {"contain", "include?"}) {
      to.method("String", name, CONTAIN, "[pattern] -> Bool", "Whether the string or regexp is found in the text.");
    }
    to.method("String", "contains", CONTAINS, "[part: String] -> Bool", "Whether the string is found in the text.");
    to.method("String", "match", MATCH, "[pattern: Regexp] -> RegexpMatch", "The first match of the regexp, `nil` when there is none.");
    to.method("String", "match?", IS_MATCH, "[pattern: Regexp] -> Bool", "Whether the regexp matches somewhere in the text.");
    to.method("String", "find", FIND, "[pattern] -> String", "The first text that matches, `nil` when there is none.");
    for (String name : new String[] {"find_all", "scan"}) {
      to.method("String", name, FIND_ALL, "[pattern] -> Array", "All texts that match, without overlap.");
    }
    for (String name : new String[] {"replace", "sub"}) {
      to.method("String", name, REPLACE, "[pattern replacement: String = nil] -> String",
          "The text with the first match replaced. For a regexp the replacement is a template: `\\1` is the first group.");
    }
    for (String name : new String[] {"replace_all", "gsub"}) {
      to.method("String", name, REPLACE_ALL, "[pattern replacement: String = nil] -> String",
          "The text with all matches replaced. For a regexp the replacement is a template: `\\1` is the first group.");
    }
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    Arguments.atMost(a, takesTwo(id) ? 2 : 1);
    String self = Arguments.self(a, String.class);
    return switch (id) {
      case SPLIT -> split(self, a);
      case INDEX -> a.ret(index(self, a));
      case RINDEX -> a.ret(lastIndex(self, a));
      case STARTS_WITH -> a.ret(self.startsWith(string(a, 0)));
      case ENDS_WITH -> a.ret(self.endsWith(string(a, 0)));
      case CONTAIN -> a.ret(pattern(a) instanceof Regex regex ? new Matching(regex, self).find() : self.contains(string(a, 0)));
      case CONTAINS -> a.ret(self.contains(string(a, 0)));
      case MATCH -> new Matching(regex(a), self).matchOrNil();
      case IS_MATCH -> a.ret(new Matching(regex(a), self).find());
      case FIND -> find(self, a);
      case FIND_ALL -> findAll(self, a);
      case REPLACE -> replace(self, a, false);
      case REPLACE_ALL -> replace(self, a, true);
      default -> throw new AssertionError(id);
    };
  }

  private static boolean takesTwo(int id) {
    return id == SPLIT || id == INDEX || id == RINDEX || id == REPLACE || id == REPLACE_ALL;
  }

  private static String string(Args a, int index) {
    return a.string(index, a.callee().qualifiedName() + " requires a string");
  }

  /** A String or a Regex. */
  private static Object pattern(Args a) {
    Object pattern = a.get(0, null);
    if (pattern instanceof String || pattern instanceof Regex) {
      return pattern;
    }
    throw Raise.argument(a.callee().qualifiedName() + " requires a string or Regexp");
  }

  private static Regex regex(Args a) {
    if (a.get(0, null) instanceof Regex regex) {
      return regex;
    }
    throw Raise.argument(a.callee().qualifiedName() + " requires a Regexp");
  }

  private static Object split(String self, Args a) {
    Object separator = a.get(0, null);
    long limit = Arguments.integer(a, 1, Long.MAX_VALUE, "split limit must be an integer");
    if (limit < 1) {
      throw Raise.argument("split limit must be at least 1");
    }
    if (separator instanceof Regex regex) {
      return GeneArray.of(new Matching(regex, self).split(limit));
    } else if (separator instanceof String s) {
      return GeneArray.of(Text.split(self, s, limit));
    }
    throw Raise.argument("split separator must be a string or Regexp");
  }

  private static long index(String self, Args a) {
    Object pattern = pattern(a);
    long start = Arguments.integer(a, 1, 0, "index start must be an integer");
    return pattern instanceof Regex regex ? new Matching(regex, self).index(start) : Text.index(self, (String) pattern, start);
  }

  private static long lastIndex(String self, Args a) {
    Object pattern = pattern(a);
    long limit = Arguments.integer(a, 1, Integer.MAX_VALUE, "rindex limit must be an integer");
    return pattern instanceof Regex regex ? new Matching(regex, self).lastIndex(limit) : Text.lastIndex(self, (String) pattern, limit);
  }

  private static String nonEmpty(Object pattern, Args a) {
    String text = (String) pattern;
    if (text.isEmpty()) {
      throw Raise.argument(a.callee().qualifiedName() + " pattern cannot be empty");
    }
    return text;
  }

  private static Object find(String self, Args a) {
    Object pattern = pattern(a);
    if (pattern instanceof Regex regex) {
      return new Matching(regex, self).textOrNil();
    }
    String text = nonEmpty(pattern, a);
    return self.contains(text) ? text : Special.NIL;
  }

  private static GeneArray findAll(String self, Args a) {
    Object pattern = pattern(a);
    if (pattern instanceof Regex regex) {
      return GeneArray.of(new Matching(regex, self).texts());
    }
    String text = nonEmpty(pattern, a);
    int pieces = Text.split(self, text, Long.MAX_VALUE).size();
    return GeneArray.of(Collections.nCopies(pieces - 1, text));
  }

  private static String replace(String self, Args a, boolean all) {
    if (pattern(a) instanceof Regex regex) {
      return new Matching(regex, self).replace(RegexMethods.template(a, 1, regex), all);
    }
    String text = string(a, 0);
    String replacement = a.string(1, a.callee().qualifiedName() + " requires a replacement string");
    return all ? Text.replaceAll(self, text, replacement) : Text.replaceFirst(self, text, replacement);
  }
}
