// The one structure of the language: a type, ordered properties, children. Changed through Store only.
package gene.data;

import gene.source.Origin;
import java.util.List;
import java.util.Map;

public final class Gene extends Container {
  Object type;
  final GeneMap props;
  final GeneArray children;
  private final Origin origin;

  public Gene(Object type, GeneMap props, GeneArray children, Origin origin) {
    this.type = type;
    this.props = props;
    this.children = children;
    this.origin = origin;
  }

  public static Gene of(Object type, Map<String, ?> props, List<?> children) {
    return new Gene(type, new GeneMap(props), GeneArray.of(children), null);
  }

  public Object type() {
    return type;
  }

  /** A view: written through Store's methods for Gene values, never as a map of its own. */
  public GeneMap props() {
    return props;
  }

  public GeneArray children() {
    return children;
  }

  /** Where the expression was read; null for a value that a program made. */
  public Origin origin() {
    return origin;
  }

  @Override
  public String kindName() {
    return "gene";
  }
}
