// Hover: what the name under the cursor is, how it is called, and what is said about it.
package gene.server.feature;

import gene.analysis.Binding;
import gene.analysis.Builtin;
import gene.analysis.FunctionInfo;
import gene.analysis.Type;
import gene.source.Span;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** @param span what the parts are about */
public record Hover(Span span, List<Part> parts) {
  /** Gene code or a text of plain words with `code` in it; shown one below the other. */
  public record Part(boolean code, String text) {}

  /** A value is shown when it can be taken in at a glance. */
  private static final int LONGEST_VALUE = 60;

  public static Optional<Hover> at(Snapshot snapshot, Document document, int offset) {
    return Names.at(snapshot, document, offset).map(found -> of(snapshot, found.entities(), found.span())).or(() -> word(document, offset));
  }

  static Hover of(Snapshot snapshot, List<Entity> entities, Span span) {
    var parts = new ArrayList<Part>();
    var builtins = new ArrayList<Builtin>();
    for (Entity e : entities) {
      if (e instanceof Entity.BuiltIn b) {
        builtins.add(b.entry());
      } else if (e instanceof Entity.Variable v) {
        variable(snapshot, v, parts);
      } else if (e instanceof Entity.Member m) {
        member(m, parts);
      } else if (e instanceof Entity.Module m) {
        parts.add(new Part(false, "module `" + m.document().uri().name() + "`"));
      }
    }
    builtins(builtins, parts);
    return new Hover(span, List.copyOf(parts));
  }

  /** A word of the language: at the head of a form, inside of one, an operator; a path of which only the type is known. */
  private static Optional<Hover> word(Document document, int offset) {
    Optional<Cursor> at = Cursor.at(document, offset);
    if (at.isPresent() && at.get().innermost() instanceof Form.Name name) {
      boolean head = at.get().parent().filter(p -> p instanceof Form.Node n && n.head() == name).isPresent();
      Optional<String> doc = head ? SpecialForms.find(name.text()).map(SpecialForms::doc) : Optional.empty();
      return doc.or(() -> LanguageWords.find(name.text())).map(text -> new Hover(at.get().span(name), List.of(new Part(false, text))));
    } else if (at.isPresent() && at.get().innermost() instanceof Form.Path path) {
      return path(document, at.get(), path);
    }
    return Optional.empty();
  }

  private static Optional<Hover> path(Document document, Cursor at, Form.Path path) {
    String head = path.segments().get(0).text();
    if (at.segment(path) == 0 && head.startsWith("$")) {
      return LanguageWords.find(head).map(text -> new Hover(at.span(path.segments().get(0)), List.of(new Part(false, text))));
    }
    Type type = at.segment(path) == path.segments().size() - 1 ? document.types(at.top()).get(path) : null;
    return type == null || !type.isKnown() ? Optional.empty()
        : Optional.of(new Hover(at.span(path), List.of(new Part(true, document.text(at.span(path)) + ": " + type))));
  }

  /** Methods that several classes share, such as `.size`, are told once for all of them. */
  private static void builtins(List<Builtin> builtins, List<Part> into) {
    Map<List<String>, List<String>> owners = new LinkedHashMap<>();
    for (Builtin b : builtins) {
      owners.computeIfAbsent(List.of(Signatures.of(b), b.doc()), k -> new ArrayList<>()).add(b.kind() == Builtin.Kind.METHOD ? "`" + b.owner() + "`" : "");
    }
    owners.forEach((text, classes) -> {
      into.add(new Part(true, text.get(0)));
      String of = classes.get(0).isEmpty() ? "built-in" : "built-in method of " + String.join(", ", classes);
      into.add(new Part(false, of));
      if (!text.get(1).isEmpty()) {
        into.add(new Part(false, text.get(1)));
      }
    });
  }

  private static void member(Entity.Member m, List<Part> into) {
    Symbol s = m.symbol();
    into.add(new Part(true, Signatures.of(m.document(), s)));
    if (!m.owner().isEmpty()) {
      into.add(new Part(false, word(s.kind()) + " of `" + m.owner() + "`"));
    }
    String doc = DocComment.of(m.document(), s);
    if (!doc.isEmpty()) {
      into.add(new Part(false, doc));
    }
  }

  private static String word(Symbol.Kind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static void variable(Snapshot snapshot, Entity.Variable v, List<Part> into) {
    Binding b = v.binding();
    boolean typed = b.type() != null;
    String name = b.name() + (typed ? ": " + b.type() : "");
    into.add(new Part(true, switch (b.kind()) {
      case VAR -> "(var " + name + value(v) + ")";
      case LET -> "(let " + name + value(v) + ")";
      case PARAM -> parameter(v);
      default -> name;
    }));
    Optional<String> cls = typed ? Optional.empty() : new Receiver(snapshot, v.document()).classOf(b);
    into.add(new Part(false, kind(b) + cls.map(c -> ", by its value of class `" + c + "`").orElse("")));
    Optional<Symbol> declared = v.document().symbols().stream().filter(s -> v.document().span(b).filter(s.nameSpan()::equals).isPresent()).findFirst();
    declared.map(s -> DocComment.of(v.document(), s)).filter(doc -> !doc.isEmpty()).ifPresent(doc -> into.add(new Part(false, doc)));
  }

  /** A parameter as its list has it, with type and default. */
  private static String parameter(Entity.Variable v) {
    Optional<Span> declared = v.document().span(v.binding());
    Optional<Cursor> at = declared.flatMap(s -> Cursor.at(v.document(), s.start()));
    if (at.isPresent()) {
      int start = at.get().top().start();
      for (Form f : at.get().path()) {
        Optional<Parameters> list = DefinitionForm.of(f).or(() -> DefinitionForm.anonymous(f)).filter(d -> d.params() != null)
            .map(d -> Parameters.of(d.params(), v.document().source().text(), start));
        Optional<Parameters.Parameter> found = list.flatMap(l -> l.all().stream().filter(p -> start + p.nameSpan().start() == declared.get().start()
            && p.name().equals(v.binding().name())).findFirst());
        if (found.isPresent() && found.get().text().indexOf('\n') < 0 && found.get().text().length() <= LONGEST_VALUE) {
          return found.get().text();
        }
      }
    }
    return v.binding().name() + (v.binding().type() == null ? "" : ": " + v.binding().type());
  }

  /** The value of a variable if the text shows it: one that no assignment replaces. */
  private static String value(Entity.Variable v) {
    Binding b = v.binding();
    boolean changes = b.isAssigned();
    if (b.value() == null || changes || b.top() == null) {
      return "";
    }
    String text = v.document().text(b.top().span(b.value()));
    return text.length() > LONGEST_VALUE || text.indexOf('\n') >= 0 ? "" : " " + text;
  }

  private static String kind(Binding b) {
    FunctionInfo owner = b.scope().function();
    boolean module = owner.kind() == FunctionInfo.Kind.MODULE && b.scope() == owner.scope();
    return switch (b.kind()) {
      case VAR -> module ? "variable of the module" : "local variable";
      case LET -> module ? "constant of the module" : "local constant";
      case PARAM -> owner.name().isEmpty() ? "parameter" : "parameter of `" + owner.name() + "`";
      case LOOP -> "loop variable";
      case CATCH -> "caught exception";
      case FUNCTION -> "function";
      case CLASS -> "class";
      case INTERFACE -> "interface";
      case NAMESPACE -> "namespace";
      case ENUM -> "enum";
      case TYPE -> "type";
      case HIDDEN, OUTER -> "variable";
    };
  }
}
