// What is kept of a file that nobody has open: its outline, the names it mentions, its imports; neither text nor tree.
package gene.server.feature;

import gene.source.Source;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * @param hash    of the content, in hexadecimal digits
 * @param words   hashes of the names it mentions, in order
 * @param imports the module paths of its imports, as they are written
 */
public record IndexedFile(Path path, String hash, List<Entry> symbols, int[] words, List<String> imports) {
  /**
   * A definition.
   *
   * @param line      from 0
   * @param character from 0, in UTF-16 units
   * @param exported  whether a module may import it
   * @param letters   those of the name: most names are told from what has been typed by them alone
   */
  public record Entry(String name, String container, Symbol.Kind kind, String detail, int start, int end, int line, int character, boolean exported,
                      long letters) {
    public Entry(String name, String container, Symbol.Kind kind, String detail, int start, int end, int line, int character, boolean exported) {
      this(name, container, kind, detail, start, end, line, character, exported, Fuzzy.letters(name));
    }
  }

  public IndexedFile {
    symbols = List.copyOf(symbols);
    imports = List.copyOf(imports);
  }

  public static IndexedFile of(Path path, String hash, Document document) {
    var entries = new ArrayList<Entry>();
    document.symbols().forEach(s -> collect(document.source(), s, "", true, entries));
    return new IndexedFile(path, hash, entries, Words.of(document.tree()), imports(document.tree()));
  }

  private static void collect(Source source, Symbol s, String container, boolean top, List<Entry> into) {
    int start = s.nameSpan().start();
    int line = source.line(start);
    into.add(new Entry(s.name().intern(), container, s.kind(), s.detail(), start, s.nameSpan().end(), line - 1,
        start - source.lineStart(line), top && Exports.isMember(s)));
    boolean local = s.kind() == Symbol.Kind.FUNCTION || s.kind() == Symbol.Kind.METHOD || s.kind() == Symbol.Kind.CONSTRUCTOR;
    if (!local) {
      s.children().forEach(c -> collect(source, c, s.name(), false, into));
    }
  }

  private static List<String> imports(Tree tree) {
    var all = new ArrayList<String>();
    for (Tree.Top top : tree.tops()) {
      if (top.form() instanceof Form.Node n && n.isCall("import")) {
        Imports.modulePath(n).ifPresent(l -> all.add((String) l.value()));
      }
    }
    return all;
  }

  boolean mentions(String name) {
    return Words.contains(words, name);
  }
}
