// The tokens of one top-level form as the protocol has them: numbers that stay the same wherever the form stands.
package gene.server;

import gene.server.feature.TokenRun;
import gene.source.Source;

/**
 * Only the place of the first token, relative to the last one before it, is not in here.
 *
 * @param tokens    what it was made of
 * @param count     of tokens
 * @param lines     from the first token to the last
 * @param character of the last token; from the first one where both are on one line
 * @param text      all numbers but the first two, each behind a comma
 */
record TokenPiece(int[] tokens, int count, int lines, int character, String text) {
  static TokenPiece of(TokenRun run, Source source, PositionEncoding encoding) {
    var text = new StringBuilder(run.size() * 12);
    int first = source.line(run.start(0));
    int line = first;
    int lastLine = first;
    int lastStart = run.start(0);
    int character = 0;
    for (int i = 0; i < run.size(); i++) {
      int start = run.start(i);
      while (line < source.lineCount() && source.lineStart(line + 1) <= start) {
        line++;
      }
      int moved = units(source, encoding, line == lastLine ? lastStart : source.lineStart(line), start);
      character = line == lastLine ? character + moved : moved;
      if (i > 0) {
        text.append(',').append(line - lastLine).append(',').append(moved);
      }
      text.append(',').append(units(source, encoding, start, start + run.length(i))).append(',').append(run.type(i)).append(',').append(run.modifiers(i));
      lastLine = line;
      lastStart = start;
    }
    return new TokenPiece(run.tokens(), run.size(), line - first, character, text.toString());
  }

  static int units(Source source, PositionEncoding encoding, int from, int to) {
    if (encoding == PositionEncoding.UTF16) {
      return to - from;
    }
    int units = 0;
    for (int i = from; i < to; ) {
      int c = source.text().codePointAt(i);
      units += encoding.units(c);
      i += Character.charCount(c);
    }
    return units;
  }

  boolean isSame(TokenPiece other) {
    return this == other || tokens == other.tokens || count == other.count && text.equals(other.text);
  }

  /** Writes the numbers of the text into an array. */
  void numbers(int[] into, int from) {
    int at = from - 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',') {
        into[++at] = 0;
      } else {
        into[at] = into[at] * 10 + c - '0';
      }
    }
  }
}
