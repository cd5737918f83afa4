// The one structure of the language: a type, ordered properties, children. Changed through Store only.
package gene.data;

import gene.source.Origin;
import java.util.List;
import java.util.Map;

public final class Gene extends Container {
  Object type;
  // Either may belong to the datum that this one is a copy of, or be missing: then it is copied or made when somebody asks for it.
  private GeneMap props;
  private GeneArray children;
  private boolean ownProps = true;
  private boolean ownChildren = true;
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

  /**
   * A value whose properties, children or both are those of a datum that never changes: they are copied when somebody asks for them.
   *
   * @param props null for none
   */
  public static Gene sharing(Object type, GeneMap props, boolean sharedProps, GeneArray children, boolean sharedChildren, Origin origin) {
    var made = new Gene(type, props, children, origin);
    made.ownProps = props != null && !sharedProps;
    made.ownChildren = !sharedChildren;
    return made;
  }

  public Object type() {
    return type;
  }

  /** A view: written through Store's methods for Gene values, never as a map of its own. */
  public GeneMap props() {
    if (!ownProps) {
      props = props == null ? new GeneMap() : (GeneMap) DataCopy.of(props);
      ownProps = true;
      Store.closeLike(this, props);
    }
    return props;
  }

  public GeneArray children() {
    if (!ownChildren) {
      children = (GeneArray) DataCopy.of(children);
      ownChildren = true;
      Store.closeLike(this, children);
    }
    return children;
  }

  /** Its own parts are as sealed and frozen as the value is. */
  void closeParts() {
    if (ownProps) {
      Store.closeLike(this, props);
    }
    if (ownChildren) {
      Store.closeLike(this, children);
    }
  }

  /** To look at only: what the program gets to see of them must not come from here. */
  GeneMap shownProps() {
    return props == null ? new GeneMap() : props;
  }

  /** The same. */
  GeneArray shownChildren() {
    return children;
  }

  /** Whether its properties still are those of another datum. */
  boolean sharesProps() {
    return !ownProps && props != null;
  }

  boolean sharesChildren() {
    return !ownChildren;
  }

  /** Whether both are copies of one datum into which nobody has looked since. */
  boolean isSameCopy(Gene other) {
    return !ownChildren && !other.ownChildren && children == other.children && !ownProps && !other.ownProps && props == other.props;
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
