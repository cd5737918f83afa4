// Tests for tools: one JSON object a line, each written out as soon as it is known (docs/testing.md).
package gene.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gene.testing.TestReport;
import gene.testing.TestResult;
import java.util.List;
import java.util.Locale;

final class JsonTestReport implements TestReport {
  static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final Shell shell;

  JsonTestReport(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void start(int files) {
    JsonObject json = event("start");
    json.addProperty("version", 1);
    json.addProperty("files", files);
    write(json);
  }

  @Override
  public void begins(String id, TestResult.Kind kind, String file, List<String> path, int line, int column) {
    JsonObject json = event("begin");
    identify(json, id, kind, file, path);
    json.addProperty("line", line);
    json.addProperty("column", column);
    write(json);
  }

  @Override
  public void output(String file, String text, boolean error) {
    JsonObject json = event("output");
    json.addProperty("file", file);
    json.addProperty("stream", error ? "stderr" : "stdout");
    json.addProperty("text", text);
    write(json);
  }

  @Override
  public void ended(TestResult r) {
    JsonObject json = event("end");
    identify(json, r.id(), r.kind(), r.file(), r.path());
    json.addProperty("status", r.status().name().toLowerCase(Locale.ROOT));
    json.addProperty("ms", Math.round(r.milliseconds() * 1000) / 1000.0);
    if (r.isBad()) {
      json.addProperty("message", r.message());
      if (r.line() > 0) {
        var at = new JsonObject();
        at.addProperty("file", r.failureFile());
        at.addProperty("line", r.line());
        at.addProperty("column", r.column());
        json.add("failure", at);
      }
      if (r.expected() != null) {
        json.addProperty("expected", r.expected());
        json.addProperty("actual", r.actual());
      }
      var trace = new JsonArray();
      r.trace().forEach(trace::add);
      json.add("trace", trace);
    }
    write(json);
  }

  @Override
  public void end(List<TestResult> all, double milliseconds) {
    JsonObject json = event("summary");
    for (TestResult.Status s : TestResult.Status.values()) {
      json.addProperty(s.name().toLowerCase(Locale.ROOT),
          all.stream().filter(r -> r.status() == s && (r.kind() != TestResult.Kind.SUITE || s != TestResult.Status.PASSED)).count());
    }
    json.addProperty("ms", Math.round(milliseconds * 1000) / 1000.0);
    json.addProperty("ok", all.stream().noneMatch(TestResult::isBad));
    write(json);
  }

  private static JsonObject event(String name) {
    var json = new JsonObject();
    json.addProperty("event", name);
    return json;
  }

  private static void identify(JsonObject json, String id, TestResult.Kind kind, String file, List<String> path) {
    json.addProperty("id", id);
    json.addProperty("kind", kind.name().toLowerCase(Locale.ROOT));
    json.addProperty("file", file);
    var names = new JsonArray();
    path.forEach(names::add);
    json.add("path", names);
  }

  private void write(JsonObject json) {
    shell.out().print(GSON.toJson(json) + "\n");
    shell.out().flush();
  }
}
