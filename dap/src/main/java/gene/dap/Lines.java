// Positions as the client counts them: lines and columns from 0 or 1, columns in UTF-16 units.
package gene.dap;

import gene.debug.EditedTexts;
import gene.source.Source;

final class Lines {
  private int firstLine = 1;
  private int firstColumn = 1;
  private final EditedTexts texts;

  /** @param texts in which places of the running code are to be named */
  Lines(EditedTexts texts) {
    this.texts = texts;
  }

  void countFrom(int line, int column) {
    firstLine = line;
    firstColumn = column;
  }

  /** Of a 1-based line. */
  int toClient(int line) {
    return line - 1 + firstLine;
  }

  int fromClient(int line) {
    return line - firstLine + 1;
  }

  int line(Source source, int offset) {
    return toClient(texts.line(source, offset));
  }

  int column(Source source, int offset) {
    return columnToClient(texts.column(source, offset));
  }

  /** Of a 1-based column. */
  int columnToClient(int column) {
    return column - 1 + firstColumn;
  }

  int columnFromClient(int column) {
    return column - firstColumn + 1;
  }
}
