// The inline cache of a typed place: what it accepted last as it was.
package gene.vm;

import gene.analysis.TypeExpr;
import gene.bytecode.Site;
import gene.data.Cell;
import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Namespace;

/** For types that are one name, of what stands in the namespaces: a variable, too, may hold a type, and later another one. */
final class TypeCache {
  /** Null where a value is never taken as it is. */
  final TypeExpr type;
  private final String name;
  /** A GeneClass, or the Java class of values whose type depends on nothing else; null when there is none. */
  Object kind;
  Namespace from;
  int epoch = -1;
  /** Where the type's name led, and what was there. */
  Cell cell;
  Object meaning;

  TypeCache(Site.Type site) {
    type = site.type() instanceof TypeExpr t ? t : null;
    String text = type instanceof TypeExpr.Named n ? n.name() : type instanceof TypeExpr.Applied a ? a.name() : "/";
    name = text.indexOf('/') < 0 ? text : null;
  }

  /** What tells whether a value conforms to a type, for all values that have the same; null when nothing does. */
  private static Object kindOf(Object v) {
    if (v instanceof Instance i) {
      return i.cls();
    }
    return v instanceof GeneArray || v instanceof GeneMap ? v.getClass() : null;
  }

  /** @param scope where the type's name is looked up */
  boolean accepts(Object v, Namespace scope, int now) {
    return kind != null && now == epoch && scope == from && cell.ref() == meaning && kind == kindOf(v);
  }

  void accepted(Object v, Namespace scope, int now) {
    kind = null;
    cell = name == null || scope == null ? null : scope.lookup(name);
    if (cell != null && cell.ref() != null && !(cell.ref() instanceof TypeValue)) {
      kind = kindOf(v);
      meaning = cell.ref();
      from = scope;
      epoch = now;
    }
  }
}
