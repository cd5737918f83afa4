// Rows of an instruction trace as JSON, for a client and for files. See docs/debug-protocol.md.
package gene.dap;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gene.debug.EditedTexts;
import gene.debug.TracePage;
import gene.debug.TraceRow;
import gene.source.Source;

public final class TraceRows {
  private TraceRows() {}

  static JsonObject forClient(TracePage page, Translation translation) {
    var rows = new JsonArray();
    page.rows().forEach(row -> rows.add(forClient(row, translation)));
    var json = new JsonObject();
    json.add("rows", rows);
    json.addProperty("first", page.first());
    json.addProperty("next", page.next());
    json.addProperty("running", page.running());
    return json;
  }

  private static JsonObject forClient(TraceRow row, Translation translation) {
    JsonObject json = instruction(row);
    var source = translation.paths().of(row.source(), row.isLibrary());
    var shown = new JsonObject();
    shown.addProperty("name", source.getName());
    shown.addProperty("path", source.getPath());
    if (source.getSourceReference() != null) {
      shown.addProperty("sourceReference", source.getSourceReference());
    }
    json.add("source", shown);
    place(json, row, translation.lines());
    return json;
  }

  /** A line of a file, without its end; lines and columns from 1. */
  public static String line(TraceRow row) {
    JsonObject json = instruction(row);
    json.addProperty("thread", row.threadName());
    json.addProperty("file", row.source().name());
    place(json, row, new Lines(new EditedTexts()));
    return json.toString();
  }

  private static JsonObject instruction(TraceRow row) {
    var json = new JsonObject();
    json.addProperty("number", row.number());
    json.addProperty("function", row.function());
    json.addProperty("opcode", row.opcode());
    json.addProperty("operands", row.operands());
    var stack = new JsonArray(row.stack().size());
    row.stack().forEach(stack::add);
    json.add("stack", stack);
    json.addProperty("depth", row.depth());
    json.addProperty("threadId", row.thread());
    return json;
  }

  private static void place(JsonObject json, TraceRow row, Lines lines) {
    Source source = row.source();
    json.addProperty("line", lines.line(source, row.start()));
    json.addProperty("column", lines.column(source, row.start()));
    json.addProperty("endLine", lines.line(source, row.end()));
    json.addProperty("endColumn", lines.column(source, row.end()));
  }
}
