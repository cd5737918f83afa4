// A breakpoint at a line, or at a column of it: it moves to the next place with code.
package gene.debug;

import java.util.List;

final class LineBreakpoint extends CodeBreakpoint {
  private final String sourceId;
  private final BreakpointRequest request;
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

  @Override
  boolean concerns(String id) {
    return id.equals(sourceId);
  }

  @Override
  String absence() {
    return loaded ? "There is no code at or below this line" : "The file is not loaded yet";
  }

  @Override
  Breakpoint state() {
    return new Breakpoint(id, sourceId, isVerified(), line, column, message());
  }
}
