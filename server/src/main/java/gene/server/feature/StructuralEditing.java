// Structural editing: brackets move, forms change places; the text stays balanced.
package gene.server.feature;

import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

public final class StructuralEditing {
  public enum Operation {
    SLURP_FORWARD("slurpForward"), SLURP_BACKWARD("slurpBackward"), BARF_FORWARD("barfForward"), BARF_BACKWARD("barfBackward"),
    RAISE("raise"), SPLICE("splice"), TRANSPOSE("transpose"), WRAP("wrap"), KILL("kill");

    private final String command;

    Operation(String command) {
      this.command = "gene." + command;
    }

    public String command() {
      return command;
    }

    public static Optional<Operation> find(String command) {
      return List.of(values()).stream().filter(o -> o.command.equals(command)).findFirst();
    }
  }

  private final Document document;
  private final Tree.Top top;
  private final List<Form> path;
  /** Absolute, as all places here. */
  private final int at;

  private StructuralEditing(Document document, Cursor cursor) {
    this.document = document;
    this.top = cursor.top();
    this.path = cursor.path();
    this.at = cursor.offset();
  }

  /**
   * What the operation does at each of the cursors. Empty where it makes no sense: nothing to take in, no brackets around, or the text
   * would be less balanced than it is. A cursor that would edit what another one edits is passed over.
   */
  public static List<Diagnostic.Edit> apply(Document document, List<Integer> offsets, Operation operation) {
    List<Diagnostic.Edit> all = List.of();
    for (int offset : offsets) {
      List<Diagnostic.Edit> more = at(document, offset, operation);
      boolean apart = all.stream().noneMatch(e -> more.stream().anyMatch(m -> overlap(e.span(), m.span())));
      List<Diagnostic.Edit> together = Stream.concat(all.stream(), more.stream()).toList();
      if (!more.isEmpty() && apart && isAsBalanced(document, together)) {
        all = together;
      }
    }
    return all;
  }

  private static boolean overlap(Span a, Span b) {
    return a.equals(b) || a.start() < b.end() && b.start() < a.end();
  }

  private static boolean isAsBalanced(Document document, List<Diagnostic.Edit> edits) {
    Document after = document;
    for (Diagnostic.Edit e : edits.stream().sorted(Comparator.comparingInt((Diagnostic.Edit e) -> e.span().start()).thenComparing(e -> e.span().end()).reversed()).toList()) {
      after = after.edited(document.version(), e.span().start(), e.span().length(), e.text());
    }
    return after.tree().diagnostics().size() <= document.tree().diagnostics().size();
  }

  private static List<Diagnostic.Edit> at(Document document, int offset, Operation operation) {
    Optional<Tree.Comment> comment = document.tree().comments().stream()
        .filter(c -> c.start() < offset && (offset < c.end() || offset == c.end() && !c.block())).findFirst();
    Optional<StructuralEditing> here = Cursor.at(document, offset).map(c -> new StructuralEditing(document, c));
    List<Diagnostic.Edit> edits = switch (operation) {
      case SLURP_FORWARD -> here.flatMap(StructuralEditing::slurpForward).orElse(List.of());
      case SLURP_BACKWARD -> here.flatMap(StructuralEditing::slurpBackward).orElse(List.of());
      case BARF_FORWARD -> here.flatMap(StructuralEditing::barfForward).orElse(List.of());
      case BARF_BACKWARD -> here.flatMap(StructuralEditing::barfBackward).orElse(List.of());
      case SPLICE -> here.flatMap(StructuralEditing::splice).orElse(List.of());
      // In a comment there is no form that these could be about.
      case RAISE -> here.filter(h -> comment.isEmpty()).flatMap(StructuralEditing::raise).orElse(List.of());
      case TRANSPOSE -> here.filter(h -> comment.isEmpty()).flatMap(StructuralEditing::transpose).orElse(List.of());
      case WRAP -> here.filter(h -> comment.isEmpty()).map(StructuralEditing::wrap).orElse(List.of());
      case KILL -> comment.map(c -> List.of(remove(offset, c.block() ? Math.max(offset, c.end() - 2) : c.end())))
          .orElseGet(() -> here.flatMap(StructuralEditing::kill).orElse(List.of()));
    };
    return edits.stream().filter(e -> e.span().length() > 0 || !e.text().isEmpty()).map(e -> operation == Operation.KILL ? e : keepingApart(document, e)).toList();
  }

  /** What brackets kept apart stays apart: `(a)b` becomes `a b`. Brackets that are put in need nothing around them. */
  private static Diagnostic.Edit keepingApart(Document document, Diagnostic.Edit e) {
    String text = document.source().text();
    boolean gapBefore = e.span().start() == 0 || isGap(text.charAt(e.span().start() - 1), "([{`'%");
    boolean gapBehind = e.span().end() == text.length() || isGap(text.charAt(e.span().end()), ")]}");
    if (e.span().length() == 0) {
      return e;
    } else if (e.text().isEmpty()) {
      return gapBefore || gapBehind ? e : new Diagnostic.Edit(e.span(), " ");
    }
    return new Diagnostic.Edit(e.span(), (gapBefore ? "" : " ") + e.text() + (gapBehind ? "" : " "));
  }

  private static boolean isGap(char c, String brackets) {
    return Character.isWhitespace(c) || brackets.indexOf(c) >= 0;
  }

  /** Forms with brackets of their own: the inner expressions of a chain have none. */
  private boolean isList(Form f) {
    boolean bare = f instanceof Form.Node n && n.head() != null && n.head().start() == n.start();
    return !bare && (f instanceof Form.Node || f instanceof Form.Array || f instanceof Form.MapForm || f instanceof Form.HashMapForm);
  }

  private static boolean isMark(Form f) {
    return f instanceof Form.Quote || f instanceof Form.Hole;
  }

  private boolean isClosed(Form f) {
    return f.end() > f.start() + 1 && ")]}".indexOf(document.source().text().charAt(top.start() + f.end() - 1)) >= 0;
  }

  /** The innermost brackets around the cursor, by their place in the path. */
  private Optional<Integer> list() {
    for (int i = path.size() - 1; i >= 0; i--) {
      Span span = top.span(path.get(i));
      if (isList(path.get(i)) && span.start() < at && at < span.end() && isClosed(path.get(i))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** What stands beside one another in a form, properties with their keys. */
  private List<Span> elements(Form f) {
    var all = new ArrayList<Span>();
    List<Form.Prop> props = f instanceof Form.Node n ? n.props() : f instanceof Form.MapForm m ? m.props() : List.of();
    props.forEach(p -> all.add(new Span(p.keyStart(), Math.max(p.keyEnd(), p.value().end())).shift(top.start())));
    for (Form part : f.parts()) {
      if (props.stream().noneMatch(p -> p.value() == part)) {
        all.add(top.span(part));
      }
    }
    all.sort(Comparator.comparingInt(Span::start));
    return all;
  }

  private int opening(Form list) {
    String text = document.text(top.span(list));
    return top.start() + list.start() + (text.startsWith("#") ? 2 : 1) + (list instanceof Form.HashMapForm ? 1 : 0);
  }

  private int closing(Form list) {
    return top.start() + list.end() - (list instanceof Form.HashMapForm ? 2 : 1);
  }

  private String openingText(Form list) {
    return document.text(new Span(top.start() + list.start(), opening(list)));
  }

  private String closingText(Form list) {
    return document.text(new Span(closing(list), top.start() + list.end()));
  }

  /** What stands beside the list: in the form around it, or at the top of the file. What is unfinished is no neighbour. */
  private Optional<Span> neighbour(int list, boolean after) {
    int i = list;
    while (i > 0 && isMark(path.get(i - 1))) {
      i--; // it goes with the brackets behind it
    }
    List<Span> beside = i == 0 ? document.tree().tops().stream().map(t -> t.span(t.form())).toList()
        : isList(path.get(i - 1)) || path.get(i - 1) instanceof Form.Broken ? elements(path.get(i - 1)) : List.of();
    Span own = top.span(path.get(list));
    Optional<Span> next = after ? beside.stream().filter(s -> s.start() >= own.end()).findFirst()
        : beside.stream().filter(s -> s.end() <= own.start()).reduce((a, b) -> b);
    return next.filter(this::isWhole);
  }

  private boolean isWhole(Span span) {
    return document.tree().tops().stream().filter(t -> t.start() <= span.start() && span.end() <= t.end())
        .allMatch(t -> t.diagnostics().stream().noneMatch(d -> overlap(d.span().shift(t.start()), span)));
  }

  private static Diagnostic.Edit replace(Span span, String text) {
    return new Diagnostic.Edit(span, text);
  }

  private static Diagnostic.Edit remove(int from, int to) {
    return new Diagnostic.Edit(new Span(from, to), "");
  }

  private static Diagnostic.Edit insert(int at, String text) {
    return new Diagnostic.Edit(new Span(at, at), text);
  }

  private Optional<List<Diagnostic.Edit>> slurpForward() {
    return list().flatMap(i -> neighbour(i, true).map(n -> {
      Form l = path.get(i);
      return List.of(remove(closing(l), top.start() + l.end()), insert(n.end(), closingText(l)));
    }));
  }

  private Optional<List<Diagnostic.Edit>> slurpBackward() {
    return list().flatMap(i -> neighbour(i, false).map(n -> {
      Form l = path.get(i);
      return List.of(insert(n.start(), openingText(l)), remove(top.start() + l.start(), opening(l)));
    }));
  }

  /** Whether there is a last, or first, element, and the form around may have it: a property needs one that has properties. */
  private boolean mayLeave(int list, boolean last) {
    List<Span> all = elements(path.get(list));
    if (all.isEmpty()) {
      return false;
    }
    boolean property = document.source().text().charAt(all.get(last ? all.size() - 1 : 0).start()) == '^';
    return !property || list > 0 && (path.get(list - 1) instanceof Form.Node || path.get(list - 1) instanceof Form.MapForm);
  }

  private Optional<List<Diagnostic.Edit>> barfForward() {
    return list().filter(i -> mayLeave(i, true)).map(path::get).map(l -> {
      List<Span> all = elements(l);
      int end = all.size() > 1 ? all.get(all.size() - 2).end() : opening(l);
      boolean apart = all.get(all.size() - 1).start() > end;
      return List.of(insert(end, closingText(l) + (apart ? "" : " ")), remove(closing(l), top.start() + l.end()));
    });
  }

  private Optional<List<Diagnostic.Edit>> barfBackward() {
    return list().filter(i -> mayLeave(i, false)).map(path::get).map(l -> {
      List<Span> all = elements(l);
      int start = all.size() > 1 ? all.get(1).start() : closing(l);
      boolean apart = all.get(0).end() < start;
      return List.of(remove(top.start() + l.start(), opening(l)), insert(start, (apart ? "" : " ") + openingText(l)));
    });
  }

  /** The form takes the place of what holds it. */
  private Optional<List<Diagnostic.Edit>> raise() {
    for (int i = path.size() - 2; i >= 0; i--) {
      if (isList(path.get(i))) {
        return Optional.of(List.of(replace(top.span(path.get(i)), document.text(top.span(path.get(i + 1))))));
      }
    }
    return Optional.empty();
  }

  private Optional<List<Diagnostic.Edit>> splice() {
    return list().map(path::get).map(l -> List.of(remove(top.start() + l.start(), opening(l)), remove(closing(l), top.start() + l.end())));
  }

  /** The form at the cursor, or behind it, and the one before change places. */
  private Optional<List<Diagnostic.Edit>> transpose() {
    for (int i = path.size() - 1; i >= -1; i--) {
      List<Span> all = i < 0 ? document.tree().tops().stream().map(t -> t.span(t.form())).toList() : isList(path.get(i)) ? elements(path.get(i)) : List.of();
      boolean innermost = i == path.size() - 1;
      Optional<Span> here = all.stream().filter(s -> s.start() <= at && at < s.end()).findFirst().or(() -> all.stream().filter(s -> s.end() == at).findFirst())
          .or(() -> all.stream().filter(s -> innermost && s.start() > at).findFirst());
      int index = here.map(all::indexOf).orElse(0);
      if (index > 0 && isWhole(all.get(index)) && isWhole(all.get(index - 1))) {
        Span before = all.get(index - 1);
        var both = new Span(before.start(), here.get().end());
        String between = document.text(new Span(before.end(), here.get().start()));
        return Optional.of(List.of(replace(both, document.text(here.get()) + (between.isEmpty() ? " " : between) + document.text(before))));
      }
    }
    return Optional.empty();
  }

  /** The text of an interpolation is no form of its own, and a mark goes with what it marks. */
  private List<Diagnostic.Edit> wrap() {
    int i = path.size() - 1;
    while (i > 0 && (path.get(i - 1) instanceof Form.Interpolation && path.get(i) instanceof Form.Literal || isMark(path.get(i - 1)))) {
      i--;
    }
    Span span = top.span(path.get(i));
    return isWhole(span) ? List.of(replace(span, "(" + document.text(span) + ")")) : List.of();
  }

  /** From the cursor to the end of the list; inside a string to the end of that. */
  private Optional<List<Diagnostic.Edit>> kill() {
    Form innermost = path.get(path.size() - 1);
    Span span = top.span(innermost);
    String text = document.text(span);
    if (innermost instanceof Form.Literal l && l.value() instanceof String && text.length() > 1 && text.startsWith("\"") && !text.startsWith("\"\"\"")
        && text.endsWith("\"") && span.start() < at && at < span.end()) {
      boolean escaped = at > span.start() + 1 && document.source().text().charAt(at - 1) == '\\';
      return Optional.of(List.of(remove(escaped ? at - 1 : at, span.end() - 1)));
    }
    return list().map(path::get).filter(l -> at <= closing(l)).map(l -> {
      int from = elements(l).stream().filter(s -> s.start() < at && at < s.end()).findFirst().map(Span::start).orElse(Math.max(at, opening(l)));
      return List.of(remove(from, closing(l)));
    });
  }
}
