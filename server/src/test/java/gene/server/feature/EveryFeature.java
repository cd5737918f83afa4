// Asks every feature, at an offset or about a whole document, and checks what must hold of any answer.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Span;
import java.util.List;

final class EveryFeature {
  private EveryFeature() {}

  private static void inside(Document document, Span span, String what) {
    assertTrue(span.end() <= document.source().length(), () -> what + " " + span + " in " + document.source().text());
  }

  static void askAt(Snapshot snapshot, Document document, int offset) {
    Completion.at(snapshot, document, offset).items().forEach(i -> {
      inside(document, i.replace(), "completion");
      assertTrue(i.replace().end() == offset, "a completion replaces up to the cursor");
    });
    SignatureHelp.at(snapshot, document, offset).ifPresent(h -> h.signatures().forEach(s -> assertTrue(s.active() < Math.max(1, s.parameters().size()))));
    Highlights.at(snapshot, document, offset).forEach(h -> inside(document, h.span(), "highlight"));
    References.at(snapshot, document, offset, true).forEach(r -> inside(r.document(), r.span(), "reference"));
    Definition.declaration(snapshot, document, offset).forEach(d -> inside(d.target(), d.name(), "declaration"));
    Definition.type(snapshot, document, offset).forEach(d -> inside(d.target(), d.name(), "type"));
    Definition.implementations(snapshot, document, offset).forEach(d -> inside(d.target(), d.name(), "implementation"));
    Monikers.at(snapshot, document, offset).forEach(m -> assertTrue(!m.identifier().isEmpty()));
    LinkedEditing.at(snapshot, document, offset).forEach(s -> inside(document, s, "linked"));
    List<Span> selection = SelectionRanges.at(document, offset);
    for (int i = 0; i + 1 < selection.size(); i++) {
      assertTrue(selection.get(i + 1).covers(selection.get(i)), "selections grow");
    }
    CallHierarchy.at(snapshot, document, offset).forEach(item -> {
      CallHierarchy.incoming(snapshot, item).forEach(c -> c.places().forEach(p -> inside(c.other().document(), p, "caller")));
      CallHierarchy.outgoing(snapshot, item).forEach(c -> c.places().forEach(p -> inside(item.document(), p, "callee")));
    });
    Hierarchy.at(snapshot, document, offset).ifPresent(t -> {
      Hierarchy.supertypes(snapshot, t);
      Hierarchy.subtypes(snapshot, t);
    });
    InlineValues.in(document, new Span(0, document.source().length()), offset).forEach(v -> inside(document, v.span(), "value"));
    Refactoring.in(snapshot, document, new Span(offset, offset)).forEach(r -> r.edits().forEach(e -> e.edits().forEach(x -> inside(e.document(), x.span(), r.title()))));
    for (StructuralEditing.Operation o : StructuralEditing.Operation.values()) {
      StructuralEditing.apply(document, List.of(offset), o).forEach(e -> inside(document, e.span(), o.command()));
    }
    Formatting.whileTyping(document, offset, "\n").forEach(e -> inside(document, e.span(), "typing"));
    try {
      Rename.edits(snapshot, document, offset, "renamed_to").forEach(e -> e.edits().forEach(x -> inside(e.document(), x.span(), "rename")));
    } catch (Rename.Refused e) {
      assertTrue(!e.getMessage().isEmpty());
    }
  }

  static void askWhole(Snapshot snapshot, Document document) {
    var whole = new Span(0, document.source().length());
    int last = 0;
    for (SemanticTokens t : SemanticTokens.in(document, whole)) {
      inside(document, t.span(), "token");
      assertTrue(t.span().start() >= last && t.span().length() > 0, () -> "tokens in order: " + t + " in " + document.source().text());
      last = t.span().end();
    }
    InlayHints.in(snapshot, document, whole).forEach(h -> inside(document, new Span(h.offset(), h.offset()), "hint"));
    Formatting.of(document).forEach(e -> inside(document, e.span(), "formatting"));
    FoldingRanges.of(document).forEach(f -> assertTrue(f.from() < f.to() && f.to() < document.source().lineCount()));
    DocumentLinks.of(snapshot, document).forEach(l -> inside(document, l.span(), "link"));
    CodeLenses.of(document).forEach(l -> inside(document, l.span(), "lens"));
    WorkspaceSymbols.of(snapshot, "a").forEach(s -> assertTrue(s.entry().end() >= s.entry().start()));
  }
}
