// A text at one moment with what is known of it: tree, analysis and symbols are made when they are first asked for, and kept.
package gene.server.feature;

import gene.analysis.Analysis;
import gene.analysis.Binding;
import gene.analysis.Reanalysis;
import gene.analysis.Type;
import gene.library.Builtins;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** To those who use it a value: any number of threads may ask at the same time, the first one computes. */
public final class Document {
  /** A tree with its analysis takes some 60 times the text: a larger document is data, and would end the server. */
  private static final int LARGEST = 8_000_000;
  private static final String TOO_LARGE = "GENE.DOCUMENT.TOO_LARGE";

  private final DocumentUri uri;
  private final int version;
  private final Source source;
  private final Object reading = new Object();
  private final Object analysing = new Object();
  // The newest tree of an earlier text, and how this text differs from that: forgotten once the own tree is there.
  private Tree base;
  private Change change;
  private volatile Tree tree;
  private volatile Analysis analysis;
  // What an earlier state of the text was found to be: bodies that have changed since are analysed on top of it.
  private final Known earlier;
  private volatile Known own;
  private volatile Optional<Reanalysis.Result> quick;
  private final Outline earlierOutline;
  private volatile Outline outline;
  private final Map<Form, Map<Form, Type>> types = new IdentityHashMap<>();

  /** @param tokens those of forms, as long as the names around them are what they were when the analysis was made */
  private record Known(Reanalysis analysis, TokenMemory tokens) {}

  private Document(DocumentUri uri, int version, Source source, Tree base, Change change, Known earlier, Outline earlierOutline) {
    this.uri = uri;
    this.version = version;
    this.source = source;
    this.base = base;
    this.change = change;
    this.earlier = earlier;
    this.earlierOutline = earlierOutline;
  }

  /** @param version the client's count of edits; 0 for a file that no client has open */
  public static Document of(DocumentUri uri, int version, String text) {
    return new Document(uri, version, new Source(uri.key(), uri.name(), text), null, null, null, null);
  }

  /** The document after characters from an offset on were replaced. It is cheap: nothing is read here. */
  public Document edited(int newVersion, int from, int removed, String inserted) {
    var next = new Change(from, removed, inserted.length());
    Source edited = source.edited(from, removed, inserted);
    Known known = known();
    Outline before = outline == null ? earlierOutline : outline;
    synchronized (this) {
      if (tree != null) {
        return new Document(uri, newVersion, edited, tree, next, known, before);
      }
      return new Document(uri, newVersion, edited, base, base == null ? null : change.then(next), known, before);
    }
  }

  public DocumentUri uri() {
    return uri;
  }

  public int version() {
    return version;
  }

  public Source source() {
    return source;
  }

  public String text(Span span) {
    return source.text().substring(span.start(), span.end());
  }

  /** Then nothing is known of it but its text. */
  private boolean isTooLarge() {
    return source.length() > LARGEST;
  }

  public Tree tree() {
    if (tree == null) {
      synchronized (reading) {
        if (tree == null) {
          setTree(readTree());
        }
      }
    }
    return tree;
  }

  private Tree readTree() {
    if (isTooLarge()) {
      return Tree.of(source, List.of());
    }
    Tree from;
    Change by;
    synchronized (this) {
      from = base;
      by = change;
    }
    return from == null ? Reader.read(source) : Reader.reread(from, source, by.from(), by.removed(), by.added());
  }

  private synchronized void setTree(Tree read) {
    tree = read;
    base = null;
    change = null;
  }

  /** What `comptime` would read of the environment is unknown here, so that results do not depend on who started the editor. */
  public Analysis analysis() {
    if (analysis == null) {
      Tree read = tree();
      synchronized (analysing) {
        if (analysis == null) {
          analysis = Analysis.of(read, Builtins.table(), Map.of());
        }
      }
    }
    return analysis;
  }

  /**
   * The same text for questions about some of its forms: of the others the headers are analysed only, and types nowhere. Itself where
   * more is known already.
   */
  Document focused(Predicate<Tree.Top> wanted) {
    if (analysis != null || earlier != null) {
      return this;
    }
    var focused = new Document(uri, version, source, null, null, null, outline);
    focused.tree = tree();
    focused.analysis = Analysis.ofParts(focused.tree, Builtins.table(), wanted);
    return focused;
  }

  /** What edits of this document can build on. */
  private Known known() {
    Analysis whole = analysis;
    if (whole == null) {
      return earlier;
    } else if (own == null) {
      Optional<Reanalysis.Result> asBefore = quick;
      own = new Known(new Reanalysis(whole, Builtins.table()), asBefore != null && asBefore.isPresent() ? earlier.tokens : new TokenMemory());
    }
    return own;
  }

  /** The tokens of this document's forms that are known already. */
  TokenMemory tokenMemory() {
    if (quick().isPresent() && earlier.tokens.isFor(symbols())) {
      return earlier.tokens;
    }
    analysis();
    TokenMemory own = known().tokens;
    return own.isFor(symbols()) ? own : new TokenMemory();
  }

  private Optional<Reanalysis.Result> quick() {
    if (quick == null) {
      Tree read = tree();
      synchronized (analysing) {
        if (quick == null) {
          quick = earlier == null ? Optional.empty() : earlier.analysis.after(read);
        }
      }
    }
    return quick;
  }

  /** The findings, without an analysis of the whole text where only bodies have changed. */
  public List<Diagnostic> diagnostics() {
    if (isTooLarge()) {
      return List.of(Diagnostic.of(TOO_LARGE, Diagnostic.Severity.INFORMATION, new Span(0, 0),
          "this document of " + source.length() / 1_000_000 + " million characters is not analysed: at most " + LARGEST / 1_000_000 + " million are"));
    }
    return analysis == null ? quick().map(Reanalysis.Result::diagnostics).orElseGet(() -> analysis().diagnostics()) : analysis.diagnostics();
  }

  /**
   * An analysis that knows the place and the names that are visible there, and of other forms perhaps their headers only. It is made
   * sooner than that of the whole.
   */
  Analysis analysisAt(int offset) {
    return analysis == null ? quick().filter(q -> q.covers(offset)).map(Reanalysis.Result::part).orElseGet(this::analysis) : analysis;
  }

  /** What the checker knows of the values of a top-level form's expressions, by form. */
  Map<Form, Type> types(Tree.Top top) {
    Analysis known = analysisAt(top.start());
    synchronized (types) {
      return types.computeIfAbsent(top.form(), f -> known.typesIn(top));
    }
  }

  /** An analysis that knows the headers of all forms. */
  Analysis outline() {
    return analysis == null ? quick().map(Reanalysis.Result::part).orElseGet(this::analysis) : analysis;
  }

  /** The absolute span of the name that declares the variable; empty for what the text does not show. */
  Optional<Span> span(Binding b) {
    return outline().span(b);
  }

  /** The outline, outermost symbols first. */
  public List<Symbol> symbols() {
    if (outline == null) {
      outline = Outline.of(tree(), earlierOutline);
    }
    return outline.all();
  }
}
