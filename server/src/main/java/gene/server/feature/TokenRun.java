// The semantic tokens of one piece of a text, by places in that piece: they stay true when the piece moves.
package gene.server.feature;

import gene.source.Source;
import java.util.Arrays;

/**
 * @param start  where the piece begins
 * @param tokens three numbers for each token: where it starts in the piece, its length, its type and modifiers. They are never
 *               changed, and a piece that stays the same keeps the array
 */
public record TokenRun(int start, int[] tokens) {
  private static final int SIZE = 3;
  private static final int MODIFIER_SHIFT = 8;
  private static final int TYPE_MASK = (1 << MODIFIER_SHIFT) - 1;

  public int size() {
    return tokens.length / SIZE;
  }

  public int start(int token) {
    return start + tokens[token * SIZE];
  }

  public int length(int token) {
    return tokens[token * SIZE + 1];
  }

  /** The place of the type among all types. */
  public int type(int token) {
    return tokens[token * SIZE + 2] & TYPE_MASK;
  }

  public int modifiers(int token) {
    return tokens[token * SIZE + 2] >> MODIFIER_SHIFT;
  }

  /** Cuts tokens at the ends of lines, and what an earlier token has covered off later ones. */
  static final class Builder {
    private final Source source;
    private final int start;
    private int[] tokens;
    private int count;
    private int taken;
    private int line;

    /** @param expected how many tokens there will be, if none goes over the end of a line */
    Builder(Source source, int start, int expected) {
      this.tokens = new int[expected * SIZE];
      this.source = source;
      this.start = start;
      this.line = source.line(start);
    }

    /** In order of place. */
    void add(int tokenStart, int end, int type, int modifiers) {
      int from = Math.max(taken, tokenStart);
      while (line < source.lineCount() && source.lineStart(line + 1) <= from) {
        line++;
      }
      int at = line;
      while (from < end) {
        int until = Math.min(end, source.lineEnd(at));
        if (until > from) {
          put(from - start, until - from, type | modifiers << MODIFIER_SHIFT);
        }
        taken = Math.max(taken, until);
        if (at == source.lineCount()) {
          break;
        }
        from = Math.max(from, source.lineStart(++at));
      }
    }

    private void put(int from, int length, int kind) {
      if (count + SIZE > tokens.length) {
        tokens = Arrays.copyOf(tokens, tokens.length * 2 + SIZE);
      }
      tokens[count++] = from;
      tokens[count++] = length;
      tokens[count++] = kind;
    }

    int[] tokens() {
      return count == tokens.length ? tokens : Arrays.copyOf(tokens, count);
    }
  }
}
