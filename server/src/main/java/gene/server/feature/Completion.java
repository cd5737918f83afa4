// Completion: what may stand at the cursor, the likeliest first. Inside half-typed code too.
package gene.server.feature;

import gene.analysis.Builtin;
import gene.source.Diagnostic;
import gene.source.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** @param incomplete whether there is more when more is typed */
public record Completion(List<Item> items, boolean incomplete) {
  /** More are not read by anyone, and cost time on both sides. */
  static final int MOST = 200;

  public enum Kind { VARIABLE, PARAMETER, FUNCTION, METHOD, CONSTRUCTOR, CLASS, INTERFACE, ENUM, VARIANT, FIELD, NAMESPACE, CONSTANT, KEYWORD, TYPE, FILE, FOLDER }

  /**
   * @param details what stands beside the label, made for those that are shown
   * @param replace what the text takes the place of
   * @param snippet whether the text has places to fill
   * @param rank    lower is likelier
   * @param about   what {@link #documentation} is asked about, made for those that are shown; empty when there is nothing to say
   * @param more    edits elsewhere, such as an import
   */
  public record Item(String label, Kind kind, Supplier<String> details, String text, boolean snippet, Span replace, int rank, Supplier<String> about,
                     List<Diagnostic.Edit> more) {
    Item(String label, Kind kind, String detail, String text, boolean snippet, Span replace, int rank, String subject, List<Diagnostic.Edit> more) {
      this(label, kind, () -> detail, text, snippet, replace, rank, () -> subject, more);
    }

    public String subject() {
      return about.get();
    }

    public String detail() {
      return details.get();
    }
  }

  public static Completion at(Snapshot snapshot, Document document, int offset) {
    CompletionPlace place = CompletionPlace.at(document, offset);
    var candidates = new Candidates(snapshot, document, offset, place);
    return best(candidates.all(), document.text(place.word()));
  }

  private record Scored(Item item, int score, Fuzzy.Fit fit) {}

  private static Completion best(List<Item> all, String word) {
    // A built-in that begins with what has been typed is likelier than a local name that has the letters somewhere.
    var typed = new Fuzzy(word);
    List<Scored> fitting = all.stream().map(i -> new Scored(i, typed.score(i.label()), Fuzzy.fit(word, i.label()))).filter(s -> s.score != Fuzzy.NONE)
        .sorted(Comparator.comparing(Scored::fit).thenComparingInt(s -> s.item.rank()).thenComparingInt(s -> -s.score).thenComparing(s -> s.item.label())).toList();
    List<Item> items = fitting.stream().limit(MOST).map(Scored::item).toList();
    return new Completion(items, fitting.size() > MOST);
  }

  /** What is said about an item, when somebody looks at it. */
  public static Optional<Hover> documentation(Snapshot snapshot, String subject) {
    if (subject.startsWith("builtin ")) {
      return Candidates.builtin(subject.substring("builtin ".length())).map(b -> Hover.of(snapshot, List.of(new Entity.BuiltIn(b)), new Span(0, 0)));
    } else if (subject.startsWith("word ")) {
      return SpecialForms.find(subject.substring("word ".length())).map(f -> new Hover(new Span(0, 0), List.of(new Hover.Part(false, f.doc()))));
    } else if (subject.startsWith("at ")) {
      String[] parts = subject.split(" ", 3);
      return snapshot.find(DocumentUri.of(parts[2])).flatMap(d -> Hover.at(snapshot, d, Math.min(d.source().length(), Integer.parseInt(parts[1]))));
    }
    return Optional.empty();
  }

  /** What an item replaces where the word goes on behind the cursor and the user wants all of it replaced. */
  public static Span whole(Document document, Item item) {
    String text = document.source().text();
    int end = item.replace.end();
    while (end < text.length() && CompletionPlace.DELIMITERS.indexOf(text.charAt(end)) < 0 && "/:".indexOf(text.charAt(end)) < 0 && !text.startsWith("...", end)) {
      end++;
    }
    boolean folder = item.text.endsWith("/") && text.startsWith("/", end);
    return new Span(item.replace.start(), folder ? end + 1 : end);
  }

  static String subject(Builtin b) {
    return "builtin " + b.qualifiedName();
  }

  static String subject(Document document, int offset) {
    return "at " + offset + " " + document.uri().text();
  }
}
