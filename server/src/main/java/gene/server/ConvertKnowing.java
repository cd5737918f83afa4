// Completions, signatures, hints, tokens and the like in the protocol's types.
package gene.server;

import gene.server.feature.Completion;
import gene.server.feature.Document;
import gene.server.feature.Highlights;
import gene.server.feature.Hover;
import gene.server.feature.InlayHints;
import gene.server.feature.InlineValues;
import gene.server.feature.SemanticTokens;
import gene.server.feature.SignatureHelp;
import gene.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemDefaults;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionItemLabelDetails;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintKind;
import org.eclipse.lsp4j.InlineValue;
import org.eclipse.lsp4j.InlineValueEvaluatableExpression;
import org.eclipse.lsp4j.InlineValueVariableLookup;
import org.eclipse.lsp4j.InsertReplaceEdit;
import org.eclipse.lsp4j.InsertReplaceRange;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SignatureInformation;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Tuple;

record ConvertKnowing(Convert base) {
  private Positions positions(Document document) {
    return base.positions(document);
  }

  CompletionList completion(Document document, Completion completion) {
    var edits = new Edits(document);
    var items = new ArrayList<CompletionItem>(completion.items().size());
    Completion.Item common = base.client().commonEdits() && !completion.items().isEmpty() ? completion.items().get(0) : null;
    for (Completion.Item i : completion.items()) {
      items.add(item(edits, i, items.size(), common));
    }
    var list = new CompletionList(completion.incomplete(), items);
    if (common != null) {
      var defaults = new CompletionItemDefaults();
      Range insert = edits.insert(common);
      defaults.setEditRange(base.client().replaces() ? Either.forRight(new InsertReplaceRange(insert, edits.replace(common))) : Either.forLeft(insert));
      list.setItemDefaults(defaults);
    }
    return list;
  }

  /** The ranges of items, of which nearly all are one and the same. */
  private final class Edits {
    private final Document document;
    private final Map<Span, Range> ranges = new HashMap<>();

    Edits(Document document) {
      this.document = document;
    }

    private Range range(Span span) {
      return ranges.computeIfAbsent(span, s -> positions(document).range(s));
    }

    Range insert(Completion.Item item) {
      return range(item.replace());
    }

    Range replace(Completion.Item item) {
      return range(Completion.whole(document, item));
    }

    boolean isSame(Completion.Item one, Completion.Item other) {
      return one.replace().equals(other.replace()) && (!base.client().replaces() || replace(one).equals(replace(other)));
    }

    Either<TextEdit, InsertReplaceEdit> of(Completion.Item item, String text) {
      return base.client().replaces() ? Either.forRight(new InsertReplaceEdit(text, insert(item), replace(item))) : Either.forLeft(new TextEdit(insert(item), text));
    }
  }

  /** @param common what items replace that do not say is what this one replaces; null where each has to say it */
  private CompletionItem item(Edits edits, Completion.Item i, int place, Completion.Item common) {
    var item = new CompletionItem(i.label());
    item.setKind(kind(i.kind()));
    String detail = i.detail();
    if (!detail.isEmpty()) {
      item.setDetail(detail);
      if (base.client().labelDetails()) {
        var details = new CompletionItemLabelDetails();
        details.setDescription(detail);
        item.setLabelDetails(details);
      }
    }
    boolean snippet = i.snippet() && base.client().snippets();
    String text = i.snippet() && !snippet ? i.label() : i.text();
    if (common == null || !edits.isSame(i, common)) {
      item.setTextEdit(edits.of(i, text));
    } else if (!text.equals(i.label())) {
      item.setTextEditText(text);
    }
    if (snippet) {
      item.setInsertTextFormat(InsertTextFormat.Snippet);
    }
    String number = Integer.toString(place);
    item.setSortText("0000".substring(Math.min(4, number.length())) + number);
    String subject = i.subject();
    if (!subject.isEmpty()) {
      item.setData(subject);
    }
    if (!i.more().isEmpty()) {
      item.setAdditionalTextEdits(i.more().stream().map(e -> new TextEdit(edits.range(e.span()), e.text())).toList());
    }
    return item;
  }

  private static CompletionItemKind kind(Completion.Kind k) {
    return switch (k) {
      case VARIABLE, PARAMETER -> CompletionItemKind.Variable;
      case FUNCTION -> CompletionItemKind.Function;
      case METHOD -> CompletionItemKind.Method;
      case CONSTRUCTOR -> CompletionItemKind.Constructor;
      case CLASS -> CompletionItemKind.Class;
      case INTERFACE -> CompletionItemKind.Interface;
      case ENUM -> CompletionItemKind.Enum;
      case VARIANT -> CompletionItemKind.EnumMember;
      case FIELD -> CompletionItemKind.Field;
      case NAMESPACE -> CompletionItemKind.Module;
      case CONSTANT -> CompletionItemKind.Constant;
      case KEYWORD -> CompletionItemKind.Keyword;
      case TYPE -> CompletionItemKind.TypeParameter;
      case FILE -> CompletionItemKind.File;
      case FOLDER -> CompletionItemKind.Folder;
    };
  }

  void resolve(CompletionItem item, Hover hover) {
    item.setDocumentation(new MarkupContent(base.client().markdown() ? "markdown" : "plaintext", base.text(hover)));
  }

  org.eclipse.lsp4j.SignatureHelp signatures(SignatureHelp help) {
    List<SignatureInformation> all = help.signatures().stream().map(this::signature).toList();
    int active = help.signatures().get(help.active()).active();
    return new org.eclipse.lsp4j.SignatureHelp(all, help.active(), active < 0 ? null : active);
  }

  private SignatureInformation signature(SignatureHelp.Signature s) {
    var made = new SignatureInformation(s.label());
    if (!s.doc().isEmpty()) {
      made.setDocumentation(new MarkupContent(base.client().markdown() ? "markdown" : "plaintext", s.doc()));
    }
    made.setParameters(s.parameters().stream().map(p -> {
      var parameter = new ParameterInformation();
      parameter.setLabel(Tuple.two(p.start(), p.end()));
      return parameter;
    }).toList());
    made.setActiveParameter(s.active() < 0 ? null : s.active());
    return made;
  }

  List<InlayHint> hints(Document document, List<InlayHints> hints) {
    Positions positions = positions(document);
    return hints.stream().map(h -> {
      Position at = positions.position(h.offset());
      var hint = new InlayHint(at, Either.forLeft(h.label()));
      hint.setKind(h.kind() == InlayHints.Kind.PARAMETER ? InlayHintKind.Parameter : InlayHintKind.Type);
      hint.setPaddingRight(h.kind() == InlayHints.Kind.PARAMETER);
      hint.setTooltip(h.tooltip());
      if (h.insertable()) {
        hint.setTextEdits(List.of(new TextEdit(new Range(at, at), h.label())));
      }
      return hint;
    }).toList();
  }

  List<DocumentHighlight> highlights(Document document, List<Highlights> all) {
    Positions positions = positions(document);
    return all.stream().map(h -> new DocumentHighlight(positions.range(h.span()), h.write() ? DocumentHighlightKind.Write : DocumentHighlightKind.Read)).toList();
  }

  /** Five numbers for each token: lines and characters from the token before, length, type, modifiers. */
  TokenNumbers tokens(Document document, Span range, TokenNumbers earlier) {
    return TokenNumbers.of(SemanticTokens.runs(document, range), document.source(), base.client().encoding(), earlier);
  }

  List<InlineValue> values(Document document, List<InlineValues> values) {
    Positions positions = positions(document);
    return values.stream().map(v -> v.variable() ? new InlineValue(new InlineValueVariableLookup(positions.range(v.span()), true, v.expression()))
        : new InlineValue(new InlineValueEvaluatableExpression(positions.range(v.span()), v.expression()))).toList();
  }
}
