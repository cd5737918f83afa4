// Tells the line editor where an input ends, and which word the cursor is in.
package gene.cli;

import gene.source.Source;
import gene.syntax.Reader;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

final class InputParser implements Parser {
  private static final String DELIMITERS = " \t\r\n()[]{}\"'`,;%^";

  /** The word before and behind the cursor; `words` has only this one, because nobody asks for the others. */
  private record Word(String line, int cursor, String word, int wordCursor) implements CompletingParsedLine {
    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor;
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && Reader.read(Source.of(Repl.NAME, line)).isIncomplete()) {
      throw new EOFError(-1, -1, "the input is not complete");
    }
    int start = cursor;
    while (start > 0 && DELIMITERS.indexOf(line.charAt(start - 1)) < 0) {
      start--;
    }
    int end = cursor;
    while (end < line.length() && DELIMITERS.indexOf(line.charAt(end)) < 0) {
      end++;
    }
    return new Word(line, cursor, line.substring(start, end), cursor - start);
  }
}
