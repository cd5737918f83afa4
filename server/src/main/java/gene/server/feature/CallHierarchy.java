// Call hierarchy: which functions call a function, and which ones it calls.
package gene.server.feature;

import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class CallHierarchy {
  /** A function, method, constructor or class; without a symbol the code at the top of a file. */
  public record Item(Document document, Optional<Symbol> symbol) {
    public String name() {
      return symbol.map(Symbol::name).orElse(document.uri().name());
    }

    public Span span() {
      return symbol.map(Symbol::span).orElse(new Span(0, document.source().length()));
    }

    public Span nameSpan() {
      return symbol.map(Symbol::nameSpan).orElse(new Span(0, 0));
    }

    private String key() {
      return document.uri().key() + "#" + nameSpan().start() + symbol.isPresent();
    }
  }

  /** @param places where the calls stand: in the caller's file */
  public record Call(Item other, List<Span> places) {}

  private CallHierarchy() {}

  public static List<Item> at(Snapshot snapshot, Document document, int offset) {
    return Names.at(snapshot, document, offset).map(f -> f.entities().stream().flatMap(e -> item(snapshot, e).stream()).toList()).orElse(List.of());
  }

  private static Optional<Item> item(Snapshot snapshot, Entity e) {
    if (e instanceof Entity.Member m && isCalled(m.symbol())) {
      return Optional.of(new Item(m.document(), Optional.of(m.symbol())));
    } else if (e instanceof Entity.BuiltIn b) {
      BuiltinPages.Place place = snapshot.builtins().place(b.entry());
      var symbol = new Symbol(b.entry().name(), b.entry().signature(), b.entry().kind() == gene.analysis.Builtin.Kind.METHOD ? Symbol.Kind.METHOD : Symbol.Kind.FUNCTION,
          place.span(), place.span(), List.of(), null, null);
      return Optional.of(new Item(place.document(), Optional.of(symbol)));
    }
    return Optional.empty();
  }

  private static boolean isCalled(Symbol s) {
    return switch (s.kind()) {
      case FUNCTION, METHOD, CONSTRUCTOR, CLASS, OBJECT, VARIANT -> true;
      case INTERFACE, FIELD, NAMESPACE, ENUM, VARIABLE, CONSTANT, TYPE -> false;
    };
  }

  public static List<Call> incoming(Snapshot snapshot, Item item) {
    Optional<Names.Found> found = Names.at(snapshot, item.document(), item.nameSpan().end());
    Map<String, Call> calls = new LinkedHashMap<>();
    found.ifPresent(f -> {
      for (Occurrences.Occurrence o : Occurrences.everywhere(snapshot, f.entities())) {
        if (o.kind() == Occurrences.Kind.READ && isCall(o)) {
          Item caller = around(snapshot, o.document(), o.span().start());
          calls.computeIfAbsent(caller.key(), k -> new Call(caller, new ArrayList<>())).places().add(o.span());
        }
      }
    });
    return List.copyOf(calls.values());
  }

  /** Whether the name is what a form calls: its head, its method, the class of `new`. */
  private static boolean isCall(Occurrences.Occurrence o) {
    Optional<Cursor> cursor = Cursor.at(o.document(), o.span().end());
    if (cursor.isEmpty()) {
      return false;
    }
    Form name = cursor.get().innermost();
    return cursor.get().parent().filter(p -> p instanceof Form.Node n && !n.isCall("import") && (n.head() == name
        || !n.children().isEmpty() && n.children().get(0) == name && (n.isCall("new") || o.document().text(cursor.get().span(name)).startsWith("."))))
        .isPresent() || name instanceof Form.Path p && p.segments().get(p.segments().size() - 1).text().startsWith(".");
  }

  /** The innermost function around a place. */
  private static Item around(Snapshot snapshot, Document document, int offset) {
    List<Symbol> around = new Receiver(snapshot, document).enclosing(offset);
    for (int i = around.size() - 1; i >= 0; i--) {
      Symbol s = around.get(i);
      if (s.kind() == Symbol.Kind.FUNCTION || s.kind() == Symbol.Kind.METHOD || s.kind() == Symbol.Kind.CONSTRUCTOR) {
        return new Item(document, Optional.of(s));
      }
    }
    return new Item(document, Optional.empty());
  }

  public static List<Call> outgoing(Snapshot snapshot, Item item) {
    Map<String, Call> calls = new LinkedHashMap<>();
    for (Tree.Top top : item.document().tree().tops()) {
      if (top.start() <= item.span().end() && item.span().start() <= top.end()) {
        walk(snapshot, item, top, top.form(), calls);
      }
    }
    return List.copyOf(calls.values());
  }

  private static void walk(Snapshot snapshot, Item item, Tree.Top top, Form form, Map<String, Call> into) {
    Span span = top.span(form);
    boolean outside = span.end() < item.span().start() || span.start() > item.span().end();
    if (outside || form instanceof Form.Quote || item.symbol().isEmpty() && DefinitionForm.of(form).filter(d -> d.params() != null).isPresent()) {
      return;
    }
    if (form instanceof Form.Node n && item.span().covers(span) && n.head() != null && DefinitionForm.of(n).isEmpty()) {
      Form name = calledName(n);
      Span place = top.span(name);
      Names.at(snapshot, item.document(), place.end()).filter(f -> f.entities().size() == 1).flatMap(f -> item(snapshot, f.entities().get(0)))
          .ifPresent(callee -> into.computeIfAbsent(callee.key(), k -> new Call(callee, new ArrayList<>())).places().add(place));
    }
    form.parts().forEach(part -> walk(snapshot, item, top, part, into));
  }

  private static Form calledName(Form.Node n) {
    Form first = n.children().isEmpty() ? null : n.children().get(0);
    boolean method = first instanceof Form.Name m && m.text().startsWith(".") && m.text().length() > 1;
    return first != null && (n.isCall("new") || method) ? first : n.head();
  }
}
