// The call around an offset: what it calls, and which argument the offset is in. It reads half-typed calls too.
package gene.server.feature;

import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * @param first   the index of the first child that is an argument
 * @param callees several where the text leaves it open, such as a method of an unknown receiver
 */
record CallSite(Tree.Top top, Form.Node form, int first, List<Callable> callees) {
  private static final int MOST_CALLEES = 12;

  /** The innermost call around the offset whose callee is known. */
  static Optional<CallSite> around(Snapshot snapshot, Document document, int offset) {
    Optional<Cursor> cursor = Cursor.within(document, offset);
    if (cursor.isEmpty()) {
      return Optional.empty();
    }
    List<Form> path = cursor.get().path();
    for (int i = path.size() - 1; i >= 0; i--) {
      if (path.get(i) instanceof Form.Node n && n.head() != null && cursor.get().top().start() + n.head().end() < offset) {
        Optional<CallSite> site = of(snapshot, document, cursor.get().top(), n);
        if (site.isPresent()) {
          return site;
        }
      }
      if (path.get(i) instanceof Form.Node n && DefinitionForm.of(n).isPresent() || path.get(i) instanceof Form.Quote) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  static Optional<CallSite> of(Snapshot snapshot, Document document, Tree.Top top, Form.Node n) {
    Form name = n.head();
    int first = 0;
    if (n.isCall("new")) {
      return n.children().isEmpty() ? Optional.empty() : construction(snapshot, document, top, n);
    }
    if (!n.children().isEmpty() && isMethodName(n.children().get(0))) {
      name = n.children().get(0);
      first = 1;
    }
    if (!(name instanceof Form.Name) && !(name instanceof Form.Path)) {
      return Optional.empty();
    }
    List<Callable> callees = Names.at(snapshot, document, top.start() + name.end()).map(found -> callables(snapshot, found.entities())).orElse(List.of());
    return callees.isEmpty() ? Optional.empty() : Optional.of(new CallSite(top, n, first, callees));
  }

  private static boolean isMethodName(Form f) {
    String text = f instanceof Form.Name n ? n.text() : f instanceof Form.Path p ? p.segments().get(0).text() : "";
    return text.length() > 1 && text.startsWith(".") && !text.startsWith("..");
  }

  private static List<Callable> callables(Snapshot snapshot, List<Entity> entities) {
    var all = new ArrayList<Callable>();
    for (Entity e : entities) {
      Callable.of(e).filter(c -> all.size() < MOST_CALLEES).ifPresent(all::add);
    }
    return all;
  }

  private static Optional<CallSite> construction(Snapshot snapshot, Document document, Tree.Top top, Form.Node n) {
    Form cls = n.children().get(0);
    var found = Names.at(snapshot, document, top.start() + cls.end());
    if (found.isEmpty() || !(found.get().entities().get(0) instanceof Entity.Member m) || !m.symbol().isClassLike()) {
      return Optional.empty();
    }
    return new Receiver(snapshot, m.document()).findMember(m.symbol().name(), "ctor", Symbol.Kind.CONSTRUCTOR).flatMap(Callable::of)
        .map(c -> new CallSite(top, n, 1, List.of(c)));
  }

  /** The positional arguments in order of writing. */
  List<Form> arguments() {
    return form.children().subList(Math.min(first, form.children().size()), form.children().size());
  }

  /** Which positional argument the offset is in or would begin. */
  int argumentAt(int offset) {
    int at = offset - top.start();
    int index = 0;
    for (Form f : arguments()) {
      if (f.end() < at) {
        index++;
      }
    }
    return index;
  }

  /** The property whose key or value holds the offset, also where its value has not been typed. */
  Optional<Form.Prop> keywordAt(int offset) {
    int at = offset - top.start();
    return form.props().stream().filter(p -> p.keyStart() <= at && at <= Math.max(p.keyEnd() + 1, p.value().end())).findFirst();
  }
}
