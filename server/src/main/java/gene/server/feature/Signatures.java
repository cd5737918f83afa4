// How a definition is shown in short: its head as it is written, without its body.
package gene.server.feature;

import gene.analysis.Builtin;
import gene.source.Span;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;

final class Signatures {
  /** More lines hide the text they are shown over. */
  private static final int MOST_LINES = 24;

  private Signatures() {}

  static String of(Document document, Symbol symbol) {
    return switch (symbol.kind()) {
      case FUNCTION, METHOD, CONSTRUCTOR -> head(document, symbol);
      case CLASS, OBJECT, INTERFACE -> classHead(document, symbol);
      case ENUM, TYPE, VARIABLE, CONSTANT -> source(document, symbol);
      case NAMESPACE -> "(ns " + symbol.name() + ")";
      case FIELD -> "(field " + symbol.name() + (symbol.detail().isEmpty() ? "" : " " + symbol.detail()) + ")";
      case VARIANT -> symbol.detail().isEmpty() ? symbol.name() : "(" + symbol.name() + " " + symbol.detail() + ")";
    };
  }

  /** One line, without the members of a class and without the value of a variable that takes several. */
  static String inOneLine(Document document, Symbol symbol) {
    List<String> lines = of(document, symbol).lines().toList();
    return switch (symbol.kind()) {
      case CLASS, OBJECT, INTERFACE -> lines.size() == 1 ? lines.get(0) : lines.get(0) + ")";
      case VARIABLE, CONSTANT -> lines.size() == 1 ? lines.get(0)
          : "(" + (symbol.kind() == Symbol.Kind.CONSTANT ? "let " : "var ") + symbol.name() + " …)";
      case ENUM, TYPE -> words(document, symbol.span());
      case FUNCTION, METHOD, CONSTRUCTOR, NAMESPACE, FIELD, VARIANT -> lines.get(0);
    };
  }

  static String of(Builtin b) {
    String signature = b.signature().isEmpty() ? "" : " " + b.signature();
    return switch (b.kind()) {
      case FUNCTION -> "(fn " + b.qualifiedName() + signature + ")";
      case METHOD -> "(method " + b.name() + signature + ")";
      case CLASS -> "(class " + b.qualifiedName() + ")";
      case NAMESPACE -> "(ns " + b.qualifiedName() + ")";
      case CONSTANT -> b.qualifiedName();
    };
  }

  private static String head(Document document, Symbol symbol) {
    DefinitionForm d = DefinitionForm.of(symbol.form()).orElseThrow();
    var text = new StringBuilder("(").append(((Form.Name) d.node().head()).text());
    if (d.node().isCall("async")) {
      text.append(" fn");
    }
    boolean named = symbol.kind() == Symbol.Kind.FUNCTION || d.node().isCall("method");
    text.append(named ? " " + symbol.name() : "");
    text.append(d.params() == null ? "" : " " + words(document, symbol.top().span(d.params())));
    text.append(d.type() == null ? "" : " -> " + words(document, symbol.top().span(d.type())));
    return text.append(')').toString();
  }

  /** The class with one line for each member. */
  private static String classHead(Document document, Symbol symbol) {
    String word = symbol.kind() == Symbol.Kind.OBJECT ? "object" : symbol.kind() == Symbol.Kind.INTERFACE ? "interface" : "class";
    String first = "(" + word + " " + symbol.name() + (symbol.detail().isEmpty() ? "" : " " + symbol.detail());
    List<String> lines = new ArrayList<>();
    lines.add(first);
    for (Symbol child : symbol.children()) {
      switch (child.kind()) {
        case METHOD, CONSTRUCTOR, FIELD -> lines.add("  " + of(document, child));
        default -> { }
      }
    }
    if (lines.size() > MOST_LINES) {
      lines = new ArrayList<>(lines.subList(0, MOST_LINES));
      lines.add("  …");
    }
    return String.join("\n", lines) + ")";
  }

  /** The definition itself if it is short, else its beginning. */
  private static String source(Document document, Symbol symbol) {
    List<String> lines = document.text(symbol.span()).lines().toList();
    return lines.size() <= MOST_LINES ? String.join("\n", lines) : String.join("\n", lines.subList(0, MOST_LINES)) + "\n…";
  }

  private static String words(Document document, Span span) {
    return document.text(span).strip().replaceAll("\\s+", " ");
  }
}
