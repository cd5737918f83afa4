// A SCIP index: the names of a workspace in the format that code-search engines take (github.com/sourcegraph/scip, scip.proto).
package gene.server.scip;

import gene.server.feature.CodeIndex;
import gene.server.feature.Document;
import gene.server.feature.Snapshot;
import gene.server.feature.Symbol;
import gene.source.Source;
import gene.source.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Written message by message: an index may be larger than memory. Protocol Buffers allow the pieces of a message to follow one another. */
public final class ScipIndex {
  // The numbers of fields, message by message.
  private static final int INDEX_METADATA = 1;
  private static final int INDEX_DOCUMENTS = 2;
  private static final int METADATA_TOOL = 2;
  private static final int METADATA_ROOT = 3;
  private static final int METADATA_ENCODING = 4;
  private static final int TOOL_NAME = 1;
  private static final int TOOL_VERSION = 2;
  private static final int DOCUMENT_PATH = 1;
  private static final int DOCUMENT_OCCURRENCES = 2;
  private static final int DOCUMENT_SYMBOLS = 3;
  private static final int DOCUMENT_LANGUAGE = 4;
  private static final int DOCUMENT_POSITION_ENCODING = 6;
  private static final int OCCURRENCE_RANGE = 1;
  private static final int OCCURRENCE_SYMBOL = 2;
  private static final int OCCURRENCE_ROLES = 3;
  private static final int OCCURRENCE_ENCLOSING_RANGE = 7;
  private static final int SYMBOL_SYMBOL = 1;
  private static final int SYMBOL_DOCUMENTATION = 3;
  private static final int SYMBOL_KIND = 5;
  private static final int SYMBOL_DISPLAY_NAME = 6;
  private static final int SYMBOL_ENCLOSING = 8;
  /** Of texts, and of positions. */
  private static final int UTF_8 = 1;
  private static final int UTF_16_UNITS = 2;

  private final OutputStream out;
  private final String version;
  private final String packageName;
  private final String packageVersion;

  /** @param version        of this program
   *  @param packageName    of the indexed code, empty when it has none; so is its version */
  public ScipIndex(OutputStream out, String version, String packageName, String packageVersion) {
    this.out = out;
    this.version = version;
    this.packageName = packageName;
    this.packageVersion = packageVersion;
  }

  public void begin(Path root) throws IOException {
    write(new Wire().message(INDEX_METADATA, m -> m.message(METADATA_TOOL, t -> t.text(TOOL_NAME, "gene").text(TOOL_VERSION, version))
        .text(METADATA_ROOT, root.toUri().toString()).number(METADATA_ENCODING, UTF_8)));
  }

  public void document(Snapshot snapshot, Document document) throws IOException {
    CodeIndex index = CodeIndex.of(snapshot, document);
    Source source = document.source();
    write(new Wire().message(INDEX_DOCUMENTS, d -> {
      d.text(DOCUMENT_PATH, CodeIndex.path(snapshot, document)).text(DOCUMENT_LANGUAGE, "gene").number(DOCUMENT_POSITION_ENCODING, UTF_16_UNITS);
      for (CodeIndex.Name n : index.names()) {
        d.message(DOCUMENT_OCCURRENCES, o -> {
          o.numbers(OCCURRENCE_RANGE, range(source, n.span())).text(OCCURRENCE_SYMBOL, text(n.symbol())).number(OCCURRENCE_ROLES, role(n.role()));
          if (n.role() == CodeIndex.Role.DEFINITION) {
            index.definitions().stream().filter(x -> x.symbol().equals(n.symbol())).findFirst().flatMap(CodeIndex.Definition::enclosing)
                .ifPresent(e -> o.numbers(OCCURRENCE_ENCLOSING_RANGE, range(source, e)));
          }
        });
      }
      for (CodeIndex.Definition s : index.definitions()) {
        d.message(DOCUMENT_SYMBOLS, i -> {
          i.text(SYMBOL_SYMBOL, text(s.symbol()));
          if (!s.signature().isEmpty()) {
            i.text(SYMBOL_DOCUMENTATION, "```gene\n" + s.signature() + "\n```");
          }
          i.text(SYMBOL_DOCUMENTATION, s.documentation()).number(SYMBOL_KIND, kind(s.kind())).text(SYMBOL_DISPLAY_NAME, s.name());
          List<CodeIndex.Step> path = s.symbol().path();
          if (s.symbol().origin() == CodeIndex.Origin.WORKSPACE && path.size() > 1) {
            i.text(SYMBOL_ENCLOSING, text(new CodeIndex.SymbolId(CodeIndex.Origin.WORKSPACE, s.symbol().module(), path.subList(0, path.size() - 1))));
          }
        });
      }
    }));
  }

  private void write(Wire piece) throws IOException {
    out.write(piece.toBytes());
  }

  /** Line and character from 0; the last line is left out where it is the first. */
  private static int[] range(Source source, Span span) {
    int first = source.line(span.start());
    int last = source.line(span.end());
    int from = span.start() - source.lineStart(first);
    int to = span.end() - source.lineStart(last);
    return first == last ? new int[] {first - 1, from, to} : new int[] {first - 1, from, last - 1, to};
  }

  private static int role(CodeIndex.Role role) {
    return switch (role) {
      case DEFINITION -> 1;
      case IMPORT -> 2;
      case WRITE -> 4;
      case READ -> 8;
    };
  }

  private static int kind(Symbol.Kind kind) {
    return switch (kind) {
      case CLASS -> 7;
      case CONSTANT -> 8;
      case CONSTRUCTOR -> 9;
      case ENUM -> 11;
      case VARIANT -> 12;
      case FIELD -> 15;
      case FUNCTION -> 17;
      case INTERFACE -> 21;
      case METHOD -> 26;
      case NAMESPACE -> 30;
      case OBJECT -> 33;
      case TYPE -> 55;
      case VARIABLE -> 61;
    };
  }

  /** `gene gene PACKAGE VERSION DESCRIPTORS`, `local N`. */
  private String text(CodeIndex.SymbolId id) {
    if (id.origin() == CodeIndex.Origin.LOCAL) {
      return "local " + id.path().get(0).name();
    }
    boolean builtIn = id.origin() == CodeIndex.Origin.BUILT_IN;
    var text = new StringBuilder("gene gene ").append(word(builtIn ? "gene" : packageName)).append(' ').append(word(builtIn ? version : packageVersion)).append(' ');
    if (!builtIn) {
      text.append(identifier(id.module())).append('/');
    }
    for (CodeIndex.Step s : id.path()) {
      text.append(identifier(s.name())).append(switch (s.kind()) {
        case NAMESPACE -> "/";
        case CLASS, OBJECT, INTERFACE, ENUM, TYPE -> "#";
        case FUNCTION, METHOD, CONSTRUCTOR -> "().";
        case FIELD, VARIANT, VARIABLE, CONSTANT -> ".";
      });
    }
    return text.toString();
  }

  /** A blank is doubled; nothing is a dot. */
  private static String word(String text) {
    return text.isEmpty() ? "." : text.replace(" ", "  ");
  }

  private static String identifier(String name) {
    boolean simple = !name.isEmpty() && name.chars().allMatch(c -> c == '_' || c == '+' || c == '-' || c == '$' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z');
    return simple ? name : "`" + name.replace("`", "``") + "`";
  }
}
