// Regexp: its methods, and what `new Regexp` does.
package gene.library;

import gene.data.GeneArray;
import gene.data.Raise;
import gene.data.Regex;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;

final class RegexMethods implements NativeModule {
  private static final int NEW = 0, MATCH = 1, IS_MATCH = 2, FIND = 3, FIND_ALL = 4, SPLIT = 5, REPLACE = 6, REPLACE_ALL = 7;

  @Override
  public void declare(Declarations to) {
    to.builtinClass("", "Regexp", "Object", NEW, "A regular expression: `#/a+/i`, or `(new Regexp ^^i \"a+\")` with an optional replacement template.");
    for (String name : new String[] {"match", "process"}) {
      to.method("Regexp", name, MATCH, "[text: String] -> RegexpMatch", "The first match in the text, `nil` when there is none.");
    }
    to.method("Regexp", "match?", IS_MATCH, "[text: String] -> Bool", "Whether there is a match in the text.");
    to.method("Regexp", "find", FIND, "[text: String] -> String", "The first text that matches, `nil` when there is none.");
    for (String name : new String[] {"find_all", "scan"}) {
      to.method("Regexp", name, FIND_ALL, "[text: String] -> Array", "All texts that match, without overlap.");
    }
    to.method("Regexp", "split", SPLIT, "[text: String limit: Int = nil] -> Array", "The pieces between the matches, at most `limit` of them.");
    String template = " In the replacement `\\1` is the first group, `\\0` the whole match; it may be omitted when the regexp has one.";
    for (String name : new String[] {"replace", "sub"}) {
      to.method("Regexp", name, REPLACE, "[text: String replacement: String = nil] -> String", "The text with the first match replaced." + template);
    }
    for (String name : new String[] {"replace_all", "gsub"}) {
      to.method("Regexp", name, REPLACE_ALL, "[text: String replacement: String = nil] -> String", "The text with all matches replaced." + template);
    }
  }

  @Override
  public Object call(int id, Args a) {
    if (id == NEW) {
      return create(a);
    }
    Arguments.noKeywords(a);
    Arguments.atMost(a, id >= SPLIT ? 2 : 1);
    String expected = a.callee().qualifiedName() + " expects a Regexp and string";
    if (!(a.self() instanceof Regex self)) {
      throw Raise.argument(expected);
    }
    var matching = new Matching(self, a.string(0, expected));
    return switch (id) {
      case MATCH -> matching.matchOrNil();
      case IS_MATCH -> a.ret(matching.find());
      case FIND -> matching.textOrNil();
      case FIND_ALL -> GeneArray.of(matching.texts());
      case SPLIT -> split(matching, a);
      case REPLACE -> matching.replace(template(a, 1, self), false);
      case REPLACE_ALL -> matching.replace(template(a, 1, self), true);
      default -> throw new AssertionError(id);
    };
  }

  private static GeneArray split(Matching matching, Args a) {
    long limit = Arguments.integer(a, 1, Long.MAX_VALUE, "split limit must be an integer");
    if (limit < 1) {
      throw Raise.argument("split limit must be at least 1");
    }
    return GeneArray.of(matching.split(limit));
  }

  /** The argument, or the regexp's own replacement. */
  static RegexTemplate template(Args a, int index, Regex regex) {
    if (index < a.count()) {
      return RegexTemplate.parse(a.string(index, a.callee().qualifiedName() + " replacement must be a string"));
    } else if (regex.replacement().isPresent()) {
      return RegexTemplate.parse(regex.replacement().get());
    }
    throw Raise.argument("Replacement string is required");
  }

  /** `(new Regexp ^^i ^^m pattern [replacement])` */
  private static Regex create(Args a) {
    boolean ignoreCase = false;
    boolean dotAll = false;
    if (a.keywords() != null) {
      for (var flag : a.keywords().entries().entrySet()) {
        boolean on = Args.isTruthy(flag.getValue());
        switch (flag.getKey()) {
          case "i" -> ignoreCase = on;
          case "m" -> dotAll = on;
          default -> throw Raise.argument("Regexp.ctor unknown flag: " + flag.getKey());
        }
      }
    }
    String pattern = a.string(0, "Regexp.ctor expects a string pattern");
    String replacement = a.count() > 1 ? a.string(1, "Regexp.ctor replacement must be a string") : null;
    var regex = new Regex(pattern, replacement, ignoreCase, dotAll);
    Matching.check(regex);
    return regex;
  }
}
