// What the name under the cursor stands for. Every feature that knows or goes somewhere asks here.
package gene.server.feature;

import gene.analysis.Binding;
import gene.library.Builtins;
import gene.source.Span;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class Names {
  /** @param entities one where the text is clear; several for a method of an unknown receiver; never empty */
  record Found(Span span, List<Entity> entities) {}

  private final Snapshot snapshot;
  private final Document document;
  private final Cursor cursor;
  private final Receiver receiver;

  private Names(Snapshot snapshot, Document document, Cursor cursor) {
    this.snapshot = snapshot;
    this.document = document;
    this.cursor = cursor;
    this.receiver = new Receiver(snapshot, document);
  }

  static Optional<Found> at(Snapshot snapshot, Document document, int offset) {
    return Cursor.at(document, offset).flatMap(c -> {
      // On the mark of `^k` the name is meant.
      boolean mark = c.innermost() instanceof Form.Name n && n.text().startsWith("^") && n.text().length() > 1 && c.span(n).start() == offset;
      return mark ? at(snapshot, document, offset + 1) : new Names(snapshot, document, c).found();
    });
  }

  private Optional<Found> found() {
    Form form = cursor.innermost();
    Optional<Form.Node> importForm = cursor.path().stream().filter(f -> f instanceof Form.Node n && n.isCall("import")).map(f -> (Form.Node) f).findFirst();
    if (importForm.isPresent()) {
      Optional<Entity> imported = new Imports(snapshot, document).at(cursor, importForm.get());
      Span span = form instanceof Form.Path p ? cursor.span(p.segments().get(cursor.segment(p))) : cursor.span(form);
      return imported.map(e -> new Found(span, List.of(e)));
    }
    Optional<Entity.Member> defined = definedHere();
    if (defined.isPresent()) {
      return Optional.of(new Found(defined.get().symbol().nameSpan(), List.of(defined.get())));
    } else if (form instanceof Form.Path p) {
      return inPath(p, cursor.segment(p));
    } else if (form instanceof Form.Name n) {
      return n.text().startsWith(".") && n.text().length() > 1 ? method(n) : one(cursor.span(n), named(n.text()));
    }
    return cursor.key().flatMap(this::keyword);
  }

  private static Optional<Found> one(Span span, Optional<? extends Entity> entity) {
    return entity.map(e -> new Found(span, List.of(e)));
  }

  /** The definition whose own name the cursor touches. */
  private Optional<Entity.Member> definedHere() {
    List<Symbol> around = receiver.enclosing(cursor.offset());
    for (int i = around.size() - 1; i >= 0; i--) {
      Span name = around.get(i).nameSpan();
      if (name.start() <= cursor.offset() && cursor.offset() <= name.end()) {
        return Optional.of(new Entity.Member(document, around.get(i), i == 0 ? "" : around.get(i - 1).name()));
      }
    }
    return Optional.empty();
  }

  /** A plain name at the cursor: a variable, else a member of what is around it, an import, a built-in, a type. */
  private Optional<Entity> named(String name) {
    if (name.equals("self") || name.equals("Self")) {
      return receiver.enclosingClass(cursor.offset()).map(s -> new Entity.Member(document, s, ""));
    }
    Optional<Binding> binding = document.analysisAt(cursor.offset()).bindingAt(cursor.offset());
    if (binding.isPresent()) {
      return Optional.of(variable(binding.get()));
    }
    return variant(name).or(() -> memberAround(name)).or(() -> new Imports(snapshot, document).find(name)).or(() -> Imports.builtIn(List.of(name)).map(Entity.BuiltIn::new));
  }

  /** A definition is shown by its outline symbol, which knows more of it than the binding. */
  private Entity variable(Binding binding) {
    Optional<Span> declared = document.span(binding);
    if (declared.isPresent()) {
      List<Symbol> around = receiver.enclosing(declared.get().start());
      for (int i = around.size() - 1; i >= 0; i--) {
        Symbol s = around.get(i);
        boolean variable = s.kind() == Symbol.Kind.VARIABLE || s.kind() == Symbol.Kind.CONSTANT;
        if (s.nameSpan().start() == declared.get().start() && !variable) {
          return new Entity.Member(document, s, i == 0 ? "" : around.get(i - 1).name());
        }
      }
    }
    return new Entity.Variable(document, binding);
  }

  /** A member of the innermost namespace or class around the cursor that has one of this name, or of the module. */
  private Optional<Entity> memberAround(String name) {
    List<Symbol> around = receiver.enclosing(cursor.offset());
    for (int i = around.size() - 1; i >= 0; i--) {
      Symbol s = around.get(i);
      Optional<Symbol> member = s.kind() == Symbol.Kind.NAMESPACE || s.isClassLike() ? s.findChild(name).filter(Names::isNamespaceMember) : Optional.empty();
      if (member.isPresent()) {
        return Optional.of(new Entity.Member(document, member.get(), s.name()));
      }
    }
    return Symbol.find(document.symbols(), name).map(s -> new Entity.Member(document, s, ""));
  }

  /** A bare variant behind `when`: of the enum that the target is known to be of, else of the one enum of the document that has it. */
  private Optional<Entity> variant(String name) {
    List<Form> path = cursor.path();
    int i = path.size() - 1;
    boolean head = i > 1 && path.get(i - 1) instanceof Form.Node n && n.head() == path.get(i) && !n.isCall("case");
    Form pattern = path.get(head ? i - 1 : i);
    int around = head ? i - 2 : i - 1;
    boolean tested = around >= 0 && path.get(around) instanceof Form.Node n && n.isCall("case") && n.children().indexOf(pattern) > 1
        && DefinitionForm.isName(n.children().get(n.children().indexOf(pattern) - 1), "when");
    if (!tested || !Character.isUpperCase(name.codePointAt(0))) {
      return Optional.empty();
    }
    Optional<Entity.Member> known = receiver.classOf(cursor.top(), ((Form.Node) path.get(around)).children().get(0)).flatMap(receiver::findType)
        .filter(Entity.Member.class::isInstance).map(Entity.Member.class::cast).filter(m -> m.symbol().kind() == Symbol.Kind.ENUM);
    if (known.isPresent()) {
      return known.get().symbol().findChild(name).map(v -> new Entity.Member(known.get().document(), v, known.get().symbol().name()));
    }
    List<Symbol> having = document.symbols().stream().filter(s -> s.kind() == Symbol.Kind.ENUM && s.findChild(name).isPresent()).toList();
    return having.size() == 1 ? having.get(0).findChild(name).map(v -> new Entity.Member(document, v, having.get(0).name())) : Optional.empty();
  }

  private static boolean isNamespaceMember(Symbol s) {
    return s.kind() != Symbol.Kind.METHOD && s.kind() != Symbol.Kind.FIELD && s.kind() != Symbol.Kind.CONSTRUCTOR;
  }

  /** A method's name `.m`: the receiver stands before it, or is `self`. */
  private Optional<Found> method(Form.Name n) {
    Form owner = cursor.parent().orElse(null);
    Optional<String> className = Optional.empty();
    if (owner instanceof Form.Node call && call.head() == n) {
      className = receiver.enclosingClass(cursor.offset()).map(Symbol::name);
    } else if (owner instanceof Form.Node call && call.isCall("super")) {
      className = receiver.enclosingClass(cursor.offset()).flatMap(s -> DefinitionForm.of(s.form())).map(DefinitionForm::type)
          .map(t -> t instanceof Form.Name name ? name.text() : null);
    } else if (owner instanceof Form.Node call && !call.children().isEmpty() && call.children().get(0) == n) {
      className = receiver.classOf(cursor.top(), call.head());
    }
    return methods(cursor.span(n), className, n.text().substring(1));
  }

  private Optional<Found> methods(Span span, Optional<String> className, String method) {
    if (className.isPresent()) {
      Optional<Entity> known = receiver.findMember(className.get(), method, Symbol.Kind.METHOD)
          .or(() -> method.equals("ctor") ? receiver.findMember(className.get(), method, Symbol.Kind.CONSTRUCTOR) : Optional.empty())
          .or(() -> receiver.findMember(className.get(), method, Symbol.Kind.FIELD));
      return one(span, known);
    }
    var candidates = new ArrayList<Entity>();
    collectMethods(document.symbols(), "", method, candidates);
    for (String cls : Builtins.table().classesWithMethods()) {
      Builtins.table().findMethod(cls, method).ifPresent(b -> candidates.add(new Entity.BuiltIn(b)));
    }
    return candidates.isEmpty() ? Optional.empty() : Optional.of(new Found(span, List.copyOf(candidates)));
  }

  private void collectMethods(List<Symbol> symbols, String owner, String method, List<Entity> into) {
    for (Symbol s : symbols) {
      if (s.kind() == Symbol.Kind.METHOD && s.name().equals(method)) {
        into.add(new Entity.Member(document, s, owner));
      }
      collectMethods(s.children(), s.name(), method, into);
    }
  }

  private Optional<Found> inPath(Form.Path p, int at) {
    List<Form.Segment> segments = p.segments();
    Form.Segment s = segments.get(at);
    String head = segments.get(0).text();
    if (at == 0) {
      return one(cursor.span(s), named(head));
    } else if (s.text().startsWith(".") && s.text().length() > 1) {
      return methods(cursor.span(s), receiver.classOf(cursor.top(), segments.subList(0, at)), s.text().substring(1));
    }
    List<String> names = segments.subList(0, at + 1).stream().map(Form.Segment::text).toList();
    if (head.isEmpty() || head.equals("self")) {
      return one(cursor.span(s), at == 1 ? ownMember(s.text()) : fieldOf(segments.subList(0, at), s.text()));
    }
    return one(cursor.span(s), memberOf(p, names).or(() -> fieldOf(segments.subList(0, at), s.text())));
  }

  /** `/x`: a field of the class around, else a member of the namespace or module around. */
  private Optional<Entity> ownMember(String name) {
    return receiver.enclosingClass(cursor.offset()).flatMap(c -> receiver.findMember(c.name(), name, Symbol.Kind.FIELD)).or(() -> memberAround(name));
  }

  /** `a/b/c`: what the head names, and members from there on. */
  private Optional<Entity> memberOf(Form.Path p, List<String> names) {
    int headStart = cursor.top().start() + p.segments().get(0).start();
    Optional<Entity> head = document.analysisAt(headStart).bindingAt(headStart).map(this::variable).or(() -> memberAround(names.get(0)))
        .or(() -> new Imports(snapshot, document).find(names.get(0)));
    if (head.isEmpty()) {
      return Imports.builtIn(names).map(Entity.BuiltIn::new);
    } else if (head.get() instanceof Entity.BuiltIn b) {
      return Builtins.table().find(b.entry().qualifiedName() + "/" + String.join("/", names.subList(1, names.size()))).map(Entity.BuiltIn::new);
    } else if (!(head.get() instanceof Entity.Member)) {
      return Optional.empty();
    }
    var member = (Entity.Member) head.get();
    for (String name : names.subList(1, names.size())) {
      Optional<Symbol> child = member.symbol().findChild(name).filter(Names::isNamespaceMember);
      if (child.isEmpty()) {
        return Optional.empty();
      }
      member = new Entity.Member(member.document(), child.get(), member.symbol().name());
    }
    return Optional.of(member);
  }

  /** `p/x`, `p/a/x` where the class of what stands before is known. */
  private Optional<Entity> fieldOf(List<Form.Segment> before, String field) {
    return receiver.classOf(cursor.top(), before).flatMap(c -> receiver.findMember(c, field, Symbol.Kind.FIELD));
  }

  /** `^key` in a call of a function whose definition is known: the parameter of that name. */
  private Optional<Found> keyword(Form.Prop key) {
    if (!(cursor.innermost() instanceof Form.Node call)) {
      return Optional.empty();
    }
    var span = new Span(key.keyStart(), key.keyEnd()).shift(cursor.top().start());
    var all = new ArrayList<Entity>();
    CallSite.of(snapshot, document, cursor.top(), call).ifPresent(site -> site.callees().forEach(c -> parameter(c, key.key()).ifPresent(all::add)));
    return all.isEmpty() ? Optional.empty() : Optional.of(new Found(span, List.copyOf(all)));
  }

  private static Optional<Entity> parameter(Callable callee, String name) {
    if (callee.document().isEmpty()) {
      return Optional.empty();
    }
    Document home = callee.document().get();
    return callee.parameters().keywords().stream().filter(p -> p.name().equals(name)).findFirst()
        .flatMap(p -> home.analysisAt(callee.start()).bindingAt(callee.start() + p.nameSpan().start())).map(b -> new Entity.Variable(home, b));
  }
}
