// A text at one moment with what is known of it: tree, analysis and symbols are made when they are first asked for, and kept.
package gene.server.feature;

import gene.analysis.Analysis;
import gene.library.Builtins;
import gene.source.Source;
import gene.source.Span;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.List;
import java.util.Map;

/** To those who use it a value: any number of threads may ask at the same time, the first one computes. */
public final class Document {
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
  private volatile List<Symbol> symbols;

  private Document(DocumentUri uri, int version, Source source, Tree base, Change change) {
    this.uri = uri;
    this.version = version;
    this.source = source;
    this.base = base;
    this.change = change;
  }

  /** @param version the client's count of edits; 0 for a file that no client has open */
  public static Document of(DocumentUri uri, int version, String text) {
    return new Document(uri, version, new Source(uri.key(), uri.name(), text), null, null);
  }

  /** The document after characters from an offset on were replaced. It is cheap: nothing is read here. */
  public Document edited(int newVersion, int from, int removed, String inserted) {
    String old = source.text();
    var text = new StringBuilder(old.length() - removed + inserted.length())
        .append(old, 0, from).append(inserted).append(old, from + removed, old.length()).toString();
    var next = new Change(from, removed, inserted.length());
    var edited = new Source(source.id(), source.name(), text);
    synchronized (this) {
      if (tree != null) {
        return new Document(uri, newVersion, edited, tree, next);
      }
      return new Document(uri, newVersion, edited, base, base == null ? null : change.then(next));
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

  /** The outline, outermost symbols first. */
  public List<Symbol> symbols() {
    if (symbols == null) {
      symbols = DocumentSymbols.of(tree());
    }
    return symbols;
  }
}
