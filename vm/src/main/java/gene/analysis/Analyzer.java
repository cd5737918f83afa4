// Turns forms into nodes: scopes, bindings, which shape of code means what. It never runs user code and never throws.
package gene.analysis;

import gene.data.Special;
import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class Analyzer {
  final List<Diagnostic> diagnostics = new ArrayList<>();
  final List<Binding> bindings = new ArrayList<>();
  final List<Scope> scopes = new ArrayList<>();
  final List<UnboundName> unbound = new ArrayList<>();
  /** Names that become members of some namespace of the file, so that a bare use of them may be right. */
  final MemberNames memberNames = new MemberNames();
  /** What all top-level forms of the file let one another know. */
  final Contribution whole = new Contribution();
  /** Names bound by imports; `*` when one imports everything. */
  final Set<String> importedNames = new LinkedHashSet<>();
  final BuiltinTable builtins;
  final Map<String, String> environment;

  final BindingForms bindingForms = new BindingForms(this);
  final ControlForms control = new ControlForms(this);
  final FunctionForms functions = new FunctionForms(this);
  final ClassForms classes = new ClassForms(this);
  final InterfaceForms interfaces = new InterfaceForms(this);
  final InterceptorForms interceptors = new InterceptorForms(this);
  final CallForms calls = new CallForms(this);
  final SmallForms small = new SmallForms(this);
  final Patterns patterns = new Patterns(this);
  final TestForms tests = new TestForms(this);
  final TypeForms types = new TypeForms(this);
  final Shapes shapes;

  FunctionInfo function;
  Scope scope;
  Tree.Top top;
  /** What `self` means: null for the function's own receiver or namespace. */
  Binding selfBinding;
  /** Loops of the present function, innermost first. */
  ArrayDeque<Node.LoopLabel> loops = new ArrayDeque<>();
  /** For a function whose body is analysed after the rest of its module: how much of each outer scope came before it. */
  private Map<Scope, Integer> limits = Map.of();
  private final ArrayDeque<Deferred> deferred = new ArrayDeque<>();
  /** Whether an undefined name here can be caught or is never reached, so that it is no certain fault. */
  int guarded;
  boolean opaqueNames;
  /** More than 0 among the arguments of a call whose callee a path names: they are data if it turns out to be a macro function. */
  int maybeData;
  /** Functions that several definitions share: which one a call reaches is not known. */
  final Set<Binding> redefined = new LinkedHashSet<>();
  /** Whether the source is the library itself, which may extend built-in classes. */
  boolean prelude;
  /** The form of the top level that is being analysed. */
  Form topForm;
  /** Whether the source is an input of a session, whose top level is that of a module. */
  boolean session;

  /** What the top-level forms let others know, by form. */
  private final Map<Form, Contribution> contributions = new IdentityHashMap<>();
  /** Names of the module's variables in their order where the analysis is that of parts; empty where all of them are declared here. */
  Set<String> moduleNames = Set.of();

  /** The names, of which each top-level form knows those that it made. */
  final class MemberNames extends LinkedHashSet<String> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean add(String name) {
      if (top != null) {
        contribution().members.add(name);
      }
      return super.add(name);
    }
  }

  private Contribution contribution() {
    return contributions.computeIfAbsent(top.form(), f -> new Contribution());
  }

  /** What a top-level form lets others know. */
  Contribution contributionOf(Form topForm) {
    return contributions.getOrDefault(topForm, new Contribution());
  }

  /** Parts of the file that are not analysed here let this be known. */
  void know(Contribution elsewhere) {
    memberNames.addAll(elsewhere.members);
    whole.add(elsewhere);
  }

  void writesMember(String name) {
    contribution().written.add(name);
    whole.written.add(name);
  }

  void writesAnyMember() {
    contribution().writesAny = true;
    whole.writesAny = true;
  }

  void hasTry() {
    contribution().hasTry = true;
    whole.hasTry = true;
  }

  void hasMacros() {
    contribution().hasMacros = true;
    whole.hasMacros = true;
  }

  /** A use of a name without a lexical binding. */
  record UnboundName(String name, Tree.Top top, Form form, int start, int end, boolean guarded, boolean maybeData, Scope scope) {}

  private record Deferred(Runnable task, FunctionInfo function, Scope scope, Tree.Top top, Binding self, Map<Scope, Integer> limits) {}

  Analyzer(BuiltinTable builtins, Map<String, String> environment) {
    this.builtins = builtins;
    this.shapes = new Shapes(builtins);
    this.environment = environment;
  }

  // Diagnostics

  Node error(Form at, AnalysisCode code, String message) {
    report(Diagnostic.error(code.id(), span(at), message));
    return nil(at);
  }

  Node error(Form at, AnalysisCode code, String message, String hint) {
    report(Diagnostic.error(code.id(), span(at), message).hint(hint));
    return nil(at);
  }

  void report(Diagnostic relative) {
    diagnostics.add(relative.shift(top.start()));
  }

  static Span span(Form form) {
    return new Span(form.start(), form.end());
  }

  static Node nil(Form at) {
    return new Node.Const(at, Special.NIL);
  }

  // Scopes

  Scope openScope(Form over) {
    scope = new Scope(scope, function);
    scope.setRange(over.start(), over.end());
    scopes.add(scope);
    return scope;
  }

  void closeScope() {
    scope = scope.parent();
  }

  Binding declare(String name, Binding.Kind kind, Form at) {
    return declare(name, kind, at.start(), at.end());
  }

  Binding declare(String name, Binding.Kind kind, int start, int end) {
    if (name.equals("self") || name.equals("Self")) {
      report(Diagnostic.error(AnalysisCode.RESERVED.id(), new Span(start, end), "Reserved identifier '" + name + "' cannot be declared"));
    }
    if (function.kind() == FunctionInfo.Kind.EVAL && scope == function.scope && scope.parent() instanceof OuterScope outer) {
      Binding kept = outer.keep(name, kind);
      if (kept != null) {
        capture(kept);
        return kept;
      }
    }
    var b = new Binding(name, kind, scope, top, start, end);
    scope.add(b);
    bindings.add(b);
    shapes.declare(name);
    return b;
  }

  /** A variable that no program can name. */
  Binding hidden(String name, Form at) {
    var b = new Binding("(" + name + ")", Binding.Kind.HIDDEN, scope, top, at.start(), at.end());
    scope.add(b);
    return b;
  }

  /** The binding that the name denotes here, captured as needed; null when it is no variable of a scope. */
  Binding resolve(String name) {
    for (Scope s = scope; s != null; s = s.parent()) {
      Integer limit = limits.get(s);
      Binding b = s.find(name, limit == null ? Integer.MAX_VALUE : limit);
      if (b == null && limit != null) {
        b = s.findFirst(name);
      }
      if (b != null && !b.isHiddenFrom(function)) {
        capture(b);
        return b;
      }
      if (s.hasMember(name)) {
        return null;
      }
    }
    return null;
  }

  /** The binding that the name denotes here, for looking at only: it is not captured. */
  Binding find(String name) {
    for (Scope s = scope; s != null; s = s.parent()) {
      Binding b = s.find(name, Integer.MAX_VALUE);
      if (b != null || s.hasMember(name)) {
        return b;
      }
    }
    return null;
  }

  void capture(Binding b) {
    FunctionInfo owner = b.scope().function();
    for (FunctionInfo f = function; f != owner && f != null; f = f.outer()) {
      f.captureIndex(b);
      b.capture();
    }
  }

  /** Code made at run time may name any variable that is visible here. */
  void captureVisible() {
    function.usesEval = true;
    for (Scope s = scope; s != null; s = s.parent()) {
      if (s.function() != function) {
        for (Binding b : List.copyOf(s.bindings())) {
          if (b.kind() != Binding.Kind.HIDDEN && resolve(b.name()) != null) {
            capture(resolve(b.name()));
          }
        }
      }
    }
  }

  /** How many calls around the present place may get their arguments as data. */
  private int data;

  /** Analyses what may be data and no code: gives the first error, and reports none. */
  String quietly(Runnable task) {
    int before = diagnostics.size();
    data++;
    guarded++;
    task.run();
    guarded--;
    data--;
    List<Diagnostic> found = diagnostics.subList(before, diagnostics.size());
    String first = found.stream().filter(Diagnostic::isError).map(Diagnostic::message).findFirst().orElse(null);
    found.clear();
    return first;
  }

  private void quietBody(FunctionInfo info, Runnable task) {
    String fault = quietly(task);
    if (fault != null) {
      info.preconditions.clear();
      info.postconditions.clear();
      Form at = info.form();
      info.body = FunctionInfo.Sequenced.of(List.of(new Node.Throw(at, new Node.Const(at, fault))));
    }
  }

  /** Runs the task when the whole module has been seen if this is the body of a module, namespace or class; else at once. */
  void functionBody(FunctionInfo info, Runnable body) {
    Runnable task = data > 0 ? () -> quietBody(info, body) : body;
    boolean later = switch (function.kind()) {
      case MODULE, BODY -> !limitsActive();
      case FUNCTION, BLOCK, METHOD, CTOR, EVAL -> false;
    };
    if (later) {
      var seen = new HashMap<Scope, Integer>();
      for (Scope s = scope; s != null; s = s.parent()) {
        seen.put(s, s.size());
      }
      deferred.add(new Deferred(task, function, scope, top, selfBinding, seen));
    } else {
      task.run();
    }
  }

  private boolean limitsActive() {
    return !limits.isEmpty();
  }

  void runDeferred() {
    while (!deferred.isEmpty()) {
      Deferred d = deferred.poll();
      function = d.function;
      scope = d.scope;
      top = d.top;
      selfBinding = d.self;
      limits = d.limits;
      d.task.run();
      limits = Map.of();
    }
  }

  // Expressions

  List<Node> expressions(List<Form> forms) {
    var nodes = new ArrayList<Node>(forms.size());
    for (Form f : forms) {
      nodes.add(expression(f));
    }
    return nodes;
  }

  /** The forms from an index on as one node; no scope of its own. */
  Node.Sequence sequence(Form at, List<Form> forms) {
    return new Node.Sequence(at, statements(forms), null);
  }

  /** The forms of a body; what follows an exit is pointed out. */
  List<Node> statements(List<Form> forms) {
    List<Node> nodes = expressions(forms);
    for (int i = 0; i + 1 < nodes.size(); i++) {
      Node n = nodes.get(i);
      if (n instanceof Node.Return || n instanceof Node.Throw || n instanceof Node.Break || n instanceof Node.Continue) {
        report(Diagnostic.of(AnalysisCode.UNREACHABLE.id(), Diagnostic.Severity.HINT,
            new Span(forms.get(i + 1).start(), forms.get(forms.size() - 1).end()), "this is never reached").tag(Diagnostic.Tag.UNUSED));
        break;
      }
    }
    return nodes;
  }

  Node.Sequence scopedSequence(Form at, List<Form> forms) {
    Form range = forms.isEmpty() ? at : forms.get(0);
    Scope s = openScope(range);
    if (!forms.isEmpty()) {
      s.setRange(range.start(), forms.get(forms.size() - 1).end());
    }
    var nodes = statements(forms);
    closeScope();
    return new Node.Sequence(at, nodes, s);
  }

  Node expression(Form form) {
    if (form instanceof Form.Node n) {
      return calls.node(n);
    } else if (form instanceof Form.Name n) {
      return name(n);
    } else if (form instanceof Form.Literal l) {
      return new Node.Const(l, l.value());
    } else if (form instanceof Form.Path p) {
      return bindingForms.path(p);
    } else if (form instanceof Form.Array a) {
      return new Node.ArrayLit(a, items(a.items(), true), a.sealed());
    } else if (form instanceof Form.MapForm m) {
      return new Node.MapLit(m, entries(m.props()), m.sealed());
    } else if (form instanceof Form.HashMapForm h) {
      if (h.items().size() % 2 != 0) {
        return error(h, AnalysisCode.HASHMAP, "HashMap literals expect alternating key/value entries");
      }
      return new Node.HashMapLit(h, expressions(h.items()), h.sealed());
    } else if (form instanceof Form.Quote q) {
      return quoted(q, q.datum());
    } else if (form instanceof Form.Interpolation i) {
      return new Node.Concat(i, expressions(i.pieces()));
    } else if (form instanceof Form.Hole h) {
      return new Node.Quoted(h, h);
    }
    // A broken form: the reader has said why. What is inside is still analysed, for the editor's sake.
    return new Node.Sequence(form, expressions(form.parts()), null);
  }

  Node quoted(Form at, Form datum) {
    while (datum instanceof Form.Quote q) {
      datum = q.datum();
    }
    if (datum instanceof Form.Literal l) {
      return new Node.Const(at, l.value());
    } else if (datum instanceof Form.Name n) {
      return new Node.Const(at, gene.data.Symbol.of(n.text()));
    } else if (datum instanceof Form.Path p) {
      return new Node.Const(at, new gene.data.ComplexSymbol(p.segments().stream().map(Form.Segment::text).toList()));
    }
    return new Node.Quoted(at, datum);
  }

  Node name(Form.Name n) {
    String text = n.text();
    if (text.startsWith("@") && text.length() > 1) {
      return small.selectorLiteral(n, List.of(new Form.Segment(n.start() + 1, n.end(), text.substring(1))));
    } else if (text.startsWith("$") && text.length() > 1) {
      return global(n, text.substring(1));
    } else if (text.equals("self")) {
      return self(n);
    } else if (text.equals("_")) {
      return new Node.Const(n, Special.PLACEHOLDER);
    } else if (text.equals("...") || text.endsWith("...") && text.length() > 3) {
      return error(n, AnalysisCode.SPREAD, "a spread is only possible in array literals, map literals and call arguments");
    }
    return variable(n, text, n.start(), n.end());
  }

  Node global(Form at, String name) {
    return new Node.Global(at, name);
  }

  Node self(Form at) {
    if (selfBinding != null) {
      capture(selfBinding);
    }
    return new Node.Self(at, selfBinding);
  }

  Node variable(Form at, String name, int start, int end) {
    Binding b = resolve(name);
    if (b != null) {
      b.refer(top, start, end, false);
      return new Node.Local(at, b);
    }
    unbound.add(new UnboundName(name, top, at, start, end, guarded > 0, maybeData > 0, scope));
    return new Node.Name(at, name);
  }

  /** Elements of an array literal or positional arguments, with `x...` and `expr ...` as spreads. */
  List<Node.Item> items(List<Form> forms, boolean array) {
    var items = new ArrayList<Node.Item>(forms.size());
    for (int i = 0; i < forms.size(); i++) {
      Form f = forms.get(i);
      if (f instanceof Form.Name n && n.text().equals("...")) {
        error(n, AnalysisCode.SPREAD, "... must follow the value that it spreads");
        continue;
      }
      Form base = withoutDots(f);
      boolean spread = base != null;
      if (!spread && i + 1 < forms.size() && forms.get(i + 1) instanceof Form.Name n && n.text().equals("...")) {
        base = f;
        spread = true;
        i++;
      }
      items.add(new Node.Item(expression(spread ? base : f), spread));
    }
    return items;
  }

  /** `x` for the symbol `x...`, `a/b` for `a/b...`; null for anything else. */
  static Form withoutDots(Form f) {
    if (f instanceof Form.Name n && n.text().equals("nil...")) {
      return new Form.Literal(n.start(), n.end() - 3, Special.NIL);
    } else if (f instanceof Form.Name n && n.text().length() > 3 && n.text().endsWith("...")) {
      return new Form.Name(n.start(), n.end() - 3, n.text().substring(0, n.text().length() - 3));
    } else if (f instanceof Form.Path p) {
      var segments = new ArrayList<>(p.segments());
      Form.Segment last = segments.get(segments.size() - 1);
      if (last.text().length() > 3 && last.text().endsWith("...")) {
        segments.set(segments.size() - 1, new Form.Segment(last.start(), last.end() - 3, last.text().substring(0, last.text().length() - 3)));
        return new Form.Path(p.start(), p.end() - 3, segments);
      }
    }
    return null;
  }

  List<Node.Entry> entries(List<Form.Prop> props) {
    var entries = new ArrayList<Node.Entry>(props.size());
    for (Form.Prop p : props) {
      entries.add(new Node.Entry(p.key().startsWith("...") ? null : p.key(), expression(p.value())));
    }
    return entries;
  }

  /** The arguments of a call: what stands in its form from an index on. */
  Node.Arguments arguments(Form.Node n, int from) {
    var keywords = TreeSelectorForms.takesSelectors(n) ? TreeSelectorForms.keywords(this, n) : entries(n.props());
    return new Node.Arguments(keywords, items(n.children().subList(from, n.children().size()), false));
  }

  static boolean isName(Form f, String text) {
    return f instanceof Form.Name n && n.text().equals(text);
  }
}
