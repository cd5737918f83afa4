// What may stand at a place, before it is compared with what has been typed.
package gene.server.feature;

import gene.analysis.Binding;
import gene.analysis.Builtin;
import gene.analysis.ImportSpec;
import gene.library.Builtins;
import gene.server.feature.Completion.Item;
import gene.server.feature.Completion.Kind;
import gene.source.Span;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

final class Candidates {
  // Ranks: what is nearest to the cursor first.
  private static final int FITTING = 0;
  private static final int LOCAL = 10;
  private static final int MODULE = 20;
  private static final int IMPORTED = 30;
  private static final int WORD = 40;
  private static final int BUILT_IN = 50;
  private static final int OTHER_FILE = 60;
  private static final List<String> GLOBALS = List.of("args", "cwd", "env", "ex", "ns", "pkg", "program");

  private final Snapshot snapshot;
  private final Document document;
  private final int offset;
  private final CompletionPlace place;
  private final Receiver receiver;
  private final List<Item> all = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private final Fuzzy typed;
  private Map<String, String> outline;

  Candidates(Snapshot snapshot, Document document, int offset, CompletionPlace place) {
    this.snapshot = snapshot;
    this.document = document;
    this.offset = offset;
    this.place = place;
    this.typed = new Fuzzy(document.text(place.word()));
    this.receiver = new Receiver(snapshot, document);
  }

  List<Item> all() {
    InnerWords inner = InnerWords.at(snapshot, document, place);
    inner.wanted().stream().filter(i -> taken.add(i.label())).forEach(all::add);
    inner.allowed().forEach(w -> add(w, Kind.KEYWORD, "", w, WORD, "", place.word()));
    switch (place.kind()) {
      case NOWHERE, NEW_NAME -> { }
      case HEAD -> {
        words();
        names(false);
      }
      case EXPRESSION -> {
        keywords(false);
        names(false);
      }
      case TYPE -> names(true);
      case KEYWORD -> keywords(true);
      case METHOD -> methods();
      case MEMBER -> members();
      case MODULE_PATH -> new ModulePaths(snapshot, document).in(place, all);
      case IMPORT_ITEM -> importItems();
      case GLOBAL -> GLOBALS.forEach(g -> add("$" + g, Kind.VARIABLE, "", "$" + g, FITTING, "", place.token()));
    }
    return all;
  }

  private void add(String label, Kind kind, String detail, String text, int rank, String subject, Span replace) {
    add(label, kind, () -> detail, text, rank, () -> subject, replace);
  }

  /** What does not fit what has been typed is not even made: a module may have thousands of names. */
  private void add(String label, Kind kind, Supplier<String> detail, String text, int rank, Supplier<String> subject, Span replace) {
    if (typed.score(label) != Fuzzy.NONE && taken.add(label)) {
      all.add(new Item(label, kind, detail, text, false, replace, rank, subject, List.of()));
    }
  }

  private void add(Document home, Symbol s, int rank) {
    add(s.name(), kind(s.kind()), s::detail, s.name(), rank, () -> Completion.subject(home, s.nameSpan().start()), place.word());
  }

  private void add(Builtin b, int rank) {
    add(b.name(), kind(b), b::signature, b.name(), rank, () -> Completion.subject(b), place.word());
  }

  private void words() {
    for (SpecialForms f : SpecialForms.all()) {
      taken.add(f.word());
      all.add(new Item(f.word(), Kind.KEYWORD, "", f.snippet(), true, place.word(), WORD, "word " + f.word(), List.of()));
    }
  }

  /** Names that are visible here; for a type those of types only. */
  private void names(boolean types) {
    int distance = 0;
    for (Binding b : document.analysisAt(offset).visibleAt(offset)) {
      boolean local = b.scope().parent() != null;
      boolean fits = !types || b.kind() == Binding.Kind.CLASS || b.kind() == Binding.Kind.ENUM || b.kind() == Binding.Kind.TYPE;
      if (fits && !isBeingTyped(b)) {
        add(b.name(), kind(b), () -> detail(b), b.name(), local ? LOCAL + Math.min(9, distance / 4) : MODULE, () -> subject(b), place.word());
      }
      distance++;
    }
    for (Symbol around : receiver.enclosing(offset)) {
      if (around.kind() == Symbol.Kind.NAMESPACE) {
        around.children().stream().filter(s -> !types || isType(s.kind())).forEach(s -> add(document, s, MODULE));
      }
    }
    document.symbols().stream().filter(s -> !types || isType(s.kind())).filter(s -> !s.nameSpan().equals(place.token())).forEach(s -> add(document, s, MODULE));
    imported(types);
    for (Builtin b : Builtins.table().all()) {
      if (b.owner().isEmpty() && (!types || b.kind() == Builtin.Kind.CLASS)) {
        add(b, BUILT_IN);
      }
    }
    if (types) {
      List.of("Any", "Array", "Map", "Fn").forEach(t -> add(t, Kind.TYPE, "", t, BUILT_IN, "", place.word()));
    }
    if (snapshot.settings().autoImport() && place.word().length() > 0) {
      new AutoImports(snapshot, document).names(document.text(place.word())).stream().filter(n -> !types || isType(n.kind()))
          .filter(n -> taken.add(n.name())).forEach(n -> all.add(new Item(n.name(), kind(n.kind()), "from \"" + n.module() + "\"", n.name(), false,
              place.word(), OTHER_FILE, n.subject(), List.of(n.edit()))));
    }
  }

  private String subject(Binding b) {
    return document.span(b).map(s -> Completion.subject(document, s.start())).orElse("");
  }

  private boolean isBeingTyped(Binding b) {
    return document.span(b).filter(s -> s.start() == place.word().start()).isPresent();
  }

  /** Of functions of the module the analysis may know no more than the names while something else is being typed. */
  private String detail(Binding b) {
    if (b.function() != null && b.scope().parent() == null) {
      if (outline == null) {
        outline = new HashMap<>();
        document.symbols().forEach(s -> outline.put(s.name(), s.detail()));
      }
      return outline.getOrDefault(b.name(), b.function().signature());
    }
    return b.function() != null ? b.function().signature() : b.type() != null ? b.type().toString() : "";
  }

  private void imported(boolean types) {
    var imports = new Imports(snapshot, document);
    for (ImportSpec spec : imports.specs()) {
      for (ImportSpec.Item item : spec.items()) {
        if (!item.isWildcard()) {
          imports.find(item.as()).ifPresent(e -> entity(item.as(), e, IMPORTED, types));
        } else if (spec.module() != null && item.path().size() == 1) {
          imports.module(spec).ifPresent(d -> Exports.of(d).stream().filter(s -> !types || isType(s.kind())).forEach(s -> add(d, s, IMPORTED)));
        }
      }
    }
  }

  private void entity(String name, Entity e, int rank, boolean types) {
    if (e instanceof Entity.Member m && (!types || isType(m.symbol().kind()))) {
      add(name, kind(m.symbol().kind()), m.symbol().detail(), name, rank, Completion.subject(m.document(), m.symbol().nameSpan().start()), place.word());
    } else if (e instanceof Entity.BuiltIn b && (!types || b.entry().kind() == Builtin.Kind.CLASS)) {
      add(name, kind(b.entry()), b.entry().signature(), name, rank, Completion.subject(b.entry()), place.word());
    }
  }

  /** Keyword arguments that the call around does not have yet; properties of a definition. */
  private void keywords(boolean typed) {
    Optional<CallSite> site = CallSite.around(snapshot, document, place.token().start());
    site.ifPresent(s -> {
      Set<String> given = new HashSet<>();
      s.form().props().stream().filter(p -> s.top().start() + p.keyEnd() != offset).forEach(p -> given.add(p.key()));
      for (Callable c : s.callees()) {
        for (Parameters.Parameter p : c.parameters().keywords()) {
          if (!given.contains(p.name())) {
            String subject = c.document().map(d -> Completion.subject(d, c.start() + p.nameSpan().start())).orElse("");
            add((typed ? "" : "^") + p.name(), Kind.PARAMETER, p.text(), (typed ? "" : "^") + p.name() + " ", FITTING, subject, place.word());
          }
        }
      }
    });
    if (typed && place.parent() != null && DefinitionForm.of(place.parent()).isPresent()) {
      for (String key : List.of("intent", "examples", "pre", "post", "doc")) {
        add(key, Kind.KEYWORD, "", key + " ", FITTING, "", place.word());
      }
    }
  }

  private void methods() {
    Optional<String> className = receiverClass();
    if (className.isPresent()) {
      for (Entity e : receiver.members(className.get())) {
        if (e instanceof Entity.Member m && m.symbol().kind() == Symbol.Kind.METHOD) {
          add(m.document(), m.symbol(), m.owner().equals(className.get()) ? FITTING : FITTING + 1);
        } else if (e instanceof Entity.BuiltIn b) {
          add(b.entry(), b.entry().owner().equals("Object") ? BUILT_IN : LOCAL);
        }
      }
      return;
    }
    document.symbols().forEach(this::methodsOf);
    for (String cls : Builtins.table().classesWithMethods()) {
      Builtins.table().methodsOf(cls).forEach(b -> add(b.name(), Kind.METHOD, cls + " " + b.signature(), b.name(), BUILT_IN, Completion.subject(b), place.word()));
    }
  }

  private void methodsOf(Symbol owner) {
    owner.children().stream().filter(s -> s.kind() == Symbol.Kind.METHOD).forEach(s -> add(document, s, MODULE));
    owner.children().forEach(this::methodsOf);
  }

  /** Of `x` in `(x .m`, of `self` in `(.m`, of `x` in `x/.m`. */
  private Optional<String> receiverClass() {
    String typed = document.text(place.token());
    int slash = typed.lastIndexOf('/');
    if (slash >= 0) {
      return receiver.classOf(place.top(), segments(typed.substring(0, slash)));
    }
    Form.Node call = place.parent();
    boolean ofSelf = call == null || call.head() == null || place.top().start() + call.head().start() >= place.token().start();
    if (ofSelf || call.isCall("super")) {
      return receiver.enclosingClass(offset).map(s -> call != null && call.isCall("super") ? Receiver.superclassName(s) : s.name());
    }
    return receiver.classOf(place.top(), call.head());
  }

  /** What stands at the beginning of the token, taken apart at its slashes. */
  private List<Form.Segment> segments(String text) {
    var all = new ArrayList<Form.Segment>();
    int start = place.token().start() - place.top().start();
    for (String s : text.split("/", -1)) {
      all.add(new Form.Segment(start, start + s.length(), s));
      start += s.length() + 1;
    }
    return all;
  }

  /** Behind a slash: fields of `self` or of what a variable holds, members of namespaces, classes and enums. */
  private void members() {
    String typed = document.text(place.token());
    int slash = typed.lastIndexOf('/');
    String before = typed.substring(0, slash);
    if (before.isEmpty() || before.equals("self")) {
      Optional<Symbol> cls = receiver.enclosingClass(offset);
      cls.ifPresent(c -> fields(c.name()));
      if (cls.isEmpty()) {
        List<Symbol> around = receiver.enclosing(offset).stream().filter(s -> s.kind() == Symbol.Kind.NAMESPACE).toList();
        (around.isEmpty() ? document.symbols() : around.get(around.size() - 1).children()).forEach(s -> add(document, s, FITTING));
      }
      return;
    }
    int at = place.token().start() + slash;
    Optional<Entity> entity = Names.at(snapshot, document, at).map(f -> f.entities().get(0))
        .or(() -> Imports.builtIn(List.of(before.split("/"))).map(Entity.BuiltIn::new));
    if (entity.isPresent() && entity.get() instanceof Entity.Member m) {
      m.symbol().children().stream().filter(s -> !s.isClassMember()).forEach(s -> add(m.document(), s, FITTING));
    } else if (entity.isPresent() && entity.get() instanceof Entity.Variable v && v.binding().value() instanceof Form.MapForm map) {
      map.props().forEach(p -> add(p.key(), Kind.FIELD, "", p.key(), FITTING, "", place.word()));
    }
    if (place.top() != null) {
      receiver.classOf(place.top(), segments(before)).ifPresent(this::fields);
    }
    String prefix = entity.filter(Entity.BuiltIn.class::isInstance).map(e -> ((Entity.BuiltIn) e).entry().qualifiedName()).orElse(before);
    if (entity.isEmpty() || entity.get() instanceof Entity.BuiltIn) {
      Builtins.table().all().stream().filter(b -> b.owner().equals(prefix)).forEach(b -> add(b, FITTING));
    }
  }

  private void fields(String className) {
    for (Entity e : receiver.members(className)) {
      if (e instanceof Entity.Member m && m.symbol().kind() == Symbol.Kind.FIELD) {
        add(m.document(), m.symbol(), FITTING);
      }
    }
  }

  private void importItems() {
    Optional<Form.Literal> module = Imports.modulePath(place.parent());
    boolean item = place.parent().children().stream().anyMatch(f -> place.top().start() + f.end() < place.token().start());
    if (item && place.parent().children().stream().noneMatch(f -> DefinitionForm.isName(f, "from"))) {
      all.add(new Item("from", Kind.KEYWORD, "", "from \"$1\"", true, place.token(), FITTING, "", List.of()));
    }
    if (module.isEmpty()) {
      Builtins.table().all().stream().filter(b -> b.kind() == Builtin.Kind.NAMESPACE).forEach(b -> {
        String full = b.qualifiedName().startsWith("gene") ? b.qualifiedName() : "gene/" + b.qualifiedName();
        add(full, Kind.NAMESPACE, "", full, BUILT_IN, Completion.subject(b), place.token());
      });
      return;
    }
    String typed = document.text(place.token());
    String[] path = typed.split("/", -1);
    Optional<Document> file = new Imports(snapshot, document).module((String) module.get().value());
    file.ifPresent(d -> {
      List<Symbol> level = Exports.of(d);
      for (int i = 0; i + 1 < path.length; i++) {
        level = Symbol.find(level, path[i]).map(Symbol::children).orElse(List.of());
      }
      level.stream().filter(s -> !s.isClassMember()).forEach(s -> add(d, s, FITTING));
    });
  }

  static Optional<Builtin> builtin(String qualifiedName) {
    int dot = qualifiedName.indexOf('.');
    Optional<Builtin> plain = Builtins.table().find(qualifiedName);
    return plain.isPresent() || dot <= 0 ? plain : Builtins.table().findMethod(qualifiedName.substring(0, dot), qualifiedName.substring(dot + 1));
  }

  private static boolean isType(Symbol.Kind k) {
    return switch (k) {
      case CLASS, OBJECT, INTERFACE, ENUM, TYPE, NAMESPACE -> true;
      case FUNCTION, METHOD, CONSTRUCTOR, FIELD, VARIANT, VARIABLE, CONSTANT -> false;
    };
  }

  private static Kind kind(Binding b) {
    return switch (b.kind()) {
      case VAR, LOOP, CATCH, HIDDEN, OUTER -> b.function() != null ? Kind.FUNCTION : Kind.VARIABLE;
      case LET -> Kind.CONSTANT;
      case PARAM -> Kind.PARAMETER;
      case FUNCTION -> Kind.FUNCTION;
      case CLASS -> Kind.CLASS;
      case INTERFACE -> Kind.INTERFACE;
      case NAMESPACE -> Kind.NAMESPACE;
      case ENUM -> Kind.ENUM;
      case TYPE -> Kind.TYPE;
    };
  }

  private static Kind kind(Symbol.Kind k) {
    return switch (k) {
      case FUNCTION -> Kind.FUNCTION;
      case METHOD -> Kind.METHOD;
      case CONSTRUCTOR -> Kind.CONSTRUCTOR;
      case CLASS, OBJECT -> Kind.CLASS;
      case INTERFACE -> Kind.INTERFACE;
      case FIELD -> Kind.FIELD;
      case NAMESPACE -> Kind.NAMESPACE;
      case ENUM -> Kind.ENUM;
      case VARIANT -> Kind.VARIANT;
      case VARIABLE -> Kind.VARIABLE;
      case CONSTANT -> Kind.CONSTANT;
      case TYPE -> Kind.TYPE;
    };
  }

  private static Kind kind(Builtin b) {
    return switch (b.kind()) {
      case FUNCTION -> Kind.FUNCTION;
      case METHOD -> Kind.METHOD;
      case CLASS -> Kind.CLASS;
      case NAMESPACE -> Kind.NAMESPACE;
      case CONSTANT -> Kind.CONSTANT;
    };
  }
}
