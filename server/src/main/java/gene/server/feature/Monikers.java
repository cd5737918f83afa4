// Monikers: names of definitions that hold across files and indexes.
package gene.server.feature;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** @param identifier `module#member.member`, or the qualified name of a built-in */
public record Monikers(String identifier, Reach reach, Role role) {
  public enum Reach { DOCUMENT, PROJECT, GLOBAL }

  public enum Role { IMPORT, EXPORT, LOCAL }

  public static List<Monikers> at(Snapshot snapshot, Document document, int offset) {
    return Names.at(snapshot, document, offset).map(f -> f.entities().stream().map(e -> of(snapshot, document, e)).toList()).orElse(List.of());
  }

  static Monikers of(Snapshot snapshot, Document from, Entity e) {
    if (e instanceof Entity.BuiltIn b) {
      return new Monikers(b.entry().qualifiedName(), Reach.GLOBAL, Role.IMPORT);
    } else if (e instanceof Entity.Member m) {
      List<Symbol> around = new Receiver(snapshot, m.document()).enclosing(m.symbol().nameSpan().start());
      String path = String.join(".", around.stream().map(Symbol::name).toList());
      boolean exported = around.isEmpty() || Exports.of(m.document()).contains(around.get(0));
      Role role = m.document() != from ? Role.IMPORT : exported ? Role.EXPORT : Role.LOCAL;
      return new Monikers(module(snapshot, m.document()) + "#" + (path.isEmpty() ? m.symbol().name() : path), exported ? Reach.PROJECT : Reach.DOCUMENT, role);
    } else if (e instanceof Entity.Variable v) {
      int at = v.document().span(v.binding()).map(s -> s.start()).orElse(0);
      return new Monikers(module(snapshot, v.document()) + "#" + v.binding().name() + "@" + at, Reach.DOCUMENT, Role.LOCAL);
    }
    return new Monikers(module(snapshot, ((Entity.Module) e).document()), Reach.PROJECT, Role.IMPORT);
  }

  /** The path of the module in its folder of the workspace, without `.gene`. */
  static String module(Snapshot snapshot, Document document) {
    Optional<Path> file = document.uri().path();
    if (file.isEmpty()) {
      return document.uri().text();
    }
    Path path = snapshot.folders().stream().filter(file.get()::startsWith).findFirst().map(f -> f.relativize(file.get())).orElse(file.get());
    String text = path.toString().replace('\\', '/');
    return text.endsWith(".gene") ? text.substring(0, text.length() - 5) : text;
  }
}
