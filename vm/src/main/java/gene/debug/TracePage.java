// A part of a trace, and how much of it there is.
package gene.debug;

import java.util.List;

/** @param first the oldest row that is still kept @param next the number of the row that comes next @param running whether the trace is on */
public record TracePage(List<TraceRow> rows, long first, long next, boolean running) {
  public TracePage {
    rows = List.copyOf(rows);
  }
}
