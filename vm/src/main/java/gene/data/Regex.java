// A regular expression as written: pattern, optional replacement, flags. Compiled when it is first used.
package gene.data;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The language calls two regular expressions equal only when they are the same object ({@link Equality} sees to that);
 * {@code equals} compares what is written, for those who compare syntax.
 */
public final class Regex implements Opaque {
  private final String pattern;
  private final String replacement;
  private final boolean ignoreCase;
  private final boolean multiLine;
  // Made at most once too often when two threads meet here.
  private volatile PatternTranslation compiled;

  /** @param replacement null when there is none */
  public Regex(String pattern, String replacement, boolean ignoreCase, boolean multiLine) {
    this.pattern = pattern;
    this.replacement = replacement;
    this.ignoreCase = ignoreCase;
    this.multiLine = multiLine;
  }

  public String pattern() {
    return pattern;
  }

  public Optional<String> replacement() {
    return Optional.ofNullable(replacement);
  }

  public boolean ignoreCase() {
    return ignoreCase;
  }

  /** Whether `.` also matches a line end. */
  public boolean multiLine() {
    return multiLine;
  }

  /** Raises ParseException, naming the fault, when the pattern is not valid. */
  public Pattern compiled() {
    return translation().pattern();
  }

  /** The numbers of the named groups, in order of writing. Use these: the compiled pattern has other names. */
  public Map<String, Integer> groups() {
    return translation().groups();
  }

  /** A regexp of its own that shares the compiled pattern: what evaluating a literal gives. Raises ParseException like {@link #compiled}. */
  public Regex evaluated() {
    var own = new Regex(pattern, replacement, ignoreCase, multiLine);
    own.compiled = translation();
    return own;
  }

  private PatternTranslation translation() {
    PatternTranslation found = compiled;
    if (found == null) {
      compiled = found = PatternTranslation.of(this);
    }
    return found;
  }

  @Override
  public String typeofName() {
    return "VkRegex";
  }

  @Override
  public String className() {
    return "Regexp";
  }

  @Override
  public String display() {
    var out = new StringBuilder("#/");
    write(pattern, out);
    if (replacement != null) {
      write(replacement, out);
    }
    return out.append(ignoreCase ? "i" : "").append(multiLine ? "m" : "").toString();
  }

  private static void write(String part, StringBuilder out) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '/' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('/');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Regex r && pattern.equals(r.pattern) && Objects.equals(replacement, r.replacement)
        && ignoreCase == r.ignoreCase && multiLine == r.multiLine;
  }

  @Override
  public int hashCode() {
    return Objects.hash(pattern, replacement, ignoreCase, multiLine);
  }

  @Override
  public String toString() {
    return display();
  }
}
