// Document links: the module paths of imports lead to their files.
package gene.server.feature;

import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** @param target the file; empty when there is none */
public record DocumentLinks(Span span, Optional<DocumentUri> target) {
  public static List<DocumentLinks> of(Snapshot snapshot, Document document) {
    var all = new ArrayList<DocumentLinks>();
    var imports = new Imports(snapshot, document);
    for (Tree.Top top : document.tree().tops()) {
      if (top.form() instanceof Form.Node n && n.isCall("import")) {
        Imports.modulePath(n).ifPresent(l -> {
          Span quoted = top.span(l);
          var inside = quoted.length() > 1 ? new Span(quoted.start() + 1, quoted.end() - 1) : quoted;
          imports.module((String) l.value()).ifPresent(d -> all.add(new DocumentLinks(inside, Optional.of(d.uri()))));
        });
      }
    }
    return List.copyOf(all);
  }
}
