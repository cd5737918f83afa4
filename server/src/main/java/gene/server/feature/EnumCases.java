// Adds the variants of an enum that a `case` over it does not have.
package gene.server.feature;

import gene.syntax.Form;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

final class EnumCases {
  private EnumCases() {}

  static void in(Selected at, List<Refactoring> into) {
    Optional<Form.Node> node = at.node().filter(n -> n.isCall("case"));
    if (node.isEmpty() || at.isQuoted()) {
      return;
    }
    List<Form> rest = node.get().children();
    Entity.Member found = null;
    var seen = new HashSet<String>();
    boolean qualified = false;
    for (int i = 0; i + 1 < rest.size(); i++) {
      if (DefinitionForm.isName(rest.get(i), "when")) {
        Form name = rest.get(i + 1) instanceof Form.Node n ? n.head() : rest.get(i + 1);
        Optional<Entity.Member> variant = name == null ? Optional.empty() : variant(at, name);
        if (variant.isPresent()) {
          seen.add(variant.get().symbol().name());
          found = variant.get();
          qualified |= name instanceof Form.Path;
        }
      }
    }
    if (found == null) {
      return;
    }
    Entity.Member of = found;
    Optional<Symbol> owner = Symbol.find(of.document().symbols(), of.owner());
    var missing = new ArrayList<Symbol>();
    owner.ifPresent(e -> e.children().stream().filter(v -> v.kind() == Symbol.Kind.VARIANT && !seen.contains(v.name())).forEach(missing::add));
    if (!missing.isEmpty()) {
      String prefix = qualified ? of.owner() + "/" : "";
      into.add(Refactoring.of("Add the missing variants of `" + of.owner() + "`", Refactoring.Kind.QUICK_FIX, at.document(), edit(at, node.get(), of, missing, prefix)));
    }
  }

  private static Optional<Entity.Member> variant(Selected at, Form name) {
    return Names.at(at.snapshot(), at.document(), at.top().start() + name.end()).map(f -> f.entities().get(0)).filter(Entity.Member.class::isInstance)
        .map(Entity.Member.class::cast).filter(m -> m.symbol().kind() == Symbol.Kind.VARIANT);
  }

  private static gene.source.Diagnostic.Edit edit(Selected at, Form.Node n, Entity.Member of, List<Symbol> missing, String prefix) {
    Optional<Form> last = n.children().stream().filter(f -> DefinitionForm.isName(f, "else")).findFirst();
    Form before = n.children().stream().filter(f -> DefinitionForm.isName(f, "when")).findFirst().orElseThrow();
    String margin = at.indentation(at.top().start() + before.start());
    var text = new StringBuilder();
    for (Symbol v : missing) {
      var fields = Callable.of(of.document(), v).map(c -> c.parameters().all()).orElse(List.of());
      String pattern = fields.isEmpty() ? prefix + v.name() : "(" + prefix + v.name() + String.join("", fields.stream().map(p -> " " + p.name()).toList()) + ")";
      text.append(last.isPresent() ? "" : "\n" + margin).append("when ").append(pattern).append(" nil").append(last.isPresent() ? "\n" + margin : "");
    }
    return at.insert(at.top().start() + last.map(Form::start).orElse(n.end() - 1), text.toString());
  }
}
