// Brings the ways in which options may be written to one: `--name=value`, `-f=value`; and parts them from the operands.
package gene.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * <pre>
 *   --name value   --name:value   --name=value     --name=value
 *   -f value       -f:value       -fvalue          -f=value
 *   -ab                                            -a -b
 * </pre>
 * Options that are not known stay as they are, for the parser to report.
 */
final class OptionForms {
  /** What follows the name of an option. */
  enum Value { NONE, ATTACHED, REQUIRED }

  record Split(List<String> options, List<String> operands) {}

  private final Map<String, Value> known;
  private final boolean operandsAfterFirst;
  private final List<String> options = new ArrayList<>();
  private final List<String> operands = new ArrayList<>();

  private OptionForms(Map<String, Value> known, boolean operandsAfterFirst) {
    this.known = known;
    this.operandsAfterFirst = operandsAfterFirst;
  }

  /** @param known              names with their dashes
   *  @param operandsAfterFirst whether everything after the first operand is one too, as the arguments of a program are */
  static Split split(List<String> words, Map<String, Value> known, boolean operandsAfterFirst) {
    return new OptionForms(known, operandsAfterFirst).split(words);
  }

  private Split split(List<String> words) {
    int i = 0;
    while (i < words.size()) {
      String word = words.get(i++);
      if (word.equals("--")) {
        operands.addAll(words.subList(i, words.size()));
        break;
      } else if (word.length() < 2 || word.charAt(0) != '-') {
        operands.add(word);
        if (operandsAfterFirst) {
          operands.addAll(words.subList(i, words.size()));
          break;
        }
      } else {
        String next = i < words.size() ? words.get(i) : null;
        boolean took = word.startsWith("--") ? longOption(word, next) : shortOptions(word, next);
        i += took ? 1 : 0;
      }
    }
    return new Split(options, operands);
  }

  /** True when the next word was taken as the value. */
  private boolean longOption(String word, String next) {
    int end = 2;
    while (end < word.length() && word.charAt(end) != '=' && word.charAt(end) != ':') {
      end++;
    }
    String name = word.substring(0, end);
    String attached = end < word.length() ? word.substring(end + 1) : null;
    Value value = known.get(name);
    if (value == null) {
      options.add(word);
      return false;
    }
    return option(name, value, attached, next);
  }

  private boolean shortOptions(String word, String next) {
    for (int i = 1; i < word.length(); i++) {
      Value value = known.get("-" + word.charAt(i));
      if (value == null) {
        options.add(i == 1 ? word : "-" + word.charAt(i));
        return false;
      }
      String rest = word.substring(i + 1);
      boolean separated = rest.startsWith(":") || rest.startsWith("=");
      if (value != Value.NONE || separated) {
        String attached = rest.isEmpty() ? null : rest.substring(separated ? 1 : 0);
        return option("-" + word.charAt(i), value, attached, next);
      }
      options.add("-" + word.charAt(i));
    }
    return false;
  }

  private boolean option(String name, Value value, String attached, String next) {
    if (attached != null && value == Value.NONE) {
      throw new Refusal(name + " takes no value");
    } else if (attached != null || value != Value.REQUIRED) {
      options.add(attached == null ? name : name + "=" + attached);
      return false;
    } else if (next == null) {
      throw new Refusal(name + " requires a value");
    }
    options.add(name + "=" + next);
    return true;
  }
}
