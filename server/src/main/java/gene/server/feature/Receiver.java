// The class of what an expression gives: what the checker knows of it, else what the text shows: literals, `new`, annotations.
package gene.server.feature;

import gene.analysis.Binding;
import gene.analysis.FunctionInfo;
import gene.analysis.Type;
import gene.analysis.TypeExpr;
import gene.data.Kinds;
import gene.library.Builtins;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** A class by its name: one of the document if there is such, else a built-in one. */
final class Receiver {
  /** A variable's value may be another variable, and so on. */
  private static final int FARTHEST = 8;
  /** A class may be written as its own ancestor. */
  private static final int MOST_ANCESTORS = 64;

  private final Snapshot snapshot;
  private final Document document;

  Receiver(Snapshot snapshot, Document document) {
    this.snapshot = snapshot;
    this.document = document;
  }

  Document document() {
    return document;
  }

  /** The name of the class; empty where it is not certain. */
  Optional<String> classOf(Tree.Top top, Form form) {
    if (form instanceof Form.Path p) {
      return classOf(top, p.segments());
    }
    return checked(top, form).or(() -> classOf(top, form, 0));
  }

  /** Where nothing is also possible, the class of what there may be: a member that is asked for is one of that. */
  private Optional<String> checked(Tree.Top top, Form form) {
    Type type = document.types(top).get(form);
    if (type == null) {
      return Optional.empty();
    }
    List<Type> values = type.alternatives().stream().filter(t -> !t.isKind("Nil") && !t.isKind("Void")).toList();
    return values.size() == 1 ? className(values.get(0).toString()) : Optional.empty();
  }

  /** Of `a/b/c`: the class of `a`, then of its field `b`, and so on; of `/b` and `self/b` likewise. */
  Optional<String> classOf(Tree.Top top, List<Form.Segment> path) {
    Form.Segment head = path.get(0);
    Optional<String> cls = head.text().isEmpty() ? enclosingClass(top.start() + head.start()).map(Symbol::name)
        : classOf(top, new Form.Name(head.start(), head.end(), head.text()), 0);
    for (Form.Segment s : path.subList(1, path.size())) {
      cls = cls.flatMap(c -> findMember(c, s.text(), Symbol.Kind.FIELD)).flatMap(Receiver::classOfField);
    }
    return cls;
  }

  private static Optional<String> classOfField(Entity field) {
    return field instanceof Entity.Member m ? DefinitionForm.of(m.symbol().form()).map(DefinitionForm::type)
        .flatMap(t -> className(m.document().text(new Span(t.start(), t.end()).shift(m.symbol().top().start())))) : Optional.empty();
  }

  private Optional<String> classOf(Tree.Top top, Form form, int distance) {
    if (form instanceof Form.Literal l) {
      return Optional.of(Kinds.className(l.value()));
    } else if (form instanceof Form.Array) {
      return Optional.of("Array");
    } else if (form instanceof Form.MapForm) {
      return Optional.of("Map");
    } else if (form instanceof Form.HashMapForm) {
      return Optional.of("HashMap");
    } else if (form instanceof Form.Interpolation) {
      return Optional.of("String");
    } else if (form instanceof Form.Node n) {
      return classOfCall(n).or(() -> distance < FARTHEST ? classOfResult(top, n, distance + 1) : Optional.empty());
    } else if (form instanceof Form.Name n && n.text().equals("self")) {
      return enclosingClass(top.start() + n.start()).map(Symbol::name);
    } else if (form instanceof Form.Name n && distance < FARTHEST) {
      // In a form that is being typed the name may not have become a use of its variable.
      return document.analysisAt(top.start() + n.start()).bindingAt(top.start() + n.start()).or(() -> document.analysisAt(top.start() + n.start()).visibleAt(top.start() + n.start()).stream()
          .filter(b -> b.name().equals(n.text())).findFirst()).flatMap(b -> classOf(b, distance + 1));
    }
    return Optional.empty();
  }

  private static Optional<String> classOfCall(Form.Node n) {
    if (n.isCall("new") && !n.children().isEmpty() && n.children().get(0) instanceof Form.Name cls) {
      return Optional.of(cls.text());
    } else if (!n.children().isEmpty() && DefinitionForm.isName(n.children().get(0), "..")) {
      return Optional.of("Range");
    } else if (n.isCall("fn") && !n.children().isEmpty() && n.children().get(0) instanceof Form.Array) {
      return Optional.of("Function");
    }
    return Optional.empty();
  }

  /** By the result of the function or method that is called. */
  private Optional<String> classOfResult(Tree.Top top, Form.Node n, int distance) {
    Form first = n.children().isEmpty() ? null : n.children().get(0);
    if (first instanceof Form.Name m && m.text().startsWith(".") && m.text().length() > 1) {
      return classOf(top, n.head(), distance).flatMap(c -> findMember(c, m.text().substring(1), Symbol.Kind.METHOD)).flatMap(Callable::of)
          .flatMap(c -> className(c.result()));
    }
    return n.head() instanceof Form.Name head ? classOfResult(top, head) : Optional.empty();
  }

  private Optional<String> classOfResult(Tree.Top top, Form.Name head) {
    Optional<Binding> callee = document.analysisAt(top.start() + head.start()).bindingAt(top.start() + head.start());
    if (callee.isPresent()) {
      FunctionInfo f = callee.get().function();
      return f == null || callee.get().isAssigned() ? Optional.empty()
          : className(f.returnType() != null ? f.returnType().toString() : f.inferredResult().toString());
    }
    return Builtins.table().find(head.text()).map(Entity.BuiltIn::new).flatMap(Callable::of).flatMap(c -> className(c.result()));
  }

  /** Of a type as it is printed: `Array` of `(Array Int)`; empty for what may be several classes. */
  private static Optional<String> className(String type) {
    String plain = type.strip();
    if (plain.startsWith("(")) {
      plain = plain.contains("|") ? "" : plain.startsWith("(Fn ") ? "Function" : plain.substring(1).split("\\s", 2)[0];
    }
    boolean known = !plain.isEmpty() && !plain.equals("Any") && !plain.equals("Never") && Character.isUpperCase(plain.codePointAt(0));
    return known ? Optional.of(plain) : Optional.empty();
  }

  Optional<String> classOf(Binding b) {
    return classOf(b, 0);
  }

  private Optional<String> classOf(Binding b, int distance) {
    if (b.type() != null) {
      return b.type() instanceof TypeExpr.Named n ? Optional.of(n.name()) : b.type() instanceof TypeExpr.Applied a ? Optional.of(a.name()) : Optional.empty();
    } else if (b.function() != null || b.kind() == Binding.Kind.FUNCTION) {
      return Optional.of("Function");
    } else if (b.kind() == Binding.Kind.CLASS) {
      return Optional.of("Class");
    } else if (b.kind() == Binding.Kind.INTERFACE) {
      return Optional.of("Interface");
    } else if (b.kind() == Binding.Kind.NAMESPACE) {
      return Optional.of("Namespace");
    }
    Optional<String> inferred = className(b.inferred().toString());
    if (inferred.isPresent()) {
      return inferred;
    }
    boolean changes = b.isAssigned();
    return b.value() == null || changes || b.top() == null ? Optional.empty() : classOf(b.top(), b.value(), distance);
  }

  /** The innermost class whose definition holds the offset. */
  Optional<Symbol> enclosingClass(int offset) {
    List<Symbol> around = enclosing(offset);
    for (int i = around.size() - 1; i >= 0; i--) {
      if (around.get(i).isClassLike()) {
        return Optional.of(around.get(i));
      }
    }
    return Optional.empty();
  }

  /** The definitions whose text holds the offset, outermost first. */
  List<Symbol> enclosing(int offset) {
    var around = new ArrayList<Symbol>();
    for (Symbol s = holdingTop(document.symbols(), offset); s != null; s = holding(s.children(), offset)) {
      around.add(s);
    }
    return around;
  }

  /** The first of those at the top that hold the offset; null where none does. They stand in order of place. */
  private static Symbol holdingTop(List<Symbol> tops, int offset) {
    int low = 0;
    int high = tops.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tops.get(middle).span().start() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int i = low - 1;
    while (i > 0 && (tops.get(i - 1).span().end() >= offset || tops.get(i - 1).span().equals(tops.get(i).span()))) {
      i--;
    }
    return i >= 0 && tops.get(i).span().end() >= offset ? tops.get(i) : null;
  }

  private static Symbol holding(List<Symbol> level, int offset) {
    for (Symbol s : level) {
      if (s.span().start() <= offset && offset <= s.span().end()) {
        return s;
      }
    }
    return null;
  }

  /** A class of this document or of one it imports from. */
  Optional<Entity.Member> findClass(String name) {
    return Symbol.find(document.symbols(), name).filter(Symbol::isClassLike).map(s -> new Entity.Member(document, s, ""))
        .or(() -> new Imports(snapshot, document).find(name).filter(Entity.Member.class::isInstance).map(Entity.Member.class::cast)
            .filter(m -> m.symbol().isClassLike()));
  }

  /** What a type's name stands for: a class, enum or alias of the document or of its imports, a built-in class. */
  Optional<Entity> findType(String name) {
    Optional<Entity> own = Symbol.find(document.symbols(), name).filter(s -> s.isClassLike() || s.kind() == Symbol.Kind.ENUM || s.kind() == Symbol.Kind.TYPE)
        .map(s -> new Entity.Member(document, s, ""));
    return own.or(() -> new Imports(snapshot, document).find(name)).or(() -> Builtins.table().find(name).map(Entity.BuiltIn::new));
  }

  /** Methods and fields of the class and its ancestors, nearest first, each name once; methods of built-in classes too. */
  List<Entity> members(String className) {
    var all = new LinkedHashMap<String, Entity>();
    Optional<Entity.Member> cls = findClass(className);
    String name = className;
    Document in = document;
    for (int i = 0; cls.isPresent() && i < MOST_ANCESTORS; i++) {
      Symbol symbol = cls.get().symbol();
      in = cls.get().document();
      for (Symbol s : symbol.children()) {
        if (s.kind() == Symbol.Kind.METHOD || s.kind() == Symbol.Kind.FIELD) {
          all.putIfAbsent((s.kind() == Symbol.Kind.METHOD ? "." : "/") + s.name(), new Entity.Member(in, s, symbol.name()));
        }
      }
      name = superclassName(symbol);
      cls = name.isEmpty() ? Optional.empty() : new Receiver(snapshot, in).findClass(name);
    }
    for (String builtIn : List.of(name, "Object")) {
      Builtins.table().methodsOf(builtIn).forEach(b -> all.putIfAbsent("." + b.name(), new Entity.BuiltIn(b)));
    }
    return List.copyOf(all.values());
  }

  static String superclassName(Symbol symbol) {
    return DefinitionForm.of(symbol.form()).map(DefinitionForm::type).map(t -> t instanceof Form.Name n ? n.text() : "").orElse("");
  }

  /** A method or field of the class or its nearest ancestor that has it; a method of a built-in class. */
  Optional<Entity> findMember(String className, String member, Symbol.Kind kind) {
    Optional<Entity.Member> cls = findClass(className);
    Document in = document;
    String name = className;
    for (int i = 0; cls.isPresent() && i < MOST_ANCESTORS; i++) {
      Symbol symbol = cls.get().symbol();
      in = cls.get().document();
      Optional<Symbol> found = symbol.children().stream().filter(s -> s.kind() == kind && s.name().equals(member)).reduce((a, b) -> b);
      if (found.isPresent()) {
        return Optional.of(new Entity.Member(in, found.get(), symbol.name()));
      }
      name = superclassName(symbol);
      cls = name.isEmpty() ? Optional.empty() : new Receiver(snapshot, in).findClass(name);
    }
    if (kind != Symbol.Kind.METHOD) {
      return Optional.empty();
    }
    String builtIn = name;
    return Builtins.table().findMethod(builtIn, member).or(() -> Builtins.table().findMethod("Object", member)).map(Entity.BuiltIn::new);
  }
}
