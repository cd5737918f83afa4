// Completes names in a session: its variables, built-ins, methods after a dot, words of special forms.
package gene.cli;

import gene.analysis.Builtin;
import gene.analysis.BuiltinTable;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

final class InputCompleter implements Completer {
  private final BuiltinTable builtins;
  private final Supplier<? extends Collection<String>> sessionNames;

  InputCompleter(BuiltinTable builtins, Supplier<? extends Collection<String>> sessionNames) {
    this.builtins = builtins;
    this.sessionNames = sessionNames;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String word = line.word().substring(0, line.wordCursor());
    if (word.startsWith(".")) {
      for (String cls : builtins.classesWithMethods()) {
        builtins.methodsOf(cls).forEach(m -> candidates.add(candidate("." + m.name(), cls, m)));
      }
      return;
    }
    sessionNames.get().forEach(name -> candidates.add(new Candidate(name)));
    FormWords.ALL.forEach(name -> candidates.add(new Candidate(name)));
    builtins.all().forEach(b -> candidates.add(candidate(b.qualifiedName(), null, b)));
  }

  /** @param group a heading in the list; null for none */
  private static Candidate candidate(String text, String group, Builtin b) {
    return new Candidate(text, text, group, b.signature().isEmpty() ? null : b.signature(), null, null, b.kind() != Builtin.Kind.NAMESPACE);
  }
}
