// Type hierarchy: what a class extends and implements, what extends or implements it, and which methods override which.
package gene.server.feature;

import gene.syntax.Form;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class Hierarchy {
  private static final int MOST = 2_000;

  /** A class, object or interface. */
  public record Type(Document document, Symbol symbol) {}

  private Hierarchy() {}

  /** The class at the cursor, or the one around it. */
  public static Optional<Type> at(Snapshot snapshot, Document document, int offset) {
    Optional<Type> named = Names.at(snapshot, document, offset).flatMap(f -> f.entities().stream().filter(Entity.Member.class::isInstance)
        .map(Entity.Member.class::cast).filter(m -> m.symbol().isClassLike()).map(m -> new Type(m.document(), m.symbol())).findFirst());
    return named.or(() -> new Receiver(snapshot, document).enclosingClass(offset).map(s -> new Type(document, s)));
  }

  public static List<Type> supertypes(Snapshot snapshot, Type type) {
    var receiver = new Receiver(snapshot, type.document());
    return superNames(type.symbol()).stream().flatMap(n -> receiver.findClass(n).stream()).map(m -> new Type(m.document(), m.symbol())).toList();
  }

  /** Direct ones, in the whole workspace; the classes of `implement` too. */
  public static List<Type> subtypes(Snapshot snapshot, Type type) {
    var all = new ArrayList<Type>();
    String key = key(type);
    for (Document d : snapshot.mentioning(type.symbol().name())) {
      var classes = new ArrayList<Symbol>();
      collectClasses(d.symbols(), classes);
      for (Symbol s : classes) {
        var candidate = new Type(d, s);
        if (superNames(s).contains(type.symbol().name()) && supertypes(snapshot, candidate).stream().anyMatch(t -> key(t).equals(key))) {
          all.add(candidate);
        }
      }
    }
    return all;
  }

  private static String key(Type t) {
    return t.document().uri().key() + "#" + t.symbol().nameSpan().start();
  }

  private static void collectClasses(List<Symbol> symbols, List<Symbol> into) {
    for (Symbol s : symbols) {
      if (s.isClassLike()) {
        into.add(s);
      }
      collectClasses(s.children(), into);
    }
  }

  /** The superclass, and what stands after `implements`. */
  private static List<String> superNames(Symbol symbol) {
    Optional<DefinitionForm> d = DefinitionForm.of(symbol.form());
    if (d.isEmpty()) {
      return List.of();
    }
    var names = new ArrayList<String>();
    if (d.get().type() != null) {
      add(d.get().type(), names);
    }
    List<Form> body = d.get().body();
    if (!body.isEmpty() && DefinitionForm.isName(body.get(0), "implements")) {
      for (Form f : body.subList(1, body.size())) {
        if (f instanceof Form.Array list) {
          list.items().forEach(i -> add(i, names));
        } else if (f instanceof Form.Name || f instanceof Form.Path) {
          add(f, names);
        } else {
          break;
        }
      }
    }
    return names;
  }

  private static void add(Form f, List<String> into) {
    if (f instanceof Form.Name n) {
      into.add(n.text());
    } else if (f instanceof Form.Path p) {
      into.add(p.segments().get(p.segments().size() - 1).text());
    }
  }

  /** For a class its descendants; for a method or field the members of that name in descendants. */
  static List<Entity.Member> implementations(Snapshot snapshot, Entity.Member member) {
    var all = new ArrayList<Entity.Member>();
    if (member.symbol().isClassLike()) {
      descendants(snapshot, new Type(member.document(), member.symbol())).forEach(t -> all.add(new Entity.Member(t.document(), t.symbol(), "")));
    } else if (isInherited(member.symbol())) {
      Optional<Symbol> owner = new Receiver(snapshot, member.document()).enclosingClass(member.symbol().nameSpan().start());
      owner.ifPresent(o -> descendants(snapshot, new Type(member.document(), o)).forEach(t -> own(t, member.symbol()).ifPresent(all::add)));
    }
    return all;
  }

  private static boolean isInherited(Symbol s) {
    return s.kind() == Symbol.Kind.METHOD || s.kind() == Symbol.Kind.FIELD;
  }

  private static Optional<Entity.Member> own(Type type, Symbol like) {
    return type.symbol().children().stream().filter(c -> c.kind() == like.kind() && c.name().equals(like.name())).findFirst()
        .map(c -> new Entity.Member(type.document(), c, type.symbol().name()));
  }

  private static List<Type> descendants(Snapshot snapshot, Type root) {
    Map<String, Type> all = new LinkedHashMap<>();
    var next = new ArrayDeque<>(List.of(root));
    while (!next.isEmpty() && all.size() < MOST) {
      for (Type t : subtypes(snapshot, next.poll())) {
        if (all.putIfAbsent(key(t), t) == null) {
          next.add(t);
        }
      }
    }
    return List.copyOf(all.values());
  }

  /** A method with all that it overrides and that override it: what a rename has to keep together. */
  static List<Entity> family(Snapshot snapshot, Entity e) {
    if (!(e instanceof Entity.Member m) || !isInherited(m.symbol())) {
      return List.of(e);
    }
    Optional<Symbol> owner = new Receiver(snapshot, m.document()).enclosingClass(m.symbol().nameSpan().start());
    if (owner.isEmpty()) {
      return List.of(e);
    }
    Map<String, Entity> all = new LinkedHashMap<>();
    all.put(e.key(), e);
    var roots = new LinkedHashMap<String, Type>();
    var next = new ArrayDeque<>(List.of(new Type(m.document(), owner.get())));
    while (!next.isEmpty() && roots.size() < MOST) {
      Type t = next.poll();
      if (roots.putIfAbsent(key(t), t) == null) {
        supertypes(snapshot, t).stream().filter(s -> new Receiver(snapshot, s.document()).findMember(s.symbol().name(), m.symbol().name(), m.symbol().kind())
            .filter(Entity.Member.class::isInstance).isPresent()).forEach(next::add);
      }
    }
    for (Type root : roots.values()) {
      own(root, m.symbol()).ifPresent(o -> all.putIfAbsent(o.key(), o));
      descendants(snapshot, root).forEach(t -> own(t, m.symbol()).ifPresent(o -> all.putIfAbsent(o.key(), o)));
    }
    return List.copyOf(all.values());
  }
}
