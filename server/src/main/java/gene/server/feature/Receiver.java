// The class of what an expression gives, where the text shows it: literals, `new`, annotations, variables that never change.
package gene.server.feature;

import gene.analysis.Binding;
import gene.analysis.TypeExpr;
import gene.data.Kinds;
import gene.library.Builtins;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
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

  /** The name of the class; empty where it is not certain. */
  Optional<String> classOf(Tree.Top top, Form form) {
    return classOf(top, form, 0);
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
      return classOfCall(n);
    } else if (form instanceof Form.Name n && n.text().equals("self")) {
      return enclosingClass(top.start() + n.start()).map(Symbol::name);
    } else if (form instanceof Form.Name n && distance < FARTHEST) {
      return document.analysis().bindingAt(top.start() + n.start()).flatMap(b -> classOf(b, distance + 1));
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
    } else if (b.kind() == Binding.Kind.NAMESPACE) {
      return Optional.of("Namespace");
    }
    boolean changes = b.references().stream().anyMatch(Binding.Reference::write);
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
    List<Symbol> level = document.symbols();
    while (level != null) {
      List<Symbol> inner = null;
      for (Symbol s : level) {
        Span span = s.span();
        if (span.start() <= offset && offset <= span.end()) {
          around.add(s);
          inner = s.children();
          break;
        }
      }
      level = inner;
    }
    return around;
  }

  /** A class of this document or of one it imports from. */
  Optional<Entity.Member> findClass(String name) {
    return Symbol.find(document.symbols(), name).filter(Symbol::isClassLike).map(s -> new Entity.Member(document, s, ""))
        .or(() -> new Imports(snapshot, document).find(name).filter(Entity.Member.class::isInstance).map(Entity.Member.class::cast)
            .filter(m -> m.symbol().isClassLike()));
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
      name = DefinitionForm.of(symbol.form()).map(DefinitionForm::type).map(t -> t instanceof Form.Name n ? n.text() : "").orElse("");
      cls = name.isEmpty() ? Optional.empty() : new Receiver(snapshot, in).findClass(name);
    }
    if (kind != Symbol.Kind.METHOD) {
      return Optional.empty();
    }
    String builtIn = name;
    return Builtins.table().findMethod(builtIn, member).or(() -> Builtins.table().findMethod("Object", member)).map(Entity.BuiltIn::new);
  }
}
