// Organise imports: one for each module, the modules and their names in order, each name once.
package gene.server.feature;

import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

final class OrganizeImports {
  private OrganizeImports() {}

  static void in(Selected at, List<Refactoring> into) {
    Document document = at.document();
    var run = new ArrayList<Tree.Top>();
    for (Tree.Top top : document.tree().tops()) {
      if (top.form() instanceof Form.Node n && n.isCall("import")) {
        run.add(top);
      } else if (!run.isEmpty()) {
        break;
      }
    }
    if (run.isEmpty()) {
      return;
    }
    var span = new Span(run.get(0).start(), run.get(run.size() - 1).end());
    boolean commented = document.tree().comments().stream().anyMatch(c -> span.contains(c.start()));
    Optional<String> organized = commented ? Optional.empty() : organized(document, run);
    if (organized.isPresent() && !organized.get().equals(document.text(span))) {
      into.add(Refactoring.of("Organize imports", Refactoring.Kind.ORGANIZE_IMPORTS, document, new Diagnostic.Edit(span, organized.get())));
    }
  }

  /** Empty where an import has more than names and a module: such are left as they are. */
  private static Optional<String> organized(Document document, List<Tree.Top> run) {
    Map<String, TreeSet<String>> names = new LinkedHashMap<>();
    for (Tree.Top top : run) {
      var n = (Form.Node) top.form();
      Optional<Form.Literal> module = Imports.modulePath(n);
      List<Form> children = n.children();
      boolean plain = n.props().isEmpty() && children.stream().allMatch(f -> f instanceof Form.Name || f instanceof Form.Path || module.isPresent() && f == module.get())
          && children.stream().noneMatch(f -> f instanceof Form.Path p && p.text().endsWith("/") || DefinitionForm.isName(f, "of"));
      if (!plain) {
        return Optional.empty();
      }
      TreeSet<String> of = names.computeIfAbsent(module.map(l -> document.text(top.span(l))).orElse(""), k -> new TreeSet<>());
      children.stream().filter(f -> (f instanceof Form.Name || f instanceof Form.Path) && !DefinitionForm.isName(f, "from")).forEach(f -> of.add(document.text(top.span(f))));
    }
    var lines = new ArrayList<String>();
    names.keySet().stream().sorted().forEach(module -> {
      if (module.isEmpty()) {
        names.get(module).forEach(name -> lines.add("(import " + name + ")"));
      } else {
        lines.add("(import " + String.join(" ", names.get(module)) + " from " + module + ")");
      }
    });
    return Optional.of(String.join("\n", lines));
  }
}
