// A function, method, block or body as analysed: parameters, what it captures, its code as nodes.
package gene.analysis;

import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;

public final class FunctionInfo {
  public enum Kind { MODULE, BODY, FUNCTION, BLOCK, METHOD, CTOR, EVAL }

  public enum ParamKind { POSITIONAL, REST, KEYWORD, KEYWORD_REST }

  /**
   * @param binding  null for `_` and for a pattern
   * @param pattern  what the argument is taken apart into; null for a plain name
   * @param fallback the default; null when the argument is required
   * @param field    for `/name` in a constructor: the field that gets the argument
   */
  public record Param(ParamKind kind, String name, Binding binding, Pattern pattern, Node fallback, Form fallbackForm, TypeExpr type,
                      boolean field) {
    public boolean isRequired() {
      return fallback == null;
    }
  }

  private final String name;
  private final Kind kind;
  private final Form form;
  private final Tree.Top top;
  private final FunctionInfo outer;
  final List<Param> params = new ArrayList<>();
  final List<Binding> captures = new ArrayList<>();
  final List<Node> preconditions = new ArrayList<>();
  final List<Node> postconditions = new ArrayList<>();
  TypeExpr returnType;
  Scope scope;
  Sequenced body;
  int definitions;
  Binding result;
  String intent;
  Form examples;
  boolean generator;
  boolean async;
  boolean startsAtOnce;
  boolean usesEval;
  Binding home;
  /** For the body of a class: its name, which `Self` stands for. */
  String className;
  /** `T` and `U` of `name:T:U`. */
  List<String> typeParameters = List.of();
  /** The names of `! [db]`; empty without. */
  List<String> effects = List.of();
  Form returnForm;
  /** What it is as a value, and what its body gives: set when they are first asked for. */
  Type type;
  Type inferredResult;

  /**
   * The nodes of a body in order of running.
   *
   * @param tops the top-level form of each node, to which its spans are relative; empty where all belong to the function's own
   */
  public record Sequenced(List<Node> nodes, List<Tree.Top> tops) {
    public Sequenced {
      nodes = List.copyOf(nodes);
      tops = List.copyOf(tops);
    }

    static Sequenced of(List<Node> nodes) {
      return new Sequenced(nodes, List.of());
    }
  }

  FunctionInfo(String name, Kind kind, Form form, Tree.Top top, FunctionInfo outer) {
    this.name = name;
    this.kind = kind;
    this.form = form;
    this.top = top;
    this.outer = outer;
  }

  /** A function that the text does not have: it takes one argument, and its code is made of that of functions inside `outer`. */
  public static FunctionInfo made(String name, Form form, Tree.Top top, FunctionInfo outer, String parameter, List<Binding> captures) {
    var info = new FunctionInfo(name, Kind.FUNCTION, form, top, outer);
    info.params.add(new Param(ParamKind.POSITIONAL, parameter, null, null, null, null, null, false));
    info.captures.addAll(captures);
    return info;
  }

  /** Empty for an anonymous function. */
  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  public Form form() {
    return form;
  }

  public Tree.Top top() {
    return top;
  }

  public FunctionInfo outer() {
    return outer;
  }

  public List<Param> params() {
    return params;
  }

  /** Variables of outer functions that it uses, in the order of its capture slots. */
  public List<Binding> captures() {
    return captures;
  }

  public List<Node> preconditions() {
    return preconditions;
  }

  public List<Node> postconditions() {
    return postconditions;
  }

  /** Null without `-> Type`. */
  public TypeExpr returnType() {
    return returnType;
  }

  public List<String> typeParameters() {
    return typeParameters;
  }

  public List<String> effects() {
    return effects;
  }

  public Scope scope() {
    return scope;
  }

  /** Of a module: how many nodes of the body, the first ones, are definitions and imports. */
  public int definitions() {
    return definitions;
  }

  public Sequenced body() {
    return body;
  }

  /** The variable `result` of postconditions; null without them. */
  public Binding result() {
    return result;
  }

  /** The text of `^intent`; null without one. */
  public String intent() {
    return intent;
  }

  /** The form of `^examples`; null without one. */
  public Form examples() {
    return examples;
  }

  public boolean isGenerator() {
    return generator;
  }

  public boolean isAsync() {
    return async;
  }

  /** `^^async`, the older spelling: the body starts during the call. */
  public boolean startsAtOnce() {
    return startsAtOnce;
  }

  /** Its arguments arrive as data. */
  public boolean isMacro() {
    return kind == Kind.FUNCTION && name.endsWith("!");
  }

  public boolean isMethod() {
    return kind == Kind.METHOD || kind == Kind.CTOR;
  }

  /** The hidden variable that blocks inside leave this function by; null when none does. */
  public Binding home() {
    return home;
  }

  public boolean usesEval() {
    return usesEval;
  }

  /** Whether a parameter has an annotation. */
  boolean isTyped() {
    for (Param p : params) {
      if (p.type() != null) {
        return true;
      }
    }
    return false;
  }

  /** The type of what the body gives; {@link Type#ANY} when nothing is known of it. */
  public Type inferredResult() {
    return inferredResult == null ? Type.ANY : inferredResult;
  }

  /** The parameters and the result as people read them: `[a b = … ^k rest...] -> Int`. */
  public String signature() {
    var sb = new StringBuilder("[");
    for (Param p : params) {
      boolean keyword = p.kind() == ParamKind.KEYWORD || p.kind() == ParamKind.KEYWORD_REST;
      boolean rest = p.kind() == ParamKind.REST || p.kind() == ParamKind.KEYWORD_REST;
      sb.append(sb.length() > 1 ? " " : "").append(keyword ? "^" : "").append(p.pattern() != null ? "[…]" : p.name()).append(rest ? "..." : "");
      sb.append(p.type() == null ? "" : ": " + p.type()).append(p.isRequired() ? "" : " = …");
    }
    return sb.append(']').append(returnType == null ? "" : " -> " + returnType).toString();
  }

  int captureIndex(Binding b) {
    int i = captures.indexOf(b);
    if (i < 0) {
      captures.add(b);
      i = captures.size() - 1;
    }
    return i;
  }
}
