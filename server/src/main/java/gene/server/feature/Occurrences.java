// Every place that names a thing: in one document, or in all that can know it.
package gene.server.feature;

import gene.analysis.Binding;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

final class Occurrences extends NameWalk {
  enum Kind { DECLARATION, READ, WRITE }

  /** @param certain whether nothing else can be meant, as with a method of an unknown receiver */
  record Occurrence(Document document, Span span, Kind kind, boolean certain) {
    String text() {
      return document.text(span);
    }
  }

  static final Set<String> ASSIGNMENTS = Set.of("=", "+=", "-=", "*=", "/=", "%=");

  private final Snapshot snapshot;
  private final Document document;
  private final Set<String> keys;
  private final Set<String> names;
  private final List<Occurrence> found = new ArrayList<>();

  private Occurrences(Snapshot snapshot, Document document, Set<String> keys, Set<String> names) {
    super(document);
    this.snapshot = snapshot;
    this.document = document;
    this.keys = keys;
    this.names = names;
  }

  /** In all documents that can name one of the things. */
  static List<Occurrence> everywhere(Snapshot snapshot, List<Entity> entities) {
    boolean local = entities.stream().allMatch(Entity::isLocal);
    Document home = local ? ((Entity.Variable) entities.get(0)).document() : null;
    List<Document> documents = home != null ? List.of(home) : snapshot.mentioning(entities.get(0).name());
    return documents.stream().sorted(Comparator.comparing(d -> d.uri().text())).flatMap(d -> in(snapshot, d, entities).stream()).toList();
  }

  static List<Occurrence> in(Snapshot snapshot, Document document, List<Entity> entities) {
    if (entities.stream().allMatch(e -> e instanceof Entity.Variable v && v.document() == document && v.isLocal())) {
      return entities.stream().flatMap(e -> ofVariable(document, ((Entity.Variable) e).binding()).stream())
          .sorted(Comparator.comparingInt(o -> o.span().start())).toList();
    }
    Set<String> keys = entities.stream().map(Entity::key).collect(Collectors.toSet());
    Set<String> own = entities.stream().map(Entity::name).collect(Collectors.toSet());
    // Which member is meant may depend on the types of all of the file.
    boolean members = entities.stream().anyMatch(e -> !(e instanceof Entity.Member m) || m.symbol().isClassMember());
    NavigableSet<Integer> places = places(document, own);
    Document focused = members ? document : document.focused(top -> holds(top, places));
    var names = new LinkedHashSet<>(own);
    own.forEach(n -> names.addAll(new Imports(snapshot, focused).aliasesOf(n)));
    NavigableSet<Integer> all = names.equals(own) ? places : places(document, names);
    var search = new Occurrences(snapshot, names.equals(own) || members ? focused : document.focused(top -> holds(top, all)), keys, names);
    for (Tree.Top top : search.document.tree().tops()) {
      snapshot.check();
      if (holds(top, all)) {
        search.walk(top);
      }
    }
    return search.found.stream().map(o -> new Occurrence(document, o.span(), o.kind(), o.certain()))
        .sorted(Comparator.comparingInt(o -> o.span().start())).toList();
  }

  /** Where the text has one of the names, as a word or inside of one. */
  private static NavigableSet<Integer> places(Document document, Set<String> names) {
    String text = document.source().text();
    var places = new TreeSet<Integer>();
    for (String name : names) {
      for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
        places.add(at);
      }
    }
    return places;
  }

  private static boolean holds(Tree.Top top, NavigableSet<Integer> places) {
    Integer next = places.ceiling(top.start());
    return next != null && next < top.end();
  }

  /** The analysis has all places of a variable that only its function can name. */
  private static List<Occurrence> ofVariable(Document document, Binding binding) {
    var found = new ArrayList<Occurrence>();
    document.span(binding).ifPresent(s -> found.add(new Occurrence(document, core(document, s), Kind.DECLARATION, true)));
    for (Binding.Reference r : binding.references()) {
      var span = new Span(r.start(), r.end()).shift(r.top().start());
      found.add(new Occurrence(document, core(document, span), r.write() ? Kind.WRITE : Kind.READ, true));
    }
    return found;
  }

  private static Span core(Document document, Span span) {
    String text = document.text(span);
    int from = span.start() + Words.leading(text);
    return new Span(from, from + Words.core(text).length());
  }

  @Override
  void string(Span inside, String text) {
    name(inside, text);
  }

  @Override
  void name(Span span, String name) {
    if (!names.contains(name)) {
      return;
    }
    Optional<Names.Found> at = Names.at(snapshot, document, span.end());
    if (at.isEmpty()) {
      return;
    }
    List<Entity> all = at.get().entities();
    if (all.stream().anyMatch(e -> keys.contains(e.key()))) {
      found.add(new Occurrence(document, span, kind(span, all), all.stream().allMatch(e -> keys.contains(e.key()))));
    }
  }

  private Kind kind(Span span, List<Entity> all) {
    String here = document.uri().key() + "#" + span.start();
    if (all.stream().anyMatch(e -> e.key().equals(here))) {
      return Kind.DECLARATION;
    }
    Optional<Binding> binding = document.analysis().bindingAt(span.start());
    boolean write = binding.isPresent() && binding.get().references().stream()
        .anyMatch(r -> r.write() && document.analysis().span(r).start() == span.start());
    return write || isAssignedPath(span) ? Kind.WRITE : Kind.READ;
  }

  /** `(/x = 1)`, `(a/x = 1)`: the last segment is written. */
  private boolean isAssignedPath(Span span) {
    Optional<Cursor> cursor = Cursor.at(document, span.start());
    if (cursor.isEmpty() || !(cursor.get().innermost() instanceof Form.Path p) || cursor.get().span(p).end() != span.end()) {
      return false;
    }
    return cursor.get().parent().filter(f -> f instanceof Form.Node n && n.head() == p && n.children().size() > 1
        && n.children().get(0) instanceof Form.Name op && ASSIGNMENTS.contains(op.text())).isPresent();
  }
}
