// The one place where offsets become the protocol's positions, and back: lines from 0, characters in the negotiated unit.
package gene.server;

import gene.source.Source;
import gene.source.Span;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

record Positions(Source source, PositionEncoding encoding) {
  /** Positions outside the text are taken to be at the nearest end: of the line, or of the text. */
  int offset(Position p) {
    if (p.getLine() < 0) {
      return 0;
    } else if (p.getLine() >= source.lineCount()) {
      return source.length();
    }
    int at = source.lineStart(p.getLine() + 1);
    int end = source.lineEnd(p.getLine() + 1);
    if (encoding == PositionEncoding.UTF16) {
      return (int) Math.max(at, Math.min(end, (long) at + p.getCharacter()));
    }
    int units = 0;
    while (at < end) {
      int c = source.text().codePointAt(at);
      units += encoding.units(c);
      if (units > p.getCharacter()) {
        return at;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  Position position(int offset) {
    int line = source.line(offset);
    int start = source.lineStart(line);
    // An offset between the two characters of a line end belongs to the end of the line.
    int at = Math.max(start, Math.min(offset, source.lineEnd(line)));
    if (encoding == PositionEncoding.UTF16) {
      return new Position(line - 1, at - start);
    }
    int units = 0;
    for (int i = start; i < at; ) {
      int c = source.text().codePointAt(i);
      units += encoding.units(c);
      i += Character.charCount(c);
    }
    return new Position(line - 1, units);
  }

  Range range(Span span) {
    return new Range(position(span.start()), position(span.end()));
  }

  Span span(Range range) {
    Json.required(range, "range");
    int start = offset(range.getStart());
    return new Span(start, Math.max(start, offset(range.getEnd())));
  }
}
