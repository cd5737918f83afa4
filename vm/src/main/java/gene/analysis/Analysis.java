// What is known of a file without running it: its code as nodes, bindings, diagnostics. An immutable value.
package gene.analysis;

import gene.source.Diagnostic;
import gene.source.Source;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

public final class Analysis {
  private final Tree tree;
  private final FunctionInfo module;
  private final List<Diagnostic> diagnostics;
  private final List<Binding> bindings;
  private final List<Scope> scopes;
  private final List<Analyzer.UnboundName> unbound;
  private final Set<String> memberNames;
  private final boolean opaqueNames;
  private final Analyzer analyzer;
  private volatile Places places;
  private final List<TestForms.Found> tests;

  private Analysis(Tree tree, FunctionInfo module, Analyzer a, List<Diagnostic> diagnostics) {
    this.tree = tree;
    this.module = module;
    this.diagnostics = diagnostics.stream().sorted(Comparator.comparingInt(d -> d.span().start())).toList();
    this.bindings = List.copyOf(a.bindings);
    this.scopes = List.copyOf(a.scopes);
    this.unbound = List.copyOf(a.unbound);
    this.memberNames = new LinkedHashSet<>(a.memberNames);
    this.memberNames.addAll(a.importedNames);
    this.opaqueNames = a.opaqueNames || a.importedNames.contains("*");
    this.analyzer = a;
    this.tests = List.copyOf(a.tests.found());
  }

  /** Analyses a file.
   *  @param environment what `comptime` sees of the process environment */
  public static Analysis of(Tree tree, BuiltinTable builtins, Map<String, String> environment) {
    return of(tree, builtins, environment, false, true);
  }

  /** Analyses a file without looking at types, calls and enum patterns. */
  public static Analysis untyped(Tree tree, BuiltinTable builtins, Map<String, String> environment) {
    return of(tree, builtins, environment, false, false);
  }

  /** Analyses some of the top-level forms of a file among the headers of the others that they mention, without looking at types. */
  public static Analysis ofParts(Tree tree, BuiltinTable builtins, Predicate<Tree.Top> wanted) {
    var mentioned = new HashSet<String>();
    tree.tops().stream().filter(wanted).forEach(t -> Headers.words(t.form(), mentioned));
    var shown = new ArrayList<Tree.Top>();
    for (Tree.Top top : tree.tops()) {
      String function = Headers.functionName(top.form());
      if (wanted.test(top)) {
        shown.add(top);
      } else if (function == null || mentioned.contains(function)) {
        Form form = Headers.of(top.form());
        if (form != null) {
          shown.add(form == top.form() ? top : new Tree.Top(top.start(), form, List.of()));
        }
      }
    }
    return of(Tree.of(tree.source(), shown), builtins, Map.of(), false, false);
  }

  /** Analyses the top-level forms that a tree shows among what all others of the file say. */
  static Analysis among(Tree shown, BuiltinTable builtins, Elsewhere elsewhere) {
    return of(shown, builtins, Map.of(), false, true, elsewhere);
  }

  /** Analyses the part of the library that is written in Gene. */
  public static Analysis ofPrelude(Tree tree, BuiltinTable builtins) {
    return of(tree, builtins, Map.of(), true, false);
  }

  private static Analysis of(Tree tree, BuiltinTable builtins, Map<String, String> environment, boolean prelude, boolean types) {
    return of(tree, builtins, environment, prelude, types, new Elsewhere(new Contribution(), Set.of(), Set.of()));
  }

  /**
   * What parts of the file say which the tree does not show.
   *
   * @param assigned variables of the module that such parts assign
   * @param names    all variables of the module in their order; empty where the tree shows them
   */
  record Elsewhere(Contribution known, Set<String> assigned, Set<String> names) {
      }

  private static Analysis of(Tree tree, BuiltinTable builtins, Map<String, String> environment, boolean prelude, boolean types, Elsewhere elsewhere) {
    var a = new Analyzer(builtins, environment);
    a.prelude = prelude;
    a.know(elsewhere.known);
    a.moduleNames = elsewhere.names;
    FunctionInfo module = new ModuleForms(a).module(tree);
    module.scope().bindings().stream().filter(b -> elsewhere.assigned.contains(b.name())).forEach(Binding::setAssigned);
    var all = new ArrayList<Diagnostic>(tree.diagnostics());
    all.addAll(a.diagnostics);
    if (!prelude) {
      new NameCheck(a).report(all);
    }
    if (types) {
      TypeChecker.check(a, module, all);
    }
    return new Analysis(tree, module, a, all);
  }

  /** The variables around code that is made at run time or typed into a session. */
  public interface Surroundings {
    /** Whether a variable of this name is visible; its kind. */
    Optional<Binding.Kind> find(String name);

    /** Whether a variable that the code declares at its top stays visible for later code of the session. */
    boolean keeps(String name, Binding.Kind kind);

    /** Whether the code is an input of a session, where `import` is possible. */
    default boolean isSession() {
      return false;
    }

    /** Whether `self` of the code is that of a method, so that `/x` is a field. */
    boolean inMethod();
  }

  /** Analyses forms that run inside a scope which already exists: `eval`, `$caller_eval`, a stopped frame, a session. */
  public static Analysis ofEvaluation(Tree tree, BuiltinTable builtins, Surroundings around) {
    return ofEvaluation(tree, builtins, around, false);
  }

  /** Analyses the filling of a template in a scope that exists. */
  public static Analysis ofTemplate(Tree tree, BuiltinTable builtins, Surroundings around) {
    return ofEvaluation(tree, builtins, around, true);
  }

  private static Analysis ofEvaluation(Tree tree, BuiltinTable builtins, Surroundings around, boolean template) {
    var a = new Analyzer(builtins, Map.of());
    FunctionInfo code = new ModuleForms(a).evaluation(tree, around, template);
    var all = new ArrayList<Diagnostic>(tree.diagnostics());
    all.addAll(a.diagnostics);
    return new Analysis(tree, code, a, all);
  }

  public Tree tree() {
    return tree;
  }

  public Source source() {
    return tree.source();
  }

  /** The whole file as the body of a function. */
  public FunctionInfo module() {
    return module;
  }

  /** Syntax errors and findings with absolute spans, in order of place. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.isError() && !d.code().equals(NameCheck.UNDEFINED));
  }

  /** The errors that keep the program from running: an undefined name is none of them. */
  public List<Diagnostic> errors() {
    return diagnostics.stream().filter(d -> d.isError() && !d.code().equals(NameCheck.UNDEFINED)).toList();
  }

  /** The names that the module can have as members; empty where imports or evaluated code may add others. */
  public Optional<Set<String>> findDefinedNames() {
    if (opaqueNames) {
      return Optional.empty();
    }
    var names = new LinkedHashSet<>(memberNames);
    module.scope().bindings().forEach(b -> names.add(b.name()));
    return Optional.of(names);
  }

  /** The types of the expressions of one top-level form, by form; what nothing is known of is {@link Type#ANY}. */
  public Map<Form, Type> typesIn(Tree.Top top) {
    return TypeChecker.typesIn(analyzer, module, top);
  }

  List<TestForms.Found> testForms() {
    return tests;
  }

  /** Every variable of the file, in order of declaration. */
  public List<Binding> bindings() {
    return bindings;
  }

  /** The variable named at an absolute offset: where it is declared or used. */
  public Optional<Binding> bindingAt(int offset) {
    if (places == null) {
      places = new Places(this, bindings);
    }
    return places.at(offset);
  }

  /** The absolute span of the declaring name; empty for what the text does not show. */
  public Optional<Span> span(Binding b) {
    return b.top() == null || b.kind() == Binding.Kind.HIDDEN ? Optional.empty()
        : Optional.of(new Span(b.top().start() + b.start(), b.top().start() + b.end()));
  }

  /** Where the top-level form of the declaration begins; its form's and its value's spans count from there. */
  public int start(Binding b) {
    return b.top().start();
  }

  public Span span(Binding.Reference r) {
    return new Span(r.top().start() + r.start(), r.top().start() + r.end());
  }

  /** What a top-level form lets all others know. */
  Contribution contributionOf(Tree.Top top) {
    return analyzer.contributionOf(top.form());
  }

  /** Whether code that is made at run time may define any name. */
  boolean hasOpaqueNames() {
    return analyzer.opaqueNames;
  }

  /** The names visible at an absolute offset, innermost first, each once. */
  public List<Binding> visibleAt(int offset) {
    var found = new java.util.LinkedHashMap<String, Binding>();
    Scope innermost = module.scope();
    for (Tree.Top top : tree.tops()) {
      if (top.start() <= offset && offset <= top.end()) {
        int at = offset - top.start();
        for (Scope s : scopes) {
          boolean here = !s.bindings().isEmpty() && s.bindings().get(0).top() == top;
          if (here && s != module.scope() && s.start() <= at && at <= s.end() && isInside(s, innermost)) {
            innermost = s;
          }
        }
      }
    }
    for (Scope s = innermost; s != null; s = s.parent()) {
      for (int i = s.bindings().size() - 1; i >= 0; i--) {
        Binding b = s.bindings().get(i);
        if (b.kind() != Binding.Kind.HIDDEN) {
          found.putIfAbsent(b.name(), b);
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static boolean isInside(Scope s, Scope outer) {
    for (Scope p = s; p != null; p = p.parent()) {
      if (p == outer) {
        return true;
      }
    }
    return false;
  }

  /** Uses of names that no scope of the file declares: members, imports, built-ins, or mistakes; with their absolute spans. */
  public Map<Span, String> unboundNames() {
    var map = new java.util.LinkedHashMap<Span, String>();
    for (Analyzer.UnboundName u : unbound) {
      map.put(new Span(u.top().start() + u.start(), u.top().start() + u.end()), u.name());
    }
    return map;
  }

  /** The innermost form at an absolute offset, outermost first; empty between top-level forms. */
  public List<Form> formsAt(int offset) {
    var path = new ArrayList<Form>();
    for (Tree.Top top : tree.tops()) {
      if (top.start() <= offset && offset <= top.end()) {
        Form f = top.form();
        while (f != null) {
          path.add(f);
          Form inner = null;
          for (Form part : f.parts()) {
            if (part.start() <= offset - top.start() && offset - top.start() <= part.end()) {
              inner = part;
            }
          }
          f = inner;
        }
      }
    }
    return path;
  }
}
