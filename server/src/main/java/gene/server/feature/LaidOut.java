// Gives what a refactoring writes the layout of `gene fmt`: a top-level form that had it keeps it.
package gene.server.feature;

import gene.source.Diagnostic;
import gene.source.Source;
import gene.source.Span;
import gene.syntax.Formatter;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Refactorings write line ends and leave indentation to this. Where a form is laid out in another way, only new lines are laid out, beside their first one. */
final class LaidOut {
  private final Document document;
  private final Source source;

  private LaidOut(Document document) {
    this.document = document;
    this.source = document.source();
  }

  static Rename.Edits of(Rename.Edits edits) {
    var in = new LaidOut(edits.document());
    boolean oneLine = edits.edits().stream().noneMatch(e -> e.text().indexOf('\n') >= 0 || in.source.text().substring(e.span().start(), e.span().end()).indexOf('\n') >= 0);
    return oneLine && in.isLaidOutAfter(edits.edits()) ? edits : new Rename.Edits(edits.document(), in.all(edits.edits()));
  }

  /** Edits within lines, such as those of a rename in hundreds of places, need no look at what is around unless a column counts there. */
  private boolean isLaidOutAfter(List<Diagnostic.Edit> edits) {
    return edits.stream().map(e -> region(e.span())).distinct().allMatch(r -> source.line(r.start()) == source.line(r.end()));
  }

  private List<Diagnostic.Edit> all(List<Diagnostic.Edit> edits) {
    var sorted = new ArrayList<>(edits);
    sorted.sort(Comparator.comparingInt(e -> e.span().start()));
    var all = new ArrayList<Diagnostic.Edit>();
    for (int i = 0; i < sorted.size(); ) {
      Span region = region(sorted.get(i).span());
      int end = i + 1;
      while (end < sorted.size() && sorted.get(end).span().start() <= region.end()) {
        Span further = region(sorted.get(end++).span());
        region = new Span(Math.min(region.start(), further.start()), Math.max(region.end(), further.end()));
      }
      in(region, sorted.subList(i, end), all);
      i = end;
    }
    return all;
  }

  /** Whole lines that hold the span and all of the top-level forms that it touches. */
  private Span region(Span span) {
    int start = source.lineStart(source.line(span.start()));
    int end = source.lineEnd(source.line(span.end()));
    for (boolean grown = true; grown; ) {
      grown = false;
      for (Tree.Top top : document.tree().tops()) {
        if (top.end() > start && top.start() < end && (top.start() < start || top.end() > end)) {
          start = Math.min(start, source.lineStart(source.line(top.start())));
          end = Math.max(end, source.lineEnd(source.line(top.end())));
          grown = true;
        }
      }
    }
    return new Span(start, end);
  }

  private void in(Span region, List<Diagnostic.Edit> edits, List<Diagnostic.Edit> into) {
    String before = document.text(region);
    var after = new StringBuilder();
    var written = new ArrayList<Span>();
    int from = region.start();
    List<Diagnostic.Edit> own = edits.stream().map(e -> new Diagnostic.Edit(e.span(), withLineEnds(e.text()))).toList();
    for (Diagnostic.Edit e : own) {
      after.append(source.text(), from, e.span().start());
      int start = after.length();
      after.append(e.text());
      written.add(new Span(start, after.length()));
      from = e.span().end();
    }
    after.append(source.text(), from, region.end());
    Formatter formatter = Formatter.of(after.toString());
    List<Diagnostic.Edit> layout = Formatter.of(before).edits().isEmpty() ? formatter.edits() : beside(formatter, after.toString(), written);
    if (layout.isEmpty()) {
      into.addAll(own);
    } else {
      into.add(shortest(region, before, applied(after, layout)));
    }
  }

  /** For new lines but the first of each piece: as far from the first one as they belong. */
  private static List<Diagnostic.Edit> beside(Formatter formatter, String text, List<Span> written) {
    var edits = new ArrayList<Diagnostic.Edit>();
    for (Span piece : written) {
      int line = text.lastIndexOf('\n', piece.start() - 1) + 1;
      int by = blanks(text, line) - formatter.indentation(line).orElse(0);
      for (int end = text.indexOf('\n', piece.start()); end >= 0 && end < piece.end(); end = text.indexOf('\n', end + 1)) {
        OptionalInt indentation = formatter.indentation(end + 1);
        if (indentation.isPresent()) {
          edits.add(new Diagnostic.Edit(new Span(end + 1, end + 1 + blanks(text, end + 1)), " ".repeat(Math.max(0, indentation.getAsInt() + by))));
        }
      }
    }
    return edits;
  }

  private static int blanks(String text, int from) {
    int i = from;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i - from;
  }

  private static String applied(StringBuilder text, List<Diagnostic.Edit> inOrder) {
    for (int i = inOrder.size() - 1; i >= 0; i--) {
      text.replace(inOrder.get(i).span().start(), inOrder.get(i).span().end(), inOrder.get(i).text());
    }
    return text.toString();
  }

  /** Those of the document. */
  private String withLineEnds(String text) {
    boolean two = source.lineCount() > 1 && source.text().startsWith("\r\n", source.lineEnd(1));
    return two ? text.replace("\r\n", "\n").replace("\n", "\r\n") : text;
  }

  /** Without what is the same at the beginning and at the end. */
  private static Diagnostic.Edit shortest(Span region, String before, String after) {
    int most = Math.min(before.length(), after.length());
    int start = 0;
    while (start < most && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < most - start && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
      end++;
    }
    return new Diagnostic.Edit(new Span(region.start() + start, region.end() - end), after.substring(start, after.length() - end));
  }
}
