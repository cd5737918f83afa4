// Adds the variants of an enum that a `case` over it does not have.
package gene.server.feature;

import gene.syntax.Form;
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
    Entity.Member owner = null;
    var seen = new HashSet<String>();
    boolean qualified = false;
    for (int i = 0; i + 1 < rest.size(); i++) {
      if (DefinitionForm.isName(rest.get(i), "when")) {
        Form name = rest.get(i + 1) instanceof Form.Node n ? n.head() : rest.get(i + 1);
        Optional<Entity.Member> variant = name == null ? Optional.empty() : variant(at, name);
        if (variant.isPresent()) {
          seen.add(variant.get().symbol().name());
          owner = enumOf(variant.get()).orElse(owner);
          qualified |= name instanceof Form.Path;
        } else if (name instanceof Form.Name plain) {
          seen.add(plain.text()); // which enum it is of only the target may tell
        }
      }
    }
    Optional<Entity.Member> known = Optional.ofNullable(owner).or(() -> rest.isEmpty() ? Optional.empty() : enumOfTarget(at, rest.get(0)));
    if (known.isEmpty()) {
      return;
    }
    Entity.Member of = known.get();
    List<Symbol> missing = of.symbol().children().stream().filter(v -> v.kind() == Symbol.Kind.VARIANT && !seen.contains(v.name())).toList();
    if (!missing.isEmpty()) {
      String prefix = qualified ? of.symbol().name() + "/" : "";
      into.add(Refactoring.of("Add the missing variants of `" + of.symbol().name() + "`", Refactoring.Kind.QUICK_FIX, at.document(),
          edit(at, node.get(), of.document(), missing, prefix)));
    }
  }

  private static Optional<Entity.Member> enumOf(Entity.Member variant) {
    return Symbol.find(variant.document().symbols(), variant.owner()).map(s -> new Entity.Member(variant.document(), s, ""));
  }

  private static Optional<Entity.Member> enumOfTarget(Selected at, Form target) {
    var receiver = new Receiver(at.snapshot(), at.document());
    return receiver.classOf(at.top(), target).flatMap(receiver::findType).filter(Entity.Member.class::isInstance).map(Entity.Member.class::cast)
        .filter(m -> m.symbol().kind() == Symbol.Kind.ENUM);
  }

  private static Optional<Entity.Member> variant(Selected at, Form name) {
    return Names.at(at.snapshot(), at.document(), at.top().start() + name.end()).map(f -> f.entities().get(0)).filter(Entity.Member.class::isInstance)
        .map(Entity.Member.class::cast).filter(m -> m.symbol().kind() == Symbol.Kind.VARIANT);
  }

  private static gene.source.Diagnostic.Edit edit(Selected at, Form.Node n, Document home, List<Symbol> missing, String prefix) {
    Optional<Form> last = n.children().stream().filter(f -> DefinitionForm.isName(f, "else")).findFirst();
    Optional<Form> before = n.children().stream().filter(f -> DefinitionForm.isName(f, "when")).findFirst();
    String margin = before.filter(w -> at.isFirstInLine(at.top().start() + w.start())).map(w -> at.indentation(at.top().start() + w.start()))
        .orElseGet(() -> " ".repeat(at.column(at.top().start() + n.start()) + 1));
    var text = new StringBuilder();
    for (Symbol v : missing) {
      var fields = Callable.of(home, v).map(c -> c.parameters().all()).orElse(List.of());
      String pattern = fields.isEmpty() ? prefix + v.name() : "(" + prefix + v.name() + String.join("", fields.stream().map(p -> " " + p.name()).toList()) + ")";
      text.append(last.isPresent() ? "" : "\n" + margin).append("when ").append(pattern).append(" nil").append(last.isPresent() ? "\n" + margin : "");
    }
    return at.insert(at.top().start() + last.map(Form::start).orElse(n.end() - 1), text.toString());
  }
}
