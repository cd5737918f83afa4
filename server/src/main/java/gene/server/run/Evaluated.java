// How an evaluation ended.
package gene.server.run;

import gene.source.Source;
import gene.source.Span;
import java.util.List;

/**
 * @param value      as code; null unless the status is VALUE, and so is its type
 * @param message    one line; null with VALUE
 * @param report     the failure as `gene run` prints it; null without one
 * @param place      where it failed; null where that is unknown
 * @param exitStatus null unless the status is EXIT
 * @param truncated  whether value or output were cut
 */
public record Evaluated(Status status, String value, String type, String message, String report, Place place, Integer exitStatus,
    List<Output.Piece> output, boolean truncated, double milliseconds) {
  public enum Status { VALUE, EXCEPTION, ERROR, EXIT, TIMEOUT, MEMORY, CANCELLED }

  public record Place(Source source, Span span) {}

  public Evaluated {
    output = List.copyOf(output);
  }
}
