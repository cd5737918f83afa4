// Rename: the edits that give a thing another name wherever it is named, or the reason why that cannot be.
package gene.server.feature;

import gene.analysis.Binding;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class Rename {
  /** Why the rename is refused, for the user. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  /** @param name as it stands there now */
  public record Target(Span span, String name) {}

  public record Edits(Document document, List<Diagnostic.Edit> edits) {}

  private Rename() {}

  public static Target prepare(Snapshot snapshot, Document document, int offset) throws Refused {
    Names.Found found = found(snapshot, document, offset);
    Span core = core(document, found, offset);
    return new Target(core, document.text(core));
  }

  private static Names.Found found(Snapshot snapshot, Document document, int offset) throws Refused {
    Names.Found found = Names.at(snapshot, document, offset).orElseThrow(() -> new Refused("nothing here has a name that can be changed"));
    for (Entity e : found.entities()) {
      if (e instanceof Entity.BuiltIn b) {
        throw new Refused("`" + b.entry().name() + "` is built in" + (found.entities().size() > 1 ? ", or may be: the receiver's class is not known" : ""));
      } else if (e instanceof Entity.Module) {
        throw new Refused("a module's name is that of its file");
      }
    }
    return found;
  }

  private static Span core(Document document, Names.Found found, int offset) {
    String text = document.text(found.span());
    int from = text.startsWith("/") ? 1 : 0;
    text = text.substring(from);
    int start = found.span().start() + from + Words.leading(text);
    String core = Words.core(text);
    int colon = core.indexOf(':');
    boolean alias = colon > 0 && offset > start + colon;
    return colon < 0 ? new Span(start, start + core.length())
        : alias ? new Span(start + colon + 1, start + core.length()) : new Span(start, start + colon);
  }

  public static List<Edits> edits(Snapshot snapshot, Document document, int offset, String newName) throws Refused {
    Names.Found found = found(snapshot, document, offset);
    Target target = prepare(snapshot, document, offset);
    if (target.name().equals(newName)) {
      throw new Refused("it is called `" + newName + "` already");
    }
    checkName(target.name(), newName);
    Entity first = found.entities().get(0);
    boolean alias = !target.name().equals(first.name()) && !target.name().equals("self") && !target.name().equals("Self");
    if (target.name().equals("self") || target.name().equals("Self")) {
      throw new Refused("`" + target.name() + "` is a word of the language");
    }
    checkFree(snapshot, found.entities(), newName);
    if (alias) {
      return keepingMeaning(newName, List.of(new Edits(document, Occurrences.in(snapshot, document, found.entities()).stream().filter(o -> o.text().equals(target.name()))
          .map(o -> new Diagnostic.Edit(o.span(), newName)).toList())));
    }
    var family = new LinkedHashMap<String, Entity>();
    found.entities().forEach(e -> Hierarchy.family(snapshot, e).forEach(f -> family.put(f.key(), f)));
    Map<String, Edits> edits = new LinkedHashMap<>();
    for (Occurrences.Occurrence o : Occurrences.everywhere(snapshot, List.copyOf(family.values()))) {
      if (o.certain() && o.text().equals(target.name())) {
        Edits of = edits.computeIfAbsent(o.document().uri().key(), k -> new Edits(o.document(), new ArrayList<>()));
        of.edits().add(new Diagnostic.Edit(o.span(), newName));
      }
    }
    return keepingMeaning(newName, List.copyOf(edits.values()));
  }

  private static List<Edits> keepingMeaning(String newName, List<Edits> edits) throws Refused {
    for (Edits e : edits) {
      Optional<Integer> changed = NamesAfter.firstChanged(e, newName);
      if (changed.isPresent()) {
        throw new Refused("`" + newName + "` would mean something else in " + e.document().uri().name() + ", line " + e.document().source().line(changed.get())
            + ": there is another `" + newName + "` in scope");
      }
    }
    return edits;
  }

  private static void checkName(String old, String name) throws Refused {
    Tree tree = Reader.read(Source.of("name", name));
    boolean symbol = tree.tops().size() == 1 && tree.tops().get(0).form() instanceof Form.Name n && n.text().equals(name) && !tree.hasErrors();
    if (!symbol || name.indexOf(':') >= 0 || ".^@$#%".indexOf(name.charAt(0)) >= 0 || name.endsWith("...") || SpecialForms.isReserved(name)) {
      throw new Refused("`" + name + "` is no name: one is a symbol without /, :, ^, @ and the like, and no word of the language");
    } else if (name.endsWith("!") != old.endsWith("!")) {
      throw new Refused("a name that ends in ! is that of a macro function, whose calls mean something else");
    }
  }

  private static void checkFree(Snapshot snapshot, List<Entity> entities, String name) throws Refused {
    for (Entity e : entities) {
      if (e instanceof Entity.Variable v) {
        for (Binding b : v.binding().scope().bindings()) {
          if (b.name().equals(name)) {
            throw new Refused("there is a `" + name + "` in this scope already");
          }
        }
      } else if (e instanceof Entity.Member m) {
        List<Symbol> around = new Receiver(snapshot, m.document()).enclosing(m.symbol().nameSpan().start());
        List<Symbol> siblings = around.size() < 2 ? m.document().symbols() : around.get(around.size() - 2).children();
        Optional<Symbol> taken = siblings.stream().filter(s -> s.name().equals(name) && (s.kind() == m.symbol().kind() || !m.symbol().isClassMember())).findFirst();
        if (taken.isPresent()) {
          throw new Refused("there is a `" + name + "` already, at line " + m.document().source().line(taken.get().nameSpan().start()));
        }
      }
    }
  }
}
