// Named members in definition order, with the namespace around it. Changed through Store only.
package gene.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public final class Namespace {
  private final String name;
  private final Namespace parent;
  private final Epoch epoch;
  final LinkedHashMap<String, Cell> members = new LinkedHashMap<>();
  final List<Object> missingHandlers = new ArrayList<>(0);

  /** @param parent null for the global namespace only */
  public Namespace(String name, Namespace parent, Epoch epoch) {
    this.name = name;
    this.parent = parent;
    this.epoch = epoch;
  }

  public String name() {
    return name;
  }

  public Namespace parent() {
    return parent;
  }

  Epoch epoch() {
    return epoch;
  }

  /** The own member's cell; null when there is none. */
  public Cell cell(String name) {
    return members.get(name);
  }

  /** The boxed own member; Java's null when there is none. */
  public Object get(String name) {
    Cell cell = members.get(name);
    return cell == null || cell.isAbsent() ? null : cell.value();
  }

  /** The cell that a bare name denotes here: the own member, or the nearest outer one's; null when there is none. */
  public Cell lookup(String name) {
    for (Namespace n = this; n != null; n = n.parent) {
      Cell cell = n.members.get(name);
      if (cell != null && !cell.isAbsent()) {
        return cell;
      }
    }
    return null;
  }

  public Map<String, Cell> members() {
    return Collections.unmodifiableMap(members);
  }

  public List<Object> missingHandlers() {
    return Collections.unmodifiableList(missingHandlers);
  }

  @Override
  public String toString() {
    return name;
  }
}
