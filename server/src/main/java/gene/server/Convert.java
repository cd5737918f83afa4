// The answers of features in the protocol's types. Nothing is decided here but what the client can take.
package gene.server;

import gene.server.feature.BuiltinPages;
import gene.server.feature.Definition;
import gene.server.feature.Document;
import gene.server.feature.Hover;
import gene.server.feature.QuickFixes.QuickFix;
import gene.server.feature.Symbol;
import java.util.Comparator;
import gene.source.Diagnostic;
import gene.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

record Convert(Client client, BuiltinPages pages) {
  private static final int MOST_DIAGNOSTICS = 1_000;

  Positions positions(Document document) {
    return new Positions(document.source(), client.encoding());
  }

  /** @param imports findings that need other files */
  PublishDiagnosticsParams diagnostics(Document document, List<Diagnostic> imports) {
    return new PublishDiagnosticsParams(document.uri().text(), all(document, imports), document.version());
  }

  List<org.eclipse.lsp4j.Diagnostic> all(Document document, List<Diagnostic> imports) {
    List<Diagnostic> own = document.diagnostics();
    List<Diagnostic> found = imports.isEmpty() ? own : Stream.concat(own.stream(), imports.stream()).sorted(Comparator.comparingInt(d -> d.span().start())).toList();
    if (found.size() <= MOST_DIAGNOSTICS) {
      return found.stream().map(d -> diagnostic(document, d)).toList();
    }
    // A text that is no program has one for each word: errors first, and a word on the rest.
    var shown = new ArrayList<>(found.stream().sorted(Comparator.comparing(Diagnostic::severity)).limit(MOST_DIAGNOSTICS)
        .sorted(Comparator.comparingInt(d -> d.span().start())).map(d -> diagnostic(document, d)).toList());
    shown.add(diagnostic(document, Diagnostic.of("GENE.DOCUMENT.MORE", Diagnostic.Severity.INFORMATION, new Span(0, 0),
        "and " + (found.size() - MOST_DIAGNOSTICS) + " more problems")));
    return shown;
  }

  private org.eclipse.lsp4j.Diagnostic diagnostic(Document document, Diagnostic d) {
    Positions positions = positions(document);
    var text = new StringBuilder(d.message());
    d.hints().forEach(h -> text.append("\nhelp: ").append(h));
    var made = new org.eclipse.lsp4j.Diagnostic(positions.range(d.span()), text.toString(), severity(d.severity()), "gene");
    made.setCode(d.code());
    made.setCodeDescription(new DiagnosticCodeDescription(pages.codeLink(d.code())));
    if (!d.tags().isEmpty()) {
      made.setTags(d.tags().stream().map(Convert::tag).toList());
    }
    if (client.related() && !d.related().isEmpty()) {
      made.setRelatedInformation(d.related().stream()
          .map(r -> new DiagnosticRelatedInformation(new Location(document.uri().text(), positions.range(r.span())), r.message())).toList());
    }
    return made;
  }

  private static DiagnosticSeverity severity(Diagnostic.Severity s) {
    return switch (s) {
      case ERROR -> DiagnosticSeverity.Error;
      case WARNING -> DiagnosticSeverity.Warning;
      case INFORMATION -> DiagnosticSeverity.Information;
      case HINT -> DiagnosticSeverity.Hint;
    };
  }

  private static DiagnosticTag tag(Diagnostic.Tag t) {
    return switch (t) {
      case UNUSED -> DiagnosticTag.Unnecessary;
      case DEPRECATED -> DiagnosticTag.Deprecated;
    };
  }

  List<Either<SymbolInformation, DocumentSymbol>> symbols(Document document, List<Symbol> symbols) {
    Positions positions = positions(document);
    if (client.nestedSymbols()) {
      return symbols.stream().map(s -> Either.<SymbolInformation, DocumentSymbol>forRight(symbol(positions, s))).toList();
    }
    var flat = new ArrayList<Either<SymbolInformation, DocumentSymbol>>();
    flatten(document, symbols, null, flat);
    return flat;
  }

  private static DocumentSymbol symbol(Positions positions, Symbol s) {
    List<DocumentSymbol> children = s.children().stream().map(c -> symbol(positions, c)).toList();
    return new DocumentSymbol(s.name(), kind(s.kind()), positions.range(s.span()), positions.range(s.nameSpan()), s.detail(), children);
  }

  @SuppressWarnings("deprecation") // the only form that clients without nested symbols know
  private void flatten(Document document, List<Symbol> symbols, String container, List<Either<SymbolInformation, DocumentSymbol>> into) {
    for (Symbol s : symbols) {
      var location = new Location(document.uri().text(), positions(document).range(s.span()));
      into.add(Either.forLeft(new SymbolInformation(s.name(), kind(s.kind()), location, container)));
      flatten(document, s.children(), s.name(), into);
    }
  }

  static SymbolKind kind(Symbol.Kind k) {
    return switch (k) {
      case FUNCTION -> SymbolKind.Function;
      case CLASS -> SymbolKind.Class;
      case OBJECT -> SymbolKind.Object;
      case INTERFACE -> SymbolKind.Interface;
      case METHOD -> SymbolKind.Method;
      case CONSTRUCTOR -> SymbolKind.Constructor;
      case FIELD -> SymbolKind.Field;
      case NAMESPACE -> SymbolKind.Namespace;
      case ENUM -> SymbolKind.Enum;
      case VARIANT -> SymbolKind.EnumMember;
      case VARIABLE -> SymbolKind.Variable;
      case CONSTANT -> SymbolKind.Constant;
      case TYPE -> SymbolKind.TypeParameter;
    };
  }

  org.eclipse.lsp4j.Hover hover(Document document, Hover hover) {
    var content = new MarkupContent(client.markdown() ? "markdown" : "plaintext", text(hover));
    return new org.eclipse.lsp4j.Hover(content, positions(document).range(hover.span()));
  }

  String text(Hover hover) {
    var text = new StringBuilder();
    for (Hover.Part part : hover.parts()) {
      text.append(text.length() == 0 ? "" : "\n\n");
      text.append(part.code() && client.markdown() ? "```gene\n" + part.text() + "\n```" : part.text());
    }
    return text.toString();
  }

  Either<List<? extends Location>, List<? extends LocationLink>> definitions(Document from, List<Definition> all) {
    if (client.links()) {
      return Either.forRight(all.stream().map(d -> {
        Positions there = positions(d.target());
        return new LocationLink(d.target().uri().text(), there.range(d.span()), there.range(d.name()), positions(from).range(d.origin()));
      }).toList());
    }
    return Either.forLeft(all.stream().map(d -> location(d.target(), d.name())).toList());
  }

  private Location location(Document document, Span span) {
    return new Location(document.uri().text(), positions(document).range(span));
  }

  Either<Command, CodeAction> action(Document document, QuickFix fix) {
    Positions positions = positions(document);
    var action = new CodeAction(fix.fix().title());
    action.setKind(CodeActionKind.QuickFix);
    action.setDiagnostics(List.of(diagnostic(document, fix.diagnostic())));
    action.setIsPreferred(fix.only());
    List<TextEdit> edits = fix.fix().edits().stream().map(e -> new TextEdit(positions.range(e.span()), e.text())).toList();
    action.setEdit(new WorkspaceEdit(Map.of(document.uri().text(), edits)));
    return Either.forRight(action);
  }
}
