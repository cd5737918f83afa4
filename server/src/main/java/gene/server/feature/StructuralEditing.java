// Structural editing: brackets move, forms change places; the text stays balanced.
package gene.server.feature;

import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  private final int at;

  private StructuralEditing(Document document, Cursor cursor) {
    this.document = document;
    this.top = cursor.top();
    this.path = cursor.path();
    this.at = cursor.offset() - cursor.top().start();
  }

  /** Empty where the operation makes no sense: nothing to take in, no brackets around. */
  public static List<Diagnostic.Edit> apply(Document document, int offset, Operation operation) {
    return Cursor.at(document, offset).map(c -> new StructuralEditing(document, c).edits(operation)).orElse(List.of());
  }

  private List<Diagnostic.Edit> edits(Operation operation) {
    return switch (operation) {
      case SLURP_FORWARD -> slurpForward();
      case SLURP_BACKWARD -> slurpBackward();
      case BARF_FORWARD -> barfForward();
      case BARF_BACKWARD -> barfBackward();
      case RAISE -> raise();
      case SPLICE -> splice();
      case TRANSPOSE -> transpose();
      case WRAP -> List.of(replace(current(), "(" + text(current()) + ")"));
      case KILL -> kill();
    };
  }

  private static boolean isList(Form f) {
    return f instanceof Form.Node || f instanceof Form.Array || f instanceof Form.MapForm || f instanceof Form.HashMapForm;
  }

  /** The innermost brackets around the cursor. */
  private Optional<Form> list() {
    for (int i = path.size() - 1; i >= 0; i--) {
      Form f = path.get(i);
      if (isList(f) && f.start() < at && at < f.end() && isClosed(f)) {
        return Optional.of(f);
      }
    }
    return Optional.empty();
  }

  private boolean isClosed(Form f) {
    return ")]}".indexOf(document.source().text().charAt(top.start() + f.end() - 1)) >= 0;
  }

  private Form current() {
    return path.get(path.size() - 1);
  }

  private String text(Form f) {
    return document.text(top.span(f));
  }

  private int opening(Form list) {
    String text = text(list);
    return list.start() + (text.startsWith("#") ? 2 : 1) + (list instanceof Form.HashMapForm ? 1 : 0);
  }

  private int closing(Form list) {
    return list.end() - (list instanceof Form.HashMapForm ? 2 : 1);
  }

  /** What stands beside the list: in the form around it, or at the top of the file; absolute. */
  private Optional<Span> neighbour(Form list, boolean after) {
    int i = path.indexOf(list);
    var spans = new ArrayList<Span>();
    if (i > 0) {
      path.get(i - 1).parts().forEach(p -> spans.add(top.span(p)));
    } else {
      document.tree().tops().forEach(t -> spans.add(t.span(t.form())));
    }
    Span own = top.span(list);
    return after ? spans.stream().filter(s -> s.start() >= own.end()).findFirst()
        : spans.stream().filter(s -> s.end() <= own.start()).reduce((a, b) -> b);
  }

  private Diagnostic.Edit replace(Form f, String text) {
    return new Diagnostic.Edit(top.span(f), text);
  }

  private Diagnostic.Edit remove(int from, int to) {
    return new Diagnostic.Edit(new Span(top.start() + from, top.start() + to), "");
  }

  private static Diagnostic.Edit insert(int absolute, String text) {
    return new Diagnostic.Edit(new Span(absolute, absolute), text);
  }

  private List<Diagnostic.Edit> slurpForward() {
    return list().flatMap(l -> neighbour(l, true).map(n -> List.of(remove(closing(l), l.end()), insert(n.end(), text(l).substring(closing(l) - l.start()))))).orElse(List.of());
  }

  private List<Diagnostic.Edit> slurpBackward() {
    return list().flatMap(l -> neighbour(l, false).map(n -> List.of(insert(n.start(), text(l).substring(0, opening(l) - l.start())), remove(l.start(), opening(l))))).orElse(List.of());
  }

  private List<Diagnostic.Edit> barfForward() {
    return list().filter(l -> !l.parts().isEmpty()).map(l -> {
      List<Form> parts = l.parts();
      int end = parts.size() > 1 ? parts.get(parts.size() - 2).end() : opening(l);
      return List.of(insert(top.start() + end, text(l).substring(closing(l) - l.start())), remove(closing(l), l.end()));
    }).orElse(List.of());
  }

  private List<Diagnostic.Edit> barfBackward() {
    return list().filter(l -> !l.parts().isEmpty()).map(l -> {
      List<Form> parts = l.parts();
      int start = parts.size() > 1 ? parts.get(1).start() : closing(l);
      return List.of(remove(l.start(), opening(l)), insert(top.start() + start, text(l).substring(0, opening(l) - l.start())));
    }).orElse(List.of());
  }

  /** The form takes the place of what holds it. */
  private List<Diagnostic.Edit> raise() {
    for (int i = path.size() - 2; i >= 0; i--) {
      if (isList(path.get(i))) {
        return List.of(replace(path.get(i), text(path.get(i + 1))));
      }
    }
    return List.of();
  }

  private List<Diagnostic.Edit> splice() {
    return list().map(l -> List.of(remove(l.start(), opening(l)), remove(closing(l), l.end()))).orElse(List.of());
  }

  /** The form at the cursor and the one before it change places. */
  private List<Diagnostic.Edit> transpose() {
    for (int i = path.size() - 1; i > 0; i--) {
      List<Form> siblings = path.get(i - 1).parts();
      int index = siblings.indexOf(path.get(i));
      if (index > 0) {
        Form before = siblings.get(index - 1);
        return List.of(replace(before, text(path.get(i))), replace(path.get(i), text(before)));
      }
    }
    return List.of();
  }

  /** From the cursor to the end of the list. */
  private List<Diagnostic.Edit> kill() {
    return list().filter(l -> at <= closing(l)).map(l -> {
      Form inside = l.parts().stream().filter(p -> p.start() < at && at < p.end()).findFirst().orElse(null);
      return List.of(remove(inside == null ? at : inside.start(), closing(l)));
    }).orElse(List.of());
  }
}
