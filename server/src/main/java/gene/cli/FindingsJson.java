// Findings of `gene check` for tools: our own fields, or SARIF 2.1.0.
package gene.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gene.cli.CheckCommand.Checked;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.source.Span;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

final class FindingsJson {
  private FindingsJson() {}

  static String list(List<Checked> checked) {
    var all = new JsonArray();
    for (Checked c : checked) {
      c.findings().forEach(d -> all.add(finding(c.source(), d)));
    }
    return text(all);
  }

  private static JsonObject finding(Source source, Diagnostic d) {
    var json = new JsonObject();
    json.addProperty("message", d.message());
    json.addProperty("code", d.code());
    json.addProperty("severity", d.severity().name().toLowerCase(Locale.ROOT));
    json.addProperty("stage", d.code().startsWith("GENE.PARSE") ? "parse" : "compile");
    json.add("span", span(source, d.span()));
    var hints = new JsonArray();
    d.hints().forEach(hints::add);
    json.add("hints", hints);
    var tags = new JsonArray();
    d.tags().forEach(t -> tags.add(t.name().toLowerCase(Locale.ROOT)));
    d.fixes().forEach(f -> tags.add("fix"));
    json.add("repair_tags", tags);
    var fixes = new JsonArray();
    d.fixes().forEach(f -> fixes.add(fix(source, f)));
    json.add("fixes", fixes);
    return json;
  }

  private static JsonObject fix(Source source, Diagnostic.Fix fix) {
    var json = new JsonObject();
    json.addProperty("title", fix.title());
    var edits = new JsonArray();
    for (Diagnostic.Edit e : fix.edits()) {
      var edit = new JsonObject();
      edit.add("span", span(source, e.span()));
      edit.addProperty("text", e.text());
      edits.add(edit);
    }
    json.add("edits", edits);
    return json;
  }

  private static JsonObject span(Source source, Span span) {
    var json = new JsonObject();
    json.addProperty("file", source.name());
    json.addProperty("line", source.line(span.start()));
    json.addProperty("column", source.column(span.start()));
    json.addProperty("end_line", source.line(span.end()));
    json.addProperty("end_column", source.column(span.end()));
    return json;
  }

  static String sarif(List<Checked> checked, String version) {
    var codes = new TreeSet<String>();
    var results = new JsonArray();
    for (Checked c : checked) {
      for (Diagnostic d : c.findings()) {
        codes.add(d.code());
        results.add(result(c.source(), d));
      }
    }
    var driver = new JsonObject();
    driver.addProperty("name", "gene check");
    driver.addProperty("version", version);
    var rules = new JsonArray();
    codes.forEach(code -> rules.add(object("id", code)));
    driver.add("rules", rules);
    var tool = new JsonObject();
    tool.add("driver", driver);
    var run = new JsonObject();
    run.add("tool", tool);
    run.addProperty("columnKind", "unicodeCodePoints");
    run.add("results", results);
    var runs = new JsonArray();
    runs.add(run);
    var log = new JsonObject();
    log.addProperty("version", "2.1.0");
    log.add("runs", runs);
    return text(log);
  }

  private static JsonObject result(Source source, Diagnostic d) {
    var region = new JsonObject();
    region.addProperty("startLine", source.line(d.span().start()));
    region.addProperty("startColumn", source.column(d.span().start()));
    region.addProperty("endLine", source.line(d.span().end()));
    region.addProperty("endColumn", source.column(d.span().end()));
    var physical = new JsonObject();
    physical.add("artifactLocation", object("uri", uri(source.name())));
    physical.add("region", region);
    var location = new JsonObject();
    location.add("physicalLocation", physical);
    var locations = new JsonArray();
    locations.add(location);
    var result = new JsonObject();
    result.addProperty("ruleId", d.code());
    result.addProperty("level", switch (d.severity()) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFORMATION, HINT -> "note";
    });
    result.add("message", object("text", d.hints().isEmpty() ? d.message() : d.message() + " (" + String.join("; ", d.hints()) + ")"));
    result.add("locations", locations);
    return result;
  }

  /** A relative reference, as SARIF wants it: with `/`, and escapes for what is no part of one. */
  private static String uri(String name) {
    try {
      String path = name.replace('\\', '/');
      return new URI(path.startsWith("/") ? "file" : null, path.startsWith("/") ? "" : null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
  }

  private static JsonObject object(String name, String value) {
    var json = new JsonObject();
    json.addProperty(name, value);
    return json;
  }

  private static String text(JsonElement json) {
    Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    return gson.toJson(json) + "\n";
  }
}
