// A `($dep NAME VERSION …)`: what a package needs and where it comes from.
package gene.modules;

import gene.data.Gene;
import gene.data.Kinds;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Symbol;
import java.util.ArrayList;
import java.util.List;

/** @param version a label, `*` when there is none; all others are null when they are not given */
public record Dependency(String name, String version, String path, String subdir, String git, String commit, String tag, String branch) {
  /** Raises when the declaration is malformed; a name of one segment is allowed here. */
  public static Dependency parse(Object datum) {
    if (!(datum instanceof Gene g) || !(g.type() instanceof Symbol head) || !head.name().equals("$dep")) {
      throw Raise.general("A dependency is written ($dep \"parent/child\" \"version\" ^path \"folder\")");
    }
    String name = g.children().size() == 0 ? null : text(g.children().get(0));
    if (name == null) {
      throw Raise.general("$dep requires a package name");
    }
    String version = g.children().size() < 2 ? "*" : text(g.children().get(1));
    if (version == null) {
      throw Raise.general("Dependency " + name + ": the version must be a string");
    }
    PackageName.check(name);
    var d = new Dependency(name, version, property(g, name, "path"), property(g, name, "subdir"), property(g, name, "git"),
        property(g, name, "commit"), property(g, name, "tag"), property(g, name, "branch"));
    d.checkSource();
    return d;
  }

  /** As `gene deps` stores it: the name must say where the folder of the package goes. */
  public Dependency checkedName() {
    if (name.split("/").length != 2) {
      throw Raise.general("Package name must be <parent>/<pkg>: " + name);
    }
    return this;
  }

  private void checkSource() {
    List<String> revisions = new ArrayList<>();
    for (String r : new String[] {commit, tag, branch}) {
      if (r != null) {
        revisions.add(r);
      }
    }
    if (git != null && subdir != null) {
      throw Raise.general("Dependency " + name + " cannot combine ^subdir with ^git");
    } else if (git == null && !revisions.isEmpty()) {
      throw Raise.general("Dependency " + name + " uses ^commit/^tag/^branch without ^git");
    } else if (revisions.size() > 1) {
      throw Raise.general("Dependency " + name + " can specify at most one of ^commit, ^tag, ^branch");
    } else if ((path == null ? 0 : 1) + (subdir == null ? 0 : 1) + (git == null ? 0 : 1) != 1) {
      throw Raise.general("Dependency " + name + " must define one source: ^path, ^subdir, or ^git");
    }
  }

  private static String property(Gene g, String name, String key) {
    Object value = g.props().get(key);
    if (value == null || value == Special.NIL) {
      return null;
    } else if (value instanceof String s && !s.isEmpty()) {
      return s;
    }
    throw Raise.general("Dependency " + name + " ^" + key + ": expected a string, got "
        + (value instanceof String ? "an empty one" : Kinds.plainName(value)));
  }

  private static String text(Object value) {
    return value instanceof String s ? s : value instanceof Symbol y ? y.name() : null;
  }
}
