// A breakpoint at a line, or at a column of it: it moves to the next place with code.
package gene.debug;

import gene.bytecode.Code;
import java.util.List;

final class LineBreakpoint extends CodeBreakpoint {
  private final String sourceId;
  private BreakpointRequest request;
  /** Where it was bound, when the text there was edited away; it stands there again if that is undone. */
  private List<LoadedCode.Position> home = List.of();
  private boolean gone;
  private int line;
  private int column;
  private boolean loaded;

  LineBreakpoint(int id, String sourceId, BreakpointRequest request) {
    super(id, request.conditions());
    this.sourceId = sourceId;
    this.request = request;
    this.line = request.line();
    this.column = request.column();
  }

  @Override
  List<LoadedCode.Position> find(LoadedCode codes) {
    loaded = codes.isLoaded(sourceId);
    gone = !home.isEmpty() && home.stream().allMatch(p -> isDeleted(codes, p));
    if (gone) {
      line = request.line();
      column = 0;
      return List.of();
    }
    line = request.line();
    column = request.column();
    if (!loaded) {
      return List.of();
    }
    var places = new CodePlaces(codes, sourceId);
    int at = places.lineWithCode(line);
    if (at == 0) {
      return List.of();
    }
    if (column == 0 || at != line) {
      line = at;
      column = 0;
      return places.onLine(at);
    }
    CodePlaces.Place place = places.atColumn(line, column);
    column = place.column();
    return place.positions();
  }

  /** It stays with the code where it stood, and with its line while none stands there. */
  @Override
  void edited(String id, LoadedCode codes, String before, String after) {
    if (!id.equals(sourceId)) {
      return;
    }
    if (!positions.isEmpty()) {
      home = List.copyOf(positions);
    }
    LoadedCode.Position here = home.stream().filter(p -> !isDeleted(codes, p)).findFirst().orElse(null);
    if (here == null) {
      request = new BreakpointRequest(EditedTexts.moved(before, after, request.line()), 0, request.conditions());
      return;
    }
    int offset = start(here);
    request = new BreakpointRequest(codes.texts.line(here.code().source(), offset),
        request.column() == 0 ? 0 : codes.texts.column(here.code().source(), offset), request.conditions());
  }

  private static boolean isDeleted(LoadedCode codes, LoadedCode.Position p) {
    return codes.texts.isDeleted(p.code().source(), start(p));
  }

  /** Where the statement begins at which the program stops there, or the form. */
  private static int start(LoadedCode.Position p) {
    for (Code.Statement s : p.code().statementSpans()) {
      if (s.pc() == p.pc()) {
        return s.start();
      }
    }
    return p.code().spanStart(p.pc());
  }

  @Override
  boolean concerns(String id) {
    return id.equals(sourceId);
  }

  @Override
  String absence() {
    return gone ? "What stood here was edited, and is not what runs" : loaded ? "There is no code at or below this line" : "The file is not loaded yet";
  }

  @Override
  Breakpoint state() {
    return new Breakpoint(id, sourceId, isVerified(), line, column, message());
  }
}
