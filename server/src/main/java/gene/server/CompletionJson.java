// Writes lists of completions: two hundred items after each key, of which the usual writer looks at some twenty fields each.
package gene.server;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemDefaults;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.InsertReplaceEdit;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;

/** Knows the fields that {@link ConvertKnowing} sets. */
final class CompletionJson extends TypeAdapter<CompletionList> {
  private final TypeAdapter<CompletionList> usual;
  private final Gson gson;

  private CompletionJson(TypeAdapter<CompletionList> usual, Gson gson) {
    this.usual = usual;
    this.gson = gson;
  }

  static final class Factory implements TypeAdapterFactory {
    @Override
    @SuppressWarnings("unchecked") // T is CompletionList where this answers
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
      return type.getRawType() != CompletionList.class ? null
          : (TypeAdapter<T>) new CompletionJson(gson.getDelegateAdapter(this, TypeToken.get(CompletionList.class)), gson);
    }
  }

  /** Ranges as text: items share the objects. */
  private static final class Ranges {
    private Range last;
    private String text;

    String text(Range range) {
      if (range != last) {
        last = range;
        text = "{\"start\":{\"line\":" + range.getStart().getLine() + ",\"character\":" + range.getStart().getCharacter() + "},\"end\":{\"line\":"
            + range.getEnd().getLine() + ",\"character\":" + range.getEnd().getCharacter() + "}}";
      }
      return text;
    }
  }

  @Override
  public void write(JsonWriter out, CompletionList list) throws IOException {
    // What goes to the writer in one piece passes its locks once.
    var text = new StringWriter(list.getItems().size() * 256 + 64);
    var json = new JsonWriter(text);
    json.setHtmlSafe(out.isHtmlSafe());
    json.setSerializeNulls(false);
    json.beginObject();
    json.name("isIncomplete").value(list.isIncomplete());
    if (list.getItemDefaults() != null) {
      json.name("itemDefaults").jsonValue(gson.toJson(list.getItemDefaults(), CompletionItemDefaults.class));
    }
    json.name("items").beginArray();
    var ranges = new Ranges();
    var others = new Ranges();
    for (CompletionItem item : list.getItems()) {
      write(json, item, ranges, others);
    }
    json.endArray().endObject();
    out.jsonValue(text.toString());
  }

  private static void write(JsonWriter out, CompletionItem item, Ranges ranges, Ranges others) throws IOException {
    out.beginObject();
    out.name("label").value(item.getLabel());
    if (item.getLabelDetails() != null) {
      out.name("labelDetails").beginObject().name("description").value(item.getLabelDetails().getDescription()).endObject();
    }
    out.name("kind").value(item.getKind().getValue());
    if (item.getDetail() != null) {
      out.name("detail").value(item.getDetail());
    }
    out.name("sortText").value(item.getSortText());
    if (item.getInsertTextFormat() != null) {
      out.name("insertTextFormat").value(item.getInsertTextFormat().getValue());
    }
    if (item.getTextEdit() != null && item.getTextEdit().isLeft()) {
      edit(out.name("textEdit"), item.getTextEdit().getLeft(), ranges);
    } else if (item.getTextEdit() != null) {
      InsertReplaceEdit edit = item.getTextEdit().getRight();
      out.name("textEdit").beginObject().name("newText").value(edit.getNewText());
      out.name("insert").jsonValue(ranges.text(edit.getInsert())).name("replace").jsonValue(others.text(edit.getReplace())).endObject();
    }
    if (item.getTextEditText() != null) {
      out.name("textEditText").value(item.getTextEditText());
    }
    List<TextEdit> more = item.getAdditionalTextEdits();
    if (more != null) {
      out.name("additionalTextEdits").beginArray();
      for (TextEdit edit : more) {
        edit(out, edit, others);
      }
      out.endArray();
    }
    if (item.getData() instanceof String subject) {
      out.name("data").value(subject);
    }
    out.endObject();
  }

  private static void edit(JsonWriter out, TextEdit edit, Ranges ranges) throws IOException {
    out.beginObject().name("range").jsonValue(ranges.text(edit.getRange())).name("newText").value(edit.getNewText()).endObject();
  }

  @Override
  public CompletionList read(JsonReader in) throws IOException {
    return usual.read(in);
  }
}
