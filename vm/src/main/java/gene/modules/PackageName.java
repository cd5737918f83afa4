// What a package may be called: segments of small letters and digits joined by slashes.
package gene.modules;

import gene.data.Raise;

public final class PackageName {
  private static final String RESERVED = "gene";

  private PackageName() {}

  /** Raises when the name is none. */
  public static void check(String name) {
    if (name.startsWith(RESERVED)) {
      throw Raise.general("Package name '" + name + "' uses a reserved namespace");
    }
    for (String segment : name.split("/", -1)) {
      if (segment.isEmpty()) {
        throw Raise.general("Package name '" + name + "' has an empty segment");
      }
      char first = segment.charAt(0);
      char last = segment.charAt(segment.length() - 1);
      if (first < 'a' || first > 'z') {
        throw Raise.general("Package segments must start with a lowercase letter: " + name);
      } else if (!isLetterOrDigit(last)) {
        throw Raise.general("Package segments must end with a letter or digit: " + name);
      } else if (!segment.chars().allMatch(c -> isLetterOrDigit((char) c) || c == '-' || c == '_' || c == '+' || c == '&')) {
        throw Raise.general("Package segments contain only a-z 0-9 - _ + &: " + name);
      }
    }
  }

  /** `dates` of `x/dates`. */
  public static String lastSegment(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static boolean isLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
  }
}
