// A call as one short line of its source text.
package gene.debug;

import gene.bytecode.Code;

final class CallText {
  private static final int LONGEST = 40;

  private CallText() {}

  static String of(Code code, int pc) {
    String text = code.source().text().substring(code.spanStart(pc), code.spanEnd(pc)).replaceAll("\\s+", " ");
    int end = Math.min(text.length(), LONGEST);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return end < text.length() ? text.substring(0, end) + "…" : text;
  }
}
