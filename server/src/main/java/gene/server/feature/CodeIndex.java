// Every name of a document with what it stands for: what an index for code search is made of.
package gene.server.feature;

import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One document's names, in order of place, and the definitions among them. */
public record CodeIndex(List<Name> names, List<Definition> definitions) {
  public enum Role { DEFINITION, IMPORT, READ, WRITE }

  /** @param symbol the same for all names of one thing */
  public record Name(Span span, SymbolId symbol, Role role) {}

  /**
   * What is named, in a form that holds across documents and indexes.
   *
   * @param module the path of its file in the workspace; empty for built-ins and for what no other document can name
   * @param path   the definitions around it and itself, outermost first; one number for a variable of a function
   */
  public record SymbolId(Origin origin, String module, List<Step> path) {
    public SymbolId {
      path = List.copyOf(path);
    }
  }

  public enum Origin { WORKSPACE, BUILT_IN, LOCAL }

  public record Step(String name, Symbol.Kind kind) {}

  /** @param enclosing the whole definition, where it has one */
  public record Definition(SymbolId symbol, String name, Symbol.Kind kind, String signature, String documentation, Optional<Span> enclosing) {}

  public static CodeIndex of(Snapshot snapshot, Document document) {
    var walk = new Walk(snapshot, document);
    for (Tree.Top top : document.tree().tops()) {
      snapshot.check();
      walk.inImport = top.form() instanceof Form.Node n && n.isCall("import");
      walk.walk(top);
    }
    walk.names.sort(Comparator.comparingInt(n -> n.span().start()));
    return new CodeIndex(List.copyOf(walk.names), List.copyOf(walk.definitions));
  }

  /** The path of a file in its folder of the workspace, with slashes. */
  public static String path(Snapshot snapshot, Document document) {
    Optional<Path> file = document.uri().path();
    return file.map(f -> snapshot.folders().stream().filter(f::startsWith).findFirst().map(folder -> folder.relativize(f)).orElse(f).toString().replace('\\', '/'))
        .orElse(document.uri().text());
  }

  private static final class Walk extends NameWalk {
    private final Snapshot snapshot;
    private final Document document;
    private final Map<String, Integer> locals = new HashMap<>();
    private final Set<SymbolId> defined = new HashSet<>();
    private final Set<Integer> seen = new HashSet<>();
    private final List<Name> names = new ArrayList<>();
    private final List<Definition> definitions = new ArrayList<>();
    private boolean inImport;

    Walk(Snapshot snapshot, Document document) {
      super(document);
      this.snapshot = snapshot;
      this.document = document;
    }

    @Override
    void string(Span inside, String text) {
      // Which export a string names, if any, is not certain enough for an index.
    }

    @Override
    void name(Span span, String name) {
      if (name.isEmpty() || !seen.add(span.start())) {
        return;
      }
      Optional<Names.Found> found = Names.at(snapshot, document, span.end());
      // A method of an unknown receiver may be several: naming one of them would be a guess.
      if (found.isPresent() && found.get().entities().size() == 1) {
        Entity e = found.get().entities().get(0);
        symbol(e).ifPresent(id -> add(span, e, id));
      }
    }

    private void add(Span span, Entity e, SymbolId id) {
      Role role = role(span, e);
      names.add(new Name(span, id, role));
      if (role == Role.DEFINITION && defined.add(id)) {
        definitions.add(definition(e, id));
      }
    }

    private Role role(Span span, Entity e) {
      if (e.key().equals(document.uri().key() + "#" + span.start())) {
        return Role.DEFINITION;
      } else if (inImport) {
        return Role.IMPORT;
      }
      boolean write = document.analysis().bindingAt(span.start()).filter(b -> b.references().stream()
          .anyMatch(r -> r.write() && document.analysis().span(r).start() == span.start())).isPresent();
      return write ? Role.WRITE : Role.READ;
    }

    private Optional<SymbolId> symbol(Entity e) {
      if (e instanceof Entity.BuiltIn b) {
        var steps = new ArrayList<Step>();
        String owner = b.entry().owner();
        for (String name : owner.isEmpty() ? new String[0] : owner.split("/")) {
          steps.add(new Step(name, Character.isUpperCase(name.codePointAt(0)) ? Symbol.Kind.CLASS : Symbol.Kind.NAMESPACE));
        }
        steps.add(new Step(b.entry().name(), switch (b.entry().kind()) {
          case FUNCTION -> Symbol.Kind.FUNCTION;
          case METHOD -> Symbol.Kind.METHOD;
          case CLASS -> Symbol.Kind.CLASS;
          case NAMESPACE -> Symbol.Kind.NAMESPACE;
          case CONSTANT -> Symbol.Kind.CONSTANT;
        }));
        return Optional.of(new SymbolId(Origin.BUILT_IN, "", steps));
      } else if (e instanceof Entity.Member m) {
        List<Symbol> around = new Receiver(snapshot, m.document()).enclosing(m.symbol().nameSpan().start());
        var steps = new ArrayList<Step>();
        around.forEach(s -> steps.add(new Step(s.name(), s.kind())));
        if (steps.isEmpty() || around.get(around.size() - 1).nameSpan().start() != m.symbol().nameSpan().start()) {
          steps.add(new Step(m.symbol().name(), m.symbol().kind()));
        }
        return Optional.of(new SymbolId(Origin.WORKSPACE, path(snapshot, m.document()), steps));
      } else if (e instanceof Entity.Variable v && v.document() == document) {
        int number = locals.computeIfAbsent(e.key(), k -> locals.size());
        return Optional.of(new SymbolId(Origin.LOCAL, "", List.of(new Step(Integer.toString(number), Symbol.Kind.VARIABLE))));
      }
      return Optional.empty();
    }

    private Definition definition(Entity e, SymbolId id) {
      if (e instanceof Entity.Member m) {
        return new Definition(id, m.symbol().name(), m.symbol().kind(), Signatures.of(m.document(), m.symbol()), DocComment.of(m.document(), m.symbol()),
            Optional.of(m.symbol().span()));
      }
      return new Definition(id, e.name(), Symbol.Kind.VARIABLE, "", "", Optional.empty());
    }
  }
}
