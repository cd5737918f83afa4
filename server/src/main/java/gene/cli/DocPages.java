// Documentation as text for a terminal, as Markdown, and as JSON.
package gene.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gene.server.feature.Documentation;
import java.util.List;

final class DocPages {
  private static final String STEP = "  ";
  // Markdown knows six levels of headings.
  private static final int DEEPEST_HEADING = 6;

  private final Paint paint;
  private final StringBuilder out = new StringBuilder();

  private DocPages(Paint paint) {
    this.paint = paint;
  }

  static String text(List<Documentation> all, Paint paint) {
    var pages = new DocPages(paint);
    all.forEach(d -> pages.entry(d, ""));
    return pages.out.toString();
  }

  /** An empty line between entries; members below what they belong to, those of a module at its own level. */
  private void entry(Documentation d, String indent) {
    out.append(out.length() == 0 ? "" : "\n");
    boolean module = d.signature().isEmpty();
    lines(module ? d.name() : d.signature(), indent, true);
    String inner = module ? indent : indent + STEP;
    lines(d.doc(), inner, false);
    d.examples().forEach(e -> lines("Example: " + e, inner, false));
    d.members().forEach(m -> entry(m, inner));
  }

  private void lines(String text, String indent, boolean strong) {
    text.lines().forEach(l -> out.append(l.isEmpty() ? "" : indent).append(strong ? paint.strong(l) : l).append('\n'));
  }

  static String markdown(List<Documentation> all) {
    var pages = new DocPages(new Paint(false));
    all.forEach(d -> pages.section(d, 1, ""));
    return pages.out.toString();
  }

  private void section(Documentation d, int level, String owner) {
    String name = owner.isEmpty() ? d.name() : owner + "." + d.name();
    out.append(out.length() == 0 ? "" : "\n").append("#".repeat(Math.min(level, DEEPEST_HEADING))).append(" `").append(name).append("`\n");
    if (!d.signature().isEmpty()) {
      out.append("\n```gene\n").append(d.signature()).append("\n```\n");
    }
    if (!d.doc().isEmpty()) {
      out.append('\n').append(d.doc()).append('\n');
    }
    if (!d.examples().isEmpty()) {
      out.append("\nExamples:\n\n```gene\n").append(String.join("\n", d.examples())).append("\n```\n");
    }
    // The names of built-in entries say already whose they are.
    boolean owns = d.line() > 0 && !d.signature().isEmpty();
    d.members().forEach(m -> section(m, level + 1, owns ? name : ""));
  }

  static String json(List<Documentation> all) {
    return new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create().toJson(array(all)) + "\n";
  }

  private static JsonArray array(List<Documentation> all) {
    var array = new JsonArray();
    all.forEach(d -> array.add(object(d)));
    return array;
  }

  private static JsonObject object(Documentation d) {
    var json = new JsonObject();
    json.addProperty("kind", d.kind());
    json.addProperty("name", d.name());
    json.addProperty("signature", d.signature());
    json.addProperty("doc", d.doc());
    var examples = new JsonArray();
    d.examples().forEach(examples::add);
    json.add("examples", examples);
    if (d.line() > 0) {
      json.addProperty("line", d.line());
    }
    json.add("members", array(d.members()));
    return json;
  }
}
