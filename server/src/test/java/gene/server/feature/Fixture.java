// Files with marks in their text: `<|>` is the cursor, `[|…|]` a range. A line `=== name` begins a further file.
package gene.server.feature;

import gene.source.Span;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files are open documents of a folder that does not exist; the first is `main.gene`. */
public final class Fixture {
  public static final Path FOLDER = Path.of(URI.create("file:///fixture/"));

  private final Map<String, Document> documents = new LinkedHashMap<>();
  private final Map<String, List<Span>> ranges = new LinkedHashMap<>();
  private Snapshot snapshot = Snapshot.empty();
  private int cursor = -1;

  private Fixture(String marked) {
    String name = "main.gene";
    var text = new StringBuilder();
    for (String line : marked.split("(?<=\n)", -1)) {
      if (line.startsWith("=== ")) {
        add(name, text.toString());
        name = line.substring(4).strip();
        text.setLength(0);
      } else {
        text.append(line);
      }
    }
    add(name, text.toString());
  }

  public static Fixture of(String marked) {
    return new Fixture(marked);
  }

  private void add(String name, String marked) {
    var text = new StringBuilder();
    var spans = new ArrayList<Span>();
    int open = -1;
    for (int i = 0; i < marked.length(); ) {
      if (marked.startsWith("<|>", i)) {
        cursor = text.length();
        i += 3;
      } else if (marked.startsWith("[|", i)) {
        open = text.length();
        i += 2;
      } else if (marked.startsWith("|]", i)) {
        spans.add(new Span(open, text.length()));
        i += 2;
      } else {
        text.append(marked.charAt(i++));
      }
    }
    Document document = Document.of(DocumentUri.of(FOLDER.resolve(name)), 1, text.toString());
    documents.put(name, document);
    ranges.put(name, spans);
    snapshot = snapshot.with(document);
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  public Document main() {
    return documents.get("main.gene");
  }

  public int cursor() {
    if (cursor < 0) {
      throw new IllegalStateException("the fixture has no <|>");
    }
    return cursor;
  }

  /** The marked ranges of the main file, in order. */
  public List<Span> ranges() {
    return ranges.get("main.gene");
  }

  /** All marked ranges as `file:text@offset`. */
  List<String> marked() {
    var all = new ArrayList<String>();
    ranges.forEach((name, spans) -> spans.forEach(s -> all.add(place(documents.get(name), s))));
    return all;
  }

  static String place(Document document, Span span) {
    return document.uri().path().orElseThrow().getFileName() + ":" + document.text(span) + "@" + span.start();
  }
}
