// A wish to stop at exceptions.
package gene.debug;

import java.util.List;

/**
 * @param classes   names of classes, of which or of whose descendants the exception must be; empty for all
 * @param condition Gene in which `$ex` is the exception; empty for none
 */
public record ExceptionRequest(ExceptionFilter filter, List<String> classes, String condition) {
  public ExceptionRequest {
    classes = List.copyOf(classes);
  }
}
