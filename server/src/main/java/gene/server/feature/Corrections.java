// Fixes that diagnostics do not carry themselves: the text around tells what would have been right.
package gene.server.feature;

import gene.analysis.AnalysisCode;
import gene.analysis.Binding;
import gene.analysis.Suggestions;
import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.SyntaxCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class Corrections {
  private static final Pattern CLOSE = Pattern.compile("a (?:name|keyword|type) that is close: `\\^?(.+)`");
  private static final String MISSING = "missing keyword argument: ";
  private static final String BETWEEN_NAMES = " \t\r\n()[]{}\"'`/^.:,;%#";

  private Corrections() {}

  static List<Diagnostic.Fix> of(Document document, Diagnostic d) {
    var all = new ArrayList<Diagnostic.Fix>();
    for (String hint : d.hints()) {
      Matcher close = CLOSE.matcher(hint);
      if (close.matches()) {
        closeName(document, d.span(), close.group(1)).ifPresent(all::add);
      }
    }
    if (d.code().equals(AnalysisCode.LET.id())) {
      variable(document, d.span()).ifPresent(all::add);
    } else if (d.code().equals(AnalysisCode.KEYWORD.id()) && d.message().startsWith(MISSING)) {
      keyword(document, d.span(), d.message().substring(MISSING.length())).ifPresent(all::add);
    } else if (d.code().equals(SyntaxCode.STRING.id())) {
      all.add(quote(document, d.span().start()));
    }
    return all;
  }

  private static Diagnostic.Fix fix(String title, Span span, String text) {
    return new Diagnostic.Fix(title, List.of(new Diagnostic.Edit(span, text)));
  }

  /** At the end of the line, before the brackets there: those were meant to close something. */
  private static Diagnostic.Fix quote(Document document, int start) {
    String text = document.source().text();
    int end = document.source().lineEnd(document.source().line(start));
    while (end > start + 1 && ")]} \t".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return fix("Insert `\"`", new Span(end, end), "\"");
  }

  /** The one name of the place that may have been meant to be the close one. */
  private static Optional<Diagnostic.Fix> closeName(Document document, Span place, String near) {
    String text = document.text(place);
    var found = new ArrayList<Span>();
    for (int i = 0; i < text.length(); ) {
      int end = i;
      while (end < text.length() && BETWEEN_NAMES.indexOf(text.charAt(end)) < 0) {
        end++;
      }
      if (end > i && Suggestions.nearest(text.substring(i, end), List.of(near)).isPresent()) {
        found.add(new Span(i, end).shift(place.start()));
      }
      i = end + 1;
    }
    return found.size() == 1 ? Optional.of(fix("Change to `" + near + "`", found.get(0), near)) : Optional.empty();
  }

  /** What is assigned cannot be declared by `let`. */
  private static Optional<Diagnostic.Fix> variable(Document document, Span name) {
    Optional<Binding> binding = document.analysisAt(name.start()).bindingAt(name.start());
    return binding.flatMap(document::span).flatMap(declared -> Cursor.at(document, declared.start())).flatMap(c -> c.parent()
        .filter(f -> f instanceof Form.Node n && n.isCall("let")).map(f -> fix("Declare `" + document.text(name) + "` with var", c.top().span(((Form.Node) f).head()), "var")));
  }

  /** Beside the other properties of the call, because they have to stand together. */
  private static Optional<Diagnostic.Fix> keyword(Document document, Span place, String key) {
    return Cursor.at(document, place.start()).flatMap(c -> {
      for (int i = c.path().size() - 1; i >= 0; i--) {
        if (c.path().get(i) instanceof Form.Node n && (c.span(n).equals(place) || n.head() != null && c.span(n.head()).equals(place))) {
          int at = n.props().isEmpty() ? n.end() - 1 : n.props().get(n.props().size() - 1).value().end();
          return Optional.of(fix("Add `^" + key + "`", new Span(c.top().start() + at, c.top().start() + at), " ^" + key + " nil"));
        }
      }
      return Optional.empty();
    });
  }
}
