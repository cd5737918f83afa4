// What the form around the cursor has a place for: its own words such as `elif`, the variants that a `case` may test, the methods a class inherits.
package gene.server.feature;

import gene.server.feature.Completion.Item;
import gene.server.feature.Completion.Kind;
import gene.source.Span;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** @param wanted  what fits here better than any name: a few items, none in most places
 *  @param allowed words that may follow here */
record InnerWords(List<Item> wanted, List<String> allowed) {
  static final InnerWords NONE = new InnerWords(List.of(), List.of());
  private static final int MOST_TYPES = 64;
  private static final Map<String, List<String>> WORDS = Map.of("if", List.of("elif", "else", "then"), "if_not", List.of("then"),
      "case", List.of("when", "else"), "try", List.of("catch", "finally"), "for", List.of("in"));

  static InnerWords at(Snapshot snapshot, Document document, CompletionPlace place) {
    if (place.top() == null) {
      return NONE;
    }
    var receiver = new Receiver(snapshot, document);
    return switch (place.kind()) {
      case HEAD -> new InnerWords(variants(receiver, document, place, around(document, place), true), List.of());
      case EXPRESSION -> expression(receiver, document, place);
      case NEW_NAME -> new InnerWords(methods(snapshot, receiver, place), List.of());
      case NOWHERE, TYPE, KEYWORD, METHOD, MEMBER, MODULE_PATH, IMPORT_ITEM, GLOBAL -> NONE;
    };
  }

  private static InnerWords expression(Receiver receiver, Document document, CompletionPlace place) {
    Form.Node form = place.parent();
    String head = form != null && form.head() instanceof Form.Name n ? n.text() : "";
    List<String> words = WORDS.getOrDefault(head, List.of());
    if (words.isEmpty()) {
      return NONE;
    }
    Form before = before(form, place.token().start() - place.top().start());
    if (DefinitionForm.isName(before, "when")) {
      return new InnerWords(variants(receiver, document, place, form, false), List.of());
    }
    boolean first = before == null || before == form.head() || DefinitionForm.isName(before, "elif") || head.equals("for") && hasWord(form, place, "in");
    return first ? NONE : new InnerWords(List.of(), words);
  }

  private static boolean hasWord(Form.Node form, CompletionPlace place, String word) {
    return form.children().stream().anyMatch(c -> DefinitionForm.isName(c, word) && place.top().start() + c.end() < place.token().start());
  }

  /** The part of the form that ends before an offset, the last one; its head when there is none. */
  private static Form before(Form.Node form, int offset) {
    Form before = form.head();
    for (Form f : form.children()) {
      before = f.end() <= offset && f.start() < offset ? f : before;
    }
    return before;
  }

  /** The `case` behind whose last `when` the bracket before the token stands. */
  private static Form.Node around(Document document, CompletionPlace place) {
    int bracket = document.source().text().lastIndexOf('(', place.token().start() - 1);
    List<Form> path = Cursor.within(document, bracket).map(Cursor::path).orElse(List.of());
    for (int i = path.size() - 1; i >= 0; i--) {
      if (path.get(i) instanceof Form.Node n && place.top().start() + n.start() < bracket) {
        return n.isCall("case") && DefinitionForm.isName(before(n, bracket - place.top().start()), "when") ? n : null;
      }
    }
    return null;
  }

  /** Of the enum that the target is known to be of, else of all enums of the document. */
  private static List<Item> variants(Receiver receiver, Document document, CompletionPlace place, Form.Node form, boolean inBrackets) {
    if (form == null || form.children().isEmpty()) {
      return List.of();
    }
    Optional<Entity.Member> known = receiver.classOf(place.top(), form.children().get(0)).flatMap(receiver::findType)
        .filter(Entity.Member.class::isInstance).map(Entity.Member.class::cast).filter(m -> m.symbol().kind() == Symbol.Kind.ENUM);
    Document home = known.map(Entity.Member::document).orElse(document);
    List<Symbol> enums = known.map(m -> List.of(m.symbol())).orElseGet(() -> document.symbols().stream().filter(s -> s.kind() == Symbol.Kind.ENUM).toList());
    Set<String> tested = new HashSet<>();
    form.children().forEach(c -> tested.add(c instanceof Form.Node n && n.head() instanceof Form.Name h ? h.text() : c instanceof Form.Name n ? n.text() : ""));
    var all = new ArrayList<Item>();
    for (Symbol of : enums) {
      for (Symbol v : of.children()) {
        List<Parameters.Parameter> fields = v.kind() == Symbol.Kind.VARIANT ? Callable.of(home, v).map(c -> c.parameters().all()).orElse(List.of()) : List.of();
        boolean fits = v.kind() == Symbol.Kind.VARIANT && !(inBrackets && fields.isEmpty()) && (!tested.contains(v.name()) || v.name().equals(document.text(place.word())));
        if (fits) {
          all.add(variant(home, v, fields, place, inBrackets));
        }
      }
    }
    return all;
  }

  private static Item variant(Document home, Symbol v, List<Parameters.Parameter> fields, CompletionPlace place, boolean inBrackets) {
    var text = new StringBuilder(v.name());
    for (int i = 0; i < fields.size(); i++) {
      text.append(" ${").append(i + 1).append(':').append(fields.get(i).name()).append('}');
    }
    boolean brackets = !inBrackets && !fields.isEmpty();
    return new Item(v.name(), Kind.VARIANT, v.detail(), brackets ? "(" + text + ")" : text.toString(), !fields.isEmpty(), place.word(), 0,
        Completion.subject(home, v.nameSpan().start()), List.of());
  }

  /** Those of superclasses and interfaces that the class does not have itself, with their parameters. */
  private static List<Item> methods(Snapshot snapshot, Receiver receiver, CompletionPlace place) {
    Optional<Symbol> cls = place.parent() != null && place.parent().isCall("method") ? receiver.enclosingClass(place.token().start()) : Optional.empty();
    var all = new ArrayList<Item>();
    Set<String> taken = new HashSet<>();
    cls.ifPresent(c -> c.children().stream().filter(s -> s.kind() == Symbol.Kind.METHOD && s.span().start() != place.top().start() + place.parent().start())
        .forEach(s -> taken.add(s.name())));
    var waiting = new ArrayList<Hierarchy.Type>();
    cls.ifPresent(c -> waiting.add(new Hierarchy.Type(receiver.document(), c)));
    for (int i = 0; i < waiting.size() && i < MOST_TYPES; i++) {
      for (Hierarchy.Type t : Hierarchy.supertypes(snapshot, waiting.get(i))) {
        waiting.add(t);
        t.symbol().children().stream().filter(s -> s.kind() == Symbol.Kind.METHOD && taken.add(s.name())).forEach(s -> all.add(method(t, s, place.word())));
      }
    }
    return all;
  }

  private static Item method(Hierarchy.Type of, Symbol s, Span replace) {
    String parameters = DefinitionForm.of(s.form()).filter(d -> d.params() != null)
        .map(d -> of.document().text(new Span(d.params().start(), d.type() == null ? d.params().end() : d.type().end()).shift(s.top().start()))).orElse("[]");
    return new Item(s.name(), Kind.METHOD, "of " + of.symbol().name(), s.name() + " " + parameters, false, replace, 0,
        Completion.subject(of.document(), s.nameSpan().start()), List.of());
  }
}
