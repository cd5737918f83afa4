// A signature as it stands in the table of built-ins: `[separator limit: Int = nil ^flag rest...] -> Array`.
package gene.analysis;

import java.util.ArrayList;
import java.util.List;

/** @param result empty when a call never gives one */
public record Signature(List<Parameter> parameters, String result) {
  public enum Kind { REQUIRED, OPTIONAL, REST, KEYWORD }

  /** @param type empty when any value will do */
  public record Parameter(String name, Kind kind, String type, String defaultText) {}

  public Signature {
    parameters = List.copyOf(parameters);
  }

  /** @throws IllegalArgumentException naming what cannot be read */
  public static Signature parse(String text) {
    int close = text.indexOf(']');
    if (!text.startsWith("[") || close < 0) {
      throw new IllegalArgumentException("no parameter list: " + text);
    }
    String rest = text.substring(close + 1).strip();
    if (!rest.isEmpty() && !rest.matches("-> [A-Z]\\w*")) {
      throw new IllegalArgumentException("no result type: " + rest);
    }
    return new Signature(parameters(text.substring(1, close).strip()), rest.isEmpty() ? "" : rest.substring(3));
  }

  private static List<Parameter> parameters(String text) {
    var parameters = new ArrayList<Parameter>();
    String[] words = text.isEmpty() ? new String[0] : text.split("\\s+");
    int at = 0;
    while (at < words.length) {
      String word = words[at++];
      boolean keyword = word.startsWith("^");
      boolean typed = word.endsWith(":");
      boolean rest = word.endsWith("...");
      String name = word.substring(keyword ? 1 : 0, word.length() - (typed ? 1 : rest ? 3 : 0));
      if (!name.matches("[a-z]\\w*")) {
        throw new IllegalArgumentException("no parameter: " + word);
      }
      String type = typed ? next(words, at++) : "";
      boolean optional = at < words.length && words[at].equals("=");
      String defaultText = optional ? next(words, at + 1) : "";
      at += optional ? 2 : 0;
      parameters.add(new Parameter(name, keyword ? Kind.KEYWORD : rest ? Kind.REST : optional ? Kind.OPTIONAL : Kind.REQUIRED, type, defaultText));
    }
    return parameters;
  }

  private static String next(String[] words, int at) {
    if (at >= words.length) {
      throw new IllegalArgumentException("something is missing at the end of the parameters");
    }
    return words[at];
  }
}
