// A variable, field, key or element that can be watched for writes.
package gene.debug;

import java.util.List;

/**
 * @param name   the variable or key by which code writes it
 * @param places where the value lies; a module's variable is a cell and a member
 */
public record DataPlace(String id, String description, String name, List<Place> places) {
  public DataPlace {
    places = List.copyOf(places);
  }
}
