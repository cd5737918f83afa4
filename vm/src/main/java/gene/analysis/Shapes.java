// The classes and enums that a file defines, and what its type expressions stand for.
package gene.analysis;

import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class Shapes {
  /** An alias may name itself. */
  private static final int MOST_ALIASES = 32;

  private record ClassEntry(Node.ClassDef definition, Tree.Top top) {}

  private record EnumEntry(Node.EnumDef definition, Tree.Top top, Scope scope) {}

  private final BuiltinTable builtins;
  private final Map<Binding, List<ClassEntry>> classes = new IdentityHashMap<>();
  private final Map<Binding, List<EnumEntry>> enums = new LinkedHashMap<>();
  private final Map<Binding, List<Node.InterfaceDef>> interfaces = new IdentityHashMap<>();
  private final Map<Node, ClassShape> classShapes = new IdentityHashMap<>();
  private final Map<Node, EnumShape> enumShapes = new IdentityHashMap<>();
  private final Map<FunctionInfo, ClassShape> byBody = new IdentityHashMap<>();
  private final Map<Node, Tree.Top> tops = new IdentityHashMap<>();
  private final Map<String, Type> builtinNames = new HashMap<>();
  /** Names that some scope of the file gives a meaning of its own. */
  private final Set<String> declared = new HashSet<>();
  private int aliases;

  Shapes(BuiltinTable builtins) {
    this.builtins = builtins;
    TypeForms.BUILT_IN.forEach(n -> builtinNames.put(n, builtin(n)));
  }

  /** A variable or member of this name exists. */
  void declare(String name) {
    if (builtinNames.containsKey(name)) {
      declared.add(name);
    }
  }

  void add(Node.ClassDef c, Tree.Top top) {
    tops.put(c, top);
    if (c.target().binding() != null) {
      classes.computeIfAbsent(c.target().binding(), b -> new ArrayList<>(1)).add(new ClassEntry(c, top));
    }
  }

  void add(Node.EnumDef e, Tree.Top top, Scope scope) {
    if (e.target().binding() != null) {
      enums.computeIfAbsent(e.target().binding(), b -> new ArrayList<>(1)).add(new EnumEntry(e, top, scope));
    }
  }

  void add(Node.InterfaceDef i) {
    if (i.target().binding() != null) {
      interfaces.computeIfAbsent(i.target().binding(), b -> new ArrayList<>(1)).add(i);
    }
  }

  /** Empty where the name may stand for several interfaces. */
  Optional<Node.InterfaceDef> findInterface(Binding b) {
    List<Node.InterfaceDef> found = interfaces.get(b);
    return found == null || found.size() > 1 || b.isAssigned() ? Optional.empty() : Optional.of(found.get(0));
  }

  /** Empty where the name may stand for several classes. */
  Optional<ClassShape> findClass(Binding b) {
    List<ClassEntry> found = classes.get(b);
    return found == null || found.size() > 1 || b.isAssigned() ? Optional.empty() : Optional.of(shape(found.get(0).definition()));
  }

  Optional<EnumShape> findEnum(Binding b) {
    List<EnumEntry> found = enums.get(b);
    return found == null || found.size() > 1 || b.isAssigned() ? Optional.empty() : Optional.of(shape(found.get(0)));
  }

  /** The enums of the file that have a variant of this name. */
  List<EnumShape> enumsWith(String variant) {
    var found = new ArrayList<EnumShape>();
    for (Binding b : enums.keySet()) {
      findEnum(b).filter(e -> e.find(variant).isPresent()).ifPresent(found::add);
    }
    return found;
  }

  /** The class whose body this is; null for another function. */
  ClassShape ofBody(FunctionInfo body) {
    return byBody.get(body);
  }

  ClassShape shape(Node.ClassDef c) {
    ClassShape known = classShapes.get(c);
    if (known != null) {
      return known;
    }
    Tree.Top top = tops.get(c);
    Form name = ((Form.Node) c.form()).children().get(0);
    var made = new ClassShape(c.name(), new Span(top.start() + name.start(), top.start() + name.end()));
    classShapes.put(c, made);
    byBody.put(c.body(), made);
    superclass(c, made);
    new ClassReader(this, made, c, top).read();
    return made;
  }

  private void superclass(Node.ClassDef c, ClassShape made) {
    if (c.superclass() instanceof Node.Local l) {
      made.parent = findClass(l.binding()).orElse(null);
      made.builtinParent = null;
    } else if (c.superclass() instanceof Node.Name n) {
      made.builtinParent = builtins.isClass(n.name()) ? n.name() : null;
    } else if (c.superclass() != null) {
      made.builtinParent = null;
    }
  }

  private EnumShape shape(EnumEntry e) {
    EnumShape known = enumShapes.get(e.definition());
    if (known != null) {
      return known;
    }
    Form name = ((Form.Node) e.definition().form()).children().get(0);
    var made = new EnumShape(e.definition().name(), e.definition().parameters(), new Span(e.top().start() + name.start(), e.top().start() + name.end()));
    enumShapes.put(e.definition(), made);
    for (Node.Variant v : e.definition().variants()) {
      made.add(new EnumShape.Variant(v.name(), v.fields(), v.types().stream().map(t -> resolve(t, e.scope())).toList()));
    }
    return made;
  }

  // Types

  /** @param at where the names of the expression are looked up */
  Type resolve(TypeExpr t, Scope at) {
    if (t == null || t.equals(TypeExpr.ANY)) {
      return Type.ANY;
    } else if (t instanceof TypeExpr.Named n) {
      return named(n.name(), at);
    } else if (t instanceof TypeExpr.Variable v) {
      return new Type.Variable(v.name());
    } else if (t instanceof TypeExpr.Union u) {
      var members = new ArrayList<Type>(u.members().size());
      for (TypeExpr m : u.members()) {
        members.add(resolve(m, at));
      }
      return Type.union(members);
    } else if (t instanceof TypeExpr.Applied a) {
      return applied(a, at);
    }
    var fn = (TypeExpr.Fn) t;
    var params = fn.params().stream().map(p -> new Type.Param(p.key(), p.rest(), true, resolve(p.type(), at))).toList();
    return new Type.Fn(params, resolve(fn.result(), at), fn.effects());
  }

  private Type applied(TypeExpr.Applied a, Scope at) {
    Type base = named(a.name(), at);
    List<Type> arguments = a.arguments().stream().map(x -> resolve(x, at)).toList();
    if (base instanceof Type.EnumValue e) {
      return new Type.EnumValue(e.shape(), arguments);
    }
    return base instanceof Type.Kind k ? new Type.Applied(k.name(), arguments) : base;
  }

  private Type named(String name, Scope at) {
    Type known = builtinNames.get(name);
    if (known != null && !declared.contains(name)) {
      return known;
    }
    for (Scope s = at; s != null; s = s.parent()) {
      Binding b = s.find(name, Integer.MAX_VALUE);
      if (b != null) {
        return named(b, name);
      } else if (s.hasMember(name)) {
        return new Type.Unknown(name);
      }
    }
    return builtin(name);
  }

  private Type named(Binding b, String name) {
    return switch (b.kind()) {
      case CLASS -> findClass(b).<Type>map(Type.Instance::new).orElseGet(() -> new Type.Unknown(name));
      case ENUM -> findEnum(b).<Type>map(e -> new Type.EnumValue(e, List.of())).orElseGet(() -> new Type.Unknown(name));
      case TYPE -> alias(b, name);
      default -> TypeForms.BUILT_IN.contains(name) ? builtin(name) : new Type.Unknown(name);
    };
  }

  private Type alias(Binding b, String name) {
    if (b.type() == null || aliases > MOST_ALIASES) {
      return new Type.Unknown(name);
    }
    aliases++;
    Type t = resolve(b.type(), b.scope());
    aliases--;
    return t;
  }

  Type builtin(String name) {
    return switch (name) {
      case "Any" -> Type.ANY;
      case "Option" -> new Type.EnumValue(EnumShape.OPTION, List.of());
      case "Result" -> new Type.EnumValue(EnumShape.RESULT, List.of());
      case "Int" -> Type.INT;
      case "Float" -> Type.FLOAT;
      case "String" -> Type.STRING;
      case "Bool" -> Type.BOOL;
      case "Array" -> Type.ARRAY;
      case "Map" -> Type.MAP;
      default -> TypeForms.BUILT_IN.contains(name) || builtins.isClass(name) ? new Type.Kind(TypeForms.canonical(name)) : new Type.Unknown(name);
    };
  }
}
