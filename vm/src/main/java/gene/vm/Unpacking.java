// Destructuring: takes a value apart into slots; a mismatch raises before anything is bound.
package gene.vm;

import gene.bytecode.Site;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Kinds;
import gene.data.NanBox;
import gene.data.Raise;
import gene.data.Special;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class Unpacking {
  private final Vm vm;
  private final Members members;

  Unpacking(Vm vm, Members members) {
    this.vm = vm;
    this.members = members;
  }

  void unpack(Fiber f, Site.Unpack site) {
    Object v = f.peek(0);
    Object[] parts = site.byLookup() ? byLookup(v, site.parts()) : sequence(v, site.parts());
    f.drop(1);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == null) {
        f.set(f.base + site.first() + i, NanBox.ABSENT, null);
      } else {
        f.set(f.base + site.first() + i, parts[i]);
      }
    }
    f.pc++;
  }

  private Object[] byLookup(Object v, List<Site.Part> parts) {
    return parts.stream().map(p -> members.get(v, p.key())).toArray();
  }

  private Object[] sequence(Object v, List<Site.Part> parts) {
    boolean onlyProperties = parts.stream().allMatch(p -> p.kind() == Site.PartKind.PROPERTY || p.kind() == Site.PartKind.PROPERTY_REST);
    GeneArray items;
    Map<String, Object> props = Map.of();
    if (v instanceof GeneArray a) {
      items = a;
    } else if (v instanceof Gene g) {
      items = g.children();
      props = g.props().entries();
    } else if (v instanceof GeneMap m && onlyProperties && !parts.isEmpty()) {
      items = GeneArray.of();
      props = m.entries();
    } else if (v instanceof Instance i && onlyProperties && !parts.isEmpty()) {
      items = GeneArray.of();
      var fields = new LinkedHashMap<String, Object>();
      i.shape().names().forEach(n -> fields.put(n, i.get(n)));
      props = fields;
    } else {
      items = GeneArray.of(v);
      scalar(v, parts);
    }
    var bound = new Object[parts.size()];
    properties(props, parts, bound);
    positions(items, parts, bound);
    return bound;
  }

  /** A value without parts matches a pattern that needs exactly one; of those that need none it is not the one they could do without. */
  private static void scalar(Object v, List<Site.Part> parts) {
    boolean takesSome = parts.stream().anyMatch(p -> p.kind() == Site.PartKind.POSITIONAL || p.kind() == Site.PartKind.REST);
    if (takesSome && parts.stream().noneMatch(p -> p.kind() == Site.PartKind.POSITIONAL && !p.optional())) {
      throw Raise.argument("Destructuring pattern mismatch: expected an array, got " + Kinds.plainName(v));
    }
  }

  private static void properties(Map<String, Object> props, List<Site.Part> parts, Object[] bound) {
    var left = new LinkedHashMap<>(props);
    int rest = -1;
    for (int i = 0; i < bound.length; i++) {
      Site.Part p = parts.get(i);
      if (p.kind() == Site.PartKind.PROPERTY) {
        bound[i] = left.remove(p.key());
        if (bound[i] == null && !p.optional()) {
          throw Raise.argument("Destructuring pattern mismatch: Missing keyword argument: " + p.key());
        }
      } else if (p.kind() == Site.PartKind.PROPERTY_REST) {
        rest = i;
      }
    }
    if (rest >= 0) {
      bound[rest] = new GeneMap(left);
    } else if (!left.isEmpty()) {
      throw Raise.argument("Destructuring pattern mismatch: Unexpected keyword argument: " + left.keySet().iterator().next());
    }
  }

  private void positions(GeneArray items, List<Site.Part> parts, Object[] bound) {
    int required = 0;
    int positional = 0;
    boolean rest = false;
    for (Site.Part p : parts) {
      positional += p.kind() == Site.PartKind.POSITIONAL ? 1 : 0;
      required += p.kind() == Site.PartKind.POSITIONAL && !p.optional() ? 1 : 0;
      rest |= p.kind() == Site.PartKind.REST;
    }
    int count = items.size();
    if (count < required || count > positional && !rest) {
      throw Raise.argument("Destructuring pattern mismatch: Expected " + (count < required ? required : positional) + " arguments, got " + count);
    }
    int optional = count - required;
    int restCount = Math.max(0, count - positional);
    int at = 0;
    for (int i = 0; i < bound.length; i++) {
      Site.Part p = parts.get(i);
      if (p.kind() == Site.PartKind.REST) {
        bound[i] = items.slice(at, at + restCount);
        at += restCount;
        optional -= restCount;
      } else if (p.kind() == Site.PartKind.POSITIONAL && (!p.optional() || optional > 0)) {
        bound[i] = items.get(at++);
        optional -= p.optional() ? 1 : 0;
      }
    }
  }
}
