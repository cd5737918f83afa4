// Places, hierarchies, symbols of the workspace and edits in the protocol's types.
package gene.server;

import com.google.gson.JsonObject;
import gene.server.feature.CallHierarchy;
import gene.server.feature.CodeLenses;
import gene.server.feature.Document;
import gene.server.feature.DocumentLinks;
import gene.server.feature.DocumentUri;
import gene.server.feature.FoldingRanges;
import gene.server.feature.Hierarchy;
import gene.server.feature.Monikers;
import gene.server.feature.References;
import gene.server.feature.Rename;
import gene.server.feature.Snapshot;
import gene.server.feature.Symbol;
import gene.server.feature.WorkspaceSymbols;
import gene.source.Diagnostic;
import gene.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.CallHierarchyItem;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeKind;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Moniker;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.TextDocumentEdit;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.TypeHierarchyItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

record ConvertGoing(Convert base) {
  private Positions positions(Document document) {
    return base.positions(document);
  }

  List<Location> references(List<References> all) {
    return all.stream().map(r -> location(r.document(), r.span())).toList();
  }

  private Location location(Document document, Span span) {
    return new Location(document.uri().text(), positions(document).range(span));
  }

  // Hierarchies: an item keeps in its data where it was found, so that asking on needs no state here

  CallHierarchyItem call(CallHierarchy.Item item) {
    Positions positions = positions(item.document());
    var made = new CallHierarchyItem(item.name(), item.symbol().map(s -> Convert.kind(s.kind())).orElse(org.eclipse.lsp4j.SymbolKind.File),
        item.document().uri().text(), positions.range(item.span()), positions.range(item.nameSpan()));
    item.symbol().map(Symbol::detail).filter(d -> !d.isEmpty()).ifPresent(made::setDetail);
    return made;
  }

  Optional<CallHierarchy.Item> call(Snapshot snapshot, CallHierarchyItem item) {
    return snapshot.find(DocumentUri.of(item.getUri())).flatMap(d -> {
      if (item.getKind() == org.eclipse.lsp4j.SymbolKind.File) {
        return Optional.of(new CallHierarchy.Item(d, Optional.empty()));
      }
      return CallHierarchy.at(snapshot, d, positions(d).offset(item.getSelectionRange().getStart())).stream().findFirst();
    });
  }

  TypeHierarchyItem type(Hierarchy.Type type) {
    Positions positions = positions(type.document());
    Symbol s = type.symbol();
    return new TypeHierarchyItem(s.name(), Convert.kind(s.kind()), type.document().uri().text(), positions.range(s.span()),
        positions.range(s.nameSpan()), s.detail().isEmpty() ? null : s.detail());
  }

  Optional<Hierarchy.Type> type(Snapshot snapshot, TypeHierarchyItem item) {
    return snapshot.find(DocumentUri.of(item.getUri())).flatMap(d -> Hierarchy.at(snapshot, d, positions(d).offset(item.getSelectionRange().getStart())));
  }

  List<Range> ranges(Document document, List<Span> spans) {
    Positions positions = positions(document);
    return spans.stream().map(positions::range).toList();
  }

  Moniker moniker(Monikers m) {
    return new Moniker("gene", m.identifier(), m.reach().name().toLowerCase(java.util.Locale.ROOT), m.role().name().toLowerCase(java.util.Locale.ROOT));
  }

  WorkspaceSymbol symbol(Snapshot snapshot, WorkspaceSymbols s) {
    Range range;
    if (base.client().encoding() == PositionEncoding.UTF16) {
      var start = new Position(s.entry().line(), s.entry().character());
      range = new Range(start, new Position(s.entry().line(), s.entry().character() + s.entry().end() - s.entry().start()));
    } else {
      range = snapshot.find(s.uri()).filter(d -> d.source().length() >= s.entry().end()).map(d -> positions(d).range(new Span(s.entry().start(), s.entry().end())))
          .orElseGet(() -> new Range(new Position(s.entry().line(), 0), new Position(s.entry().line(), 0)));
    }
    return new WorkspaceSymbol(s.entry().name(), Convert.kind(s.entry().kind()), Either.forLeft(new Location(s.uri().text(), range)),
        s.entry().container().isEmpty() ? null : s.entry().container());
  }

  List<DocumentLink> links(Document document, List<DocumentLinks> all) {
    Positions positions = positions(document);
    return all.stream().map(l -> new DocumentLink(positions.range(l.span()), l.target().map(DocumentUri::text).orElse(null))).toList();
  }

  static FoldingRange folding(FoldingRanges f) {
    var made = new FoldingRange(f.from(), f.to());
    made.setKind(switch (f.kind()) {
      case CODE -> null;
      case COMMENT -> FoldingRangeKind.Comment;
      case IMPORTS -> FoldingRangeKind.Imports;
      case REGION -> FoldingRangeKind.Region;
    });
    return made;
  }

  SelectionRange selection(Document document, List<Span> inward) {
    SelectionRange range = null;
    for (int i = inward.size() - 1; i >= 0; i--) {
      range = new SelectionRange(positions(document).range(inward.get(i)), range);
    }
    return range;
  }

  CodeLens lens(Document document, CodeLenses lens) {
    var made = new CodeLens(positions(document).range(lens.span()));
    var data = new JsonObject();
    data.addProperty("kind", lens.kind().name());
    data.addProperty("subject", lens.subject());
    data.addProperty("uri", document.uri().text());
    made.setData(data);
    return made;
  }

  // Edits

  WorkspaceEdit edit(List<Rename.Edits> all) {
    if (base.client().versions()) {
      List<Either<TextDocumentEdit, org.eclipse.lsp4j.ResourceOperation>> changes = new ArrayList<>();
      for (Rename.Edits e : all) {
        Integer version = e.document().version() == 0 ? null : e.document().version();
        changes.add(Either.forLeft(new TextDocumentEdit(new VersionedTextDocumentIdentifier(e.document().uri().text(), version), edits(e.document(), e.edits()))));
      }
      return new WorkspaceEdit(changes);
    }
    Map<String, List<TextEdit>> changes = new LinkedHashMap<>();
    all.forEach(e -> changes.put(e.document().uri().text(), edits(e.document(), e.edits())));
    return new WorkspaceEdit(changes);
  }

  List<TextEdit> edits(Document document, List<Diagnostic.Edit> edits) {
    Positions positions = positions(document);
    return edits.stream().map(e -> new TextEdit(positions.range(e.span()), e.text())).toList();
  }
}
