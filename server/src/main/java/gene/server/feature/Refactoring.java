// A change of the text that somebody may choose: a code action.
package gene.server.feature;

import gene.source.Diagnostic;
import java.util.List;

/** @param preferred whether it is what most would choose, so that a key may do it without asking */
public record Refactoring(String title, Kind kind, List<Rename.Edits> edits, boolean preferred) {
  public enum Kind {
    QUICK_FIX("quickfix"), EXTRACT("refactor.extract"), INLINE("refactor.inline"), REWRITE("refactor.rewrite"),
    ORGANIZE_IMPORTS("source.organizeImports"), FIX_ALL("source.fixAll");

    private final String protocolName;

    Kind(String protocolName) {
      this.protocolName = protocolName;
    }

    public String protocolName() {
      return protocolName;
    }
  }

  public Refactoring {
    edits = List.copyOf(edits);
  }

  static Refactoring of(String title, Kind kind, Document document, Diagnostic.Edit... edits) {
    return new Refactoring(title, kind, List.of(new Rename.Edits(document, List.of(edits))), false);
  }

  private Refactoring laidOut() {
    return new Refactoring(title, kind, edits.stream().map(LaidOut::of).toList(), preferred);
  }

  /** What can be done with a part of a document; an empty part is a cursor. */
  public static List<Refactoring> in(Snapshot snapshot, Document document, gene.source.Span range) {
    Selected at = Selected.of(snapshot, document, range);
    var all = new java.util.ArrayList<Refactoring>();
    MissingNames.in(at, all);
    UnusedCode.in(at, all);
    EnumCases.in(at, all);
    Extract.in(at, all);
    InlineVariable.in(at, all);
    RewriteForms.in(at, all);
    TypeAnnotations.in(at, all);
    KeywordArguments.in(at, all);
    OrganizeImports.in(at, all);
    return all.stream().map(Refactoring::laidOut).toList();
  }
}
