// The texts of files as an editor has them now, and where in them the running code stands. From any thread.
package gene.debug;

import gene.source.Source;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

public final class EditedTexts {
  private final Map<String, String> texts = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final Map<Source, EditedText> followed = new IdentityHashMap<>();
  /** Most programs are not edited while they run. */
  private volatile boolean empty = true;

  /** A run begins: the texts are known still, and what runs now is found in them when it is asked for. */
  synchronized void clear() {
    followed.clear();
  }

  /** An editor has another text of a file. */
  synchronized void told(String sourceId, String text) {
    told.add(sourceId);
    become(sourceId, text);
  }

  /** Positions in a file are those of another text. */
  synchronized void become(String sourceId, String text) {
    texts.put(sourceId, text);
    followed.forEach((source, edited) -> {
      if (source.id().equals(sourceId)) {
        edited.become(text);
      }
    });
    empty = false;
  }

  /** The text of a file as an editor has it, when one has said so. */
  public synchronized Optional<String> text(String sourceId) {
    return told.contains(sourceId) ? shown(sourceId) : Optional.empty();
  }

  /** The text in which positions of a file are given; empty for the one that runs. */
  synchronized Optional<String> shown(String sourceId) {
    return Optional.ofNullable(texts.get(sourceId));
  }

  /** Whether what stood at an offset of a running text is gone. */
  synchronized boolean isDeleted(Source running, int offset) {
    EditedText edited = of(running);
    return edited != null && edited.find(offset) < 0;
  }

  /** The 1-based line on which an offset of a running text stands now. */
  public int line(Source running, int offset) {
    if (empty) {
      return running.line(offset);
    }
    synchronized (this) {
      EditedText edited = of(running);
      return edited == null ? running.line(offset) : edited.edited().line(edited.near(offset));
    }
  }

  /** The 1-based column, in UTF-16 units. */
  public int column(Source running, int offset) {
    if (empty) {
      return offset - running.lineStart(running.line(offset)) + 1;
    }
    synchronized (this) {
      EditedText edited = of(running);
      Source in = edited == null ? running : edited.edited();
      int at = edited == null ? offset : edited.near(offset);
      return at - in.lineStart(in.line(at)) + 1;
    }
  }

  /** Null while the file is as it runs. */
  private EditedText of(Source running) {
    String text = texts.get(running.id());
    if (text == null || !running.hasText()) {
      return null;
    }
    return followed.computeIfAbsent(running, source -> {
      var edited = new EditedText(source);
      edited.become(text);
      return edited;
    });
  }

  /** Where a line of the text before an edit stands behind it. */
  static int moved(String before, String after, int line) {
    var old = new Source("", "", before);
    if (line < 1 || line > old.lineCount()) {
      return line;
    }
    var edited = new EditedText(old);
    edited.become(after);
    return edited.edited().line(edited.near(old.lineStart(line)));
  }
}
