// The read file: its top-level forms with their starts, comments and syntax diagnostics. An immutable value.
package gene.syntax;

import gene.source.Diagnostic;
import gene.source.Source;
import gene.source.Span;
import java.util.List;

public final class Tree {
  /** A top-level form with its absolute start, and what was found while reading it (spans relative to the start).
   *  A top-level form that cannot be compiled because its brackets are broken has `broken` diagnostics. */
  public record Top(int start, Form form, List<Diagnostic> diagnostics) {
    public Top {
      diagnostics = List.copyOf(diagnostics);
    }

    public int end() {
      return start + form.end();
    }

    /** An absolute span of the file. */
    public Span span(Form inside) {
      return new Span(start + inside.start(), start + inside.end());
    }
  }

  /** A comment with its absolute span, delimiters included. */
  public record Comment(int start, int end, boolean block) {}

  private final Source source;
  private final List<Top> tops;
  private final List<Comment> comments;

  // For each top-level form how far its reading depended on the text, relative to its start.
  private final int[] reaches;

  Tree(Source source, List<Top> tops, List<Comment> comments, int[] reaches) {
    this.source = source;
    this.reaches = reaches;
    this.tops = List.copyOf(tops);
    this.comments = List.copyOf(comments);
  }

  /** A tree of one form whose spans are absolute in the source: code that a program made of data. */
  public static Tree of(Source source, Form form) {
    return new Tree(source, List.of(new Top(0, form, List.of())), List.of(), new int[] {form.end()});
  }

  /** A tree of some of the forms of a source, without comments. */
  public static Tree of(Source source, List<Top> tops) {
    return new Tree(source, tops, List.of(), new int[tops.size()]);
  }

  public Source source() {
    return source;
  }

  public List<Top> tops() {
    return tops;
  }

  /** In order of writing; comments inside forms included. */
  public List<Comment> comments() {
    return comments;
  }

  /** All syntax diagnostics with absolute spans, in order. */
  public List<Diagnostic> diagnostics() {
    return tops.stream().flatMap(t -> t.diagnostics().stream().map(d -> d.shift(t.start()))).toList();
  }

  int reach(int top) {
    return reaches[top];
  }

  /** Whether the only fault is that the text ends too early: more input could complete it. */
  public boolean isIncomplete() {
    List<Diagnostic> all = diagnostics();
    return !all.isEmpty() && all.stream().allMatch(d -> SyntaxCode.isEarlyEnd(d.code()));
  }

  public boolean hasErrors() {
    return tops.stream().anyMatch(t -> t.diagnostics().stream().anyMatch(Diagnostic::isError));
  }
}
