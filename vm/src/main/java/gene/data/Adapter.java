// An object seen through an interface. Its class is hidden: one for each implementation, with the methods that are written there.
package gene.data;

/**
 * `_genevalue` (the object) and `_geneinternal` (the adapter's own state) are fields in slots, as those of any instance;
 * what the interface declares is forwarded, and nothing else is there.
 */
public final class Adapter extends Instance implements Coded, Opaque {
  public static final String VALUE = "_genevalue";
  public static final String STATE = "_geneinternal";

  private final Object wrapped;

  public Adapter(GeneClass implementation, Object wrapped) {
    super(implementation.rootShape().with(VALUE).with(STATE), wrapped, new Instance(root(implementation)));
    this.wrapped = wrapped;
  }

  /** The state is a plain object: a map would take a variable's value for a key (language reference 04, section 4). */
  private static GeneClass root(GeneClass cls) {
    GeneClass c = cls;
    while (c.parent() != null) {
      c = c.parent();
    }
    return c;
  }

  /** The boxed object; never an adapter itself unless an implementation is for adapters. */
  public Object wrapped() {
    return wrapped;
  }

  public Interface iface() {
    return cls().adapts();
  }

  @Override
  public String typeofName() {
    return "VkAdapter";
  }

  @Override
  public String className() {
    return "Adapter";
  }

  @Override
  public String display() {
    return "VkAdapter";
  }

  @Override
  public String code() {
    return "<Adapter:" + iface().name() + " …>";
  }
}
