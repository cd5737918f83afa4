// Inlay hints: the names of parameters before arguments that do not say it themselves, and types that are not written.
package gene.server.feature;

import gene.analysis.Binding;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * @param insertable whether the label may be put into the text as it is: an annotation
 */
public record InlayHints(int offset, String label, Kind kind, String tooltip, boolean insertable) {
  public enum Kind { PARAMETER, TYPE }

  public static List<InlayHints> in(Snapshot snapshot, Document document, Span range) {
    var all = new ArrayList<InlayHints>();
    for (Tree.Top top : document.tree().tops()) {
      if (top.start() <= range.end() && range.start() <= top.end()) {
        walk(snapshot, document, top, top.form(), range, all);
      }
    }
    return List.copyOf(all);
  }

  private static void walk(Snapshot snapshot, Document document, Tree.Top top, Form form, Span range, List<InlayHints> into) {
    if (form instanceof Form.Quote || top.start() + form.end() < range.start() || top.start() + form.start() > range.end()) {
      return;
    }
    if (form instanceof Form.Node n) {
      if (snapshot.settings().parameterHints() && DefinitionForm.of(n).isEmpty()) {
        parameters(snapshot, document, top, n, into);
      }
      if (snapshot.settings().typeHints() && (n.isCall("var") || n.isCall("let"))) {
        type(snapshot, document, top, n, into);
      }
    }
    form.parts().forEach(part -> walk(snapshot, document, top, part, range, into));
  }

  private static void parameters(Snapshot snapshot, Document document, Tree.Top top, Form.Node call, List<InlayHints> into) {
    if (call.children().stream().noneMatch(InlayHints::isMute)) {
      return;
    }
    Optional<CallSite> site = CallSite.of(snapshot, document, top, call).filter(s -> s.callees().size() == 1);
    if (site.isEmpty() || site.get().callees().get(0).parameters().positional().size() < 2) {
      return;
    }
    List<Form> arguments = site.get().arguments();
    Parameters parameters = site.get().callees().get(0).parameters();
    for (int i = 0; i < arguments.size(); i++) {
      int at = parameters.indexOfPositional(i, arguments.size());
      if (isMute(arguments.get(i)) && at >= 0 && parameters.all().get(at).kind() == Parameters.Kind.POSITIONAL && parameters.all().get(at).name().length() > 1) {
        into.add(new InlayHints(top.start() + arguments.get(i).start(), parameters.all().get(at).name() + ":", Kind.PARAMETER,
            site.get().callees().get(0).label(), false));
      }
    }
  }

  /** A literal says nothing about what it is for; a name mostly does. */
  private static boolean isMute(Form f) {
    return f instanceof Form.Literal || f instanceof Form.Array || f instanceof Form.MapForm;
  }

  private static void type(Snapshot snapshot, Document document, Tree.Top top, Form.Node declaration, List<InlayHints> into) {
    boolean plain = declaration.children().size() == 2 && declaration.children().get(0) instanceof Form.Name n && !n.text().endsWith(":");
    if (!plain || declaration.children().get(1) instanceof Form.Literal || isConstruction(declaration.children().get(1))) {
      return;
    }
    Form name = declaration.children().get(0);
    Optional<Binding> binding = document.analysis().bindingAt(top.start() + name.start());
    binding.filter(b -> b.type() == null).flatMap(b -> new Receiver(snapshot, document).classOf(b)).filter(c -> !c.equals("Function"))
        .ifPresent(c -> into.add(new InlayHints(top.start() + name.end(), ": " + c, Kind.TYPE, "the class of its value", true)));
  }

  private static boolean isConstruction(Form f) {
    return f instanceof Form.Node n && n.isCall("new");
  }
}
