// Built-ins as texts that one can go to: for each namespace and class a page of signatures with their words, and the prelude's source.
package gene.server.feature;

import gene.analysis.AnalysisCode;
import gene.analysis.Builtin;
import gene.library.Builtins;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.SyntaxCode;
import gene.syntax.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Pages are made when they are first asked for. Any thread may ask. */
public final class BuiltinPages {
  /** The scheme of pages for clients that read texts from the server. */
  public static final String SCHEME = "gene-builtin";

  private static final String CODES = "errors";

  /** @param places where the name of each entry stands, by qualified name */
  private record Page(Document document, Map<String, Span> places) {}

  private final Optional<Path> folder;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  /** @param folder where pages are files; empty where they are known to the client by their scheme only */
  public BuiltinPages(Optional<Path> folder) {
    this.folder = folder;
  }

  public record Place(Document document, Span span) {}

  /** Its source if it is written in Gene, else its line on the page of its namespace or class. */
  public Place place(Builtin b) {
    Page prelude = pages.computeIfAbsent("prelude", this::prelude);
    Page page = prelude.places.containsKey(b.qualifiedName()) ? prelude : pages.computeIfAbsent(pageName(b), this::entries);
    return new Place(page.document, page.places.getOrDefault(b.qualifiedName(), new Span(0, 0)));
  }

  /** The page of a URI of this scheme, or of a file of the folder. */
  public Optional<Document> find(DocumentUri uri) {
    boolean ours = uri.text().startsWith(SCHEME + ":") || folder.isPresent() && uri.path().filter(p -> p.startsWith(folder.get())).isPresent();
    if (!ours) {
      return Optional.empty();
    }
    String file = uri.text().substring(uri.text().lastIndexOf('/') + 1);
    String name = file.replaceFirst("\\.(gene|md)(#.*)?$", "");
    boolean known = name.equals("prelude") || name.equals(CODES) || Builtins.table().all().stream().anyMatch(b -> pageName(b).equals(name))
        || Builtins.table().classesWithMethods().contains(name);
    return known ? Optional.of(page(name)) : Optional.empty();
  }

  public Optional<Path> folder() {
    return folder;
  }

  /** Where the meaning of a diagnostic's code is told. */
  public String codeLink(String code) {
    return pages.computeIfAbsent(CODES, n -> codes()).document.uri().text() + "#" + code;
  }

  /** All pages, to be written to the folder. */
  public List<Document> all() {
    var names = new LinkedHashSet<String>(List.of("prelude", CODES));
    Builtins.table().all().forEach(b -> names.add(pageName(b)));
    names.addAll(Builtins.table().classesWithMethods());
    return names.stream().map(this::page).toList();
  }

  private Document page(String name) {
    return pages.computeIfAbsent(name, n -> n.equals("prelude") ? prelude(n) : n.equals(CODES) ? codes() : entries(n)).document;
  }

  private Page codes() {
    var text = new StringBuilder("# The codes of diagnostics\n");
    for (SyntaxCode c : SyntaxCode.values()) {
      text.append("\n## ").append(c.id()).append("\n\n").append(c.cause()).append('\n');
    }
    for (AnalysisCode c : AnalysisCode.values()) {
      text.append("\n## ").append(c.id()).append("\n\n").append(c.cause()).append('\n');
    }
    text.append("\n## GENE.DOCUMENT.TOO_LARGE\n\nThe document is too large to be analysed in an editor.\n")
        .append("\n## GENE.DOCUMENT.MORE\n\nThe document has more problems than anybody would read.\n");
    return new Page(document(CODES, text.toString()), Map.of());
  }

  private static String pageName(Builtin b) {
    return b.owner().isEmpty() ? "global" : b.owner().replace('/', '.');
  }

  private Document document(String name, String text) {
    String file = name + (name.equals(CODES) ? ".md" : ".gene");
    DocumentUri uri = folder.map(f -> DocumentUri.of(f.resolve(file))).orElseGet(() -> DocumentUri.of(URI.create(SCHEME + ":///" + file).toString()));
    return Document.of(uri, 0, text);
  }

  private Page entries(String name) {
    var text = new StringBuilder("# Built-in: ").append(name.equals("global") ? "what every program sees" : name.replace('.', '/')).append(". Made by the language server, for reading only.\n");
    var places = new LinkedHashMap<String, Span>();
    var entries = new ArrayList<Builtin>();
    Builtins.table().all().stream().filter(b -> pageName(b).equals(name)).forEach(entries::add);
    entries.addAll(Builtins.table().methodsOf(name));
    for (Builtin b : entries) {
      text.append('\n');
      b.doc().lines().forEach(line -> text.append("# ").append(line).append('\n'));
      String signature = Signatures.of(b);
      int at = signature.indexOf(b.kind() == Builtin.Kind.METHOD ? " " + b.name() : b.qualifiedName());
      int start = text.length() + Math.max(0, at) + (b.kind() == Builtin.Kind.METHOD ? 1 : 0);
      int length = b.kind() == Builtin.Kind.METHOD ? b.name().length() : b.qualifiedName().length();
      places.put(b.qualifiedName(), new Span(start, start + length));
      text.append(signature).append('\n');
    }
    return new Page(document(name, text.toString()), Map.copyOf(places));
  }

  private Page prelude(String name) {
    Document document = document(name, preludeText());
    var places = new LinkedHashMap<String, Span>();
    for (Tree.Top top : document.tree().tops()) {
      if (top.form() instanceof Form.Node n && n.isCall("$extend") && !n.children().isEmpty() && n.children().get(0) instanceof Form.Name cls) {
        List<Form> members = n.children().subList(1, n.children().size());
        members.forEach(m -> DefinitionForm.of(m).ifPresent(d -> places.put(cls.text() + "." + d.name(), d.nameSpan().shift(top.start()))));
      } else {
        DefinitionForm.of(top.form()).ifPresent(d -> places.put(d.name(), d.nameSpan().shift(top.start())));
      }
    }
    return new Page(document, Map.copyOf(places));
  }

  private static String preludeText() {
    try (var in = Builtins.class.getResourceAsStream(Builtins.PRELUDE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
