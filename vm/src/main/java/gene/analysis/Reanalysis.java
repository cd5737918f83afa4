// The analysis of an edited file out of that from before: bodies that changed are analysed, everything else is known.
package gene.analysis;

import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Works as long as an edit leaves the file's names alone: what a changed top-level form defines, assigns and makes members of stays
 * the same. The changed forms are analysed among the headers of all others; the findings elsewhere only move.
 */
public final class Reanalysis {
  /** More changed forms are no typing. */
  private static final int MOST_CHANGED = 8;

  private final Analysis base;
  private final BuiltinTable builtins;
  private Forms forms;

  public Reanalysis(Analysis base, BuiltinTable builtins) {
    this.base = base;
    this.builtins = builtins;
  }

  /**
   * What is looked up after each edit, by place among the top-level forms.
   *
   * @param functions     where the functions of a name are
   * @param others        the forms that are no functions and of which others see something, with the names that they mention
   * @param contributions of forms that let others know something
   * @param assigned      for each form the variables of the module that it assigns
   * @param names         all variables of the module, in order
   */
  private record Forms(Map<String, List<Integer>> functions, Map<Integer, Set<String>> others, Map<Integer, Contribution> contributions,
                       Map<Form, Set<String>> assigned, Set<String> names, Map<Form, Optional<Form>> headers) {}

  private synchronized Forms forms() {
    if (forms == null) {
      forms = new Forms(new HashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), assigned(base), new LinkedHashSet<>(), new IdentityHashMap<>());
      List<Tree.Top> tops = base.tree().tops();
      for (int i = 0; i < tops.size(); i++) {
        Form form = tops.get(i).form();
        String function = Headers.functionName(form);
        Optional<Form> header = function == null ? header(forms, form) : Optional.empty();
        if (function != null) {
          forms.functions.computeIfAbsent(function, n -> new ArrayList<>(1)).add(i);
        } else if (header.isPresent()) {
          forms.others.put(i, words(header.get()));
        }
        Contribution own = base.contributionOf(tops.get(i));
        if (!own.isEmpty()) {
          forms.contributions.put(i, own);
        }
      }
      base.module().scope().bindings().stream().filter(b -> b.kind() != Binding.Kind.HIDDEN).forEach(b -> forms.names.add(b.name()));
    }
    return forms;
  }

  /**
   * @param part        knows the changed forms in full and of the others the headers; its places are those of the edited text
   * @param diagnostics of the whole edited file
   */
  public record Result(Analysis part, List<Tree.Top> changed, List<Diagnostic> diagnostics) {
    public boolean covers(int offset) {
      return changed.stream().anyMatch(t -> t.start() <= offset && offset <= t.end());
    }
  }

  /** Empty when the file has to be analysed as a whole. */
  public Optional<Result> after(Tree edited) {
    List<Tree.Top> old = base.tree().tops();
    List<Tree.Top> now = edited.tops();
    int same = 0;
    int most = Math.min(old.size(), now.size());
    while (same < most && old.get(same).form() == now.get(same).form()) {
      same++;
    }
    int end = 0;
    while (end < most - same && old.get(old.size() - 1 - end).form() == now.get(now.size() - 1 - end).form()) {
      end++;
    }
    int changed = now.size() - same - end;
    if (old.size() != now.size() || changed > MOST_CHANGED || base.hasOpaqueNames()) {
      return Optional.empty();
    }
    for (int i = same; i < same + changed; i++) {
      if (!Headers.same(old.get(i).form(), now.get(i).form())) {
        return Optional.empty();
      }
    }
    return analysed(edited, same, same + changed);
  }

  private Optional<Result> analysed(Tree edited, int from, int to) {
    List<Tree.Top> old = base.tree().tops();
    List<Tree.Top> now = edited.tops();
    Forms known = forms();
    var shown = new ArrayList<Tree.Top>();
    BitSet seen = seen(known, now, from, to);
    for (int i = seen.nextSetBit(0); i >= 0; i = seen.nextSetBit(i + 1)) {
      Tree.Top top = now.get(i);
      if (i >= from && i < to) {
        shown.add(top);
      } else {
        header(known, top.form()).ifPresent(h -> shown.add(new Tree.Top(top.start(), h, List.of())));
      }
    }
    var contributed = new Contribution();
    known.contributions.forEach((i, c) -> {
      if (i < from || i >= to) {
        contributed.add(c);
      }
    });
    var elsewhere = new Analysis.Elsewhere(contributed, assignedElsewhere(known, from, to), known.names);
    Analysis part = Analysis.among(Tree.of(edited.source(), shown), builtins, elsewhere);
    Map<Form, Set<String>> assigns = assigned(part);
    for (int i = from; i < to; i++) {
      boolean same = base.contributionOf(old.get(i)).isSame(part.contributionOf(now.get(i)))
          && known.assigned.getOrDefault(old.get(i).form(), Set.of()).equals(assigns.getOrDefault(now.get(i).form(), Set.of()));
      if (!same || part.hasOpaqueNames()) {
        return Optional.empty();
      }
    }
    return diagnostics(edited, part, from, to).map(all -> new Result(part, now.subList(from, to), all));
  }

  private Set<String> assignedElsewhere(Forms known, int from, int to) {
    List<Tree.Top> changed = base.tree().tops().subList(from, to);
    var all = new HashSet<String>();
    known.assigned.forEach((form, assigns) -> {
      if (changed.stream().noneMatch(t -> t.form() == form)) {
        all.addAll(assigns);
      }
    });
    return all;
  }

  /**
   * The places of the forms that the changed ones can tell apart: themselves, what is no function, and the functions that one of these
   * or the header of such a function mentions. What a variable holds may be the result of a function.
   */
  private BitSet seen(Forms known, List<Tree.Top> now, int from, int to) {
    var seen = new BitSet();
    var mentioned = new ArrayDeque<Set<String>>();
    for (int i = from; i < to; i++) {
      seen.set(i);
      mentioned.add(words(now.get(i).form()));
    }
    known.others.forEach((i, words) -> {
      if (!seen.get(i)) {
        seen.set(i);
        mentioned.add(words);
      }
    });
    while (!mentioned.isEmpty()) {
      for (String word : mentioned.poll()) {
        for (int i : known.functions.getOrDefault(word, List.of())) {
          if (!seen.get(i)) {
            seen.set(i);
            header(known, now.get(i).form()).ifPresent(h -> mentioned.add(words(h)));
          }
        }
      }
    }
    return seen;
  }

  private synchronized Optional<Form> header(Forms known, Form form) {
    return known.headers.computeIfAbsent(form, f -> Optional.ofNullable(Headers.of(f)));
  }

  private static Set<String> words(Form form) {
    var all = new HashSet<String>();
    Headers.words(form, all);
    return all;
  }

  /** For each top-level form the variables of the module that it assigns. */
  private static Map<Form, Set<String>> assigned(Analysis analysis) {
    Map<Form, Set<String>> all = new IdentityHashMap<>();
    for (Binding b : analysis.module().scope().bindings()) {
      for (Binding.Reference r : b.references()) {
        if (r.write() && r.top() != null) {
          all.computeIfAbsent(r.top().form(), f -> new HashSet<>()).add(b.name());
        }
      }
    }
    return all;
  }

  private Optional<List<Diagnostic>> diagnostics(Tree edited, Analysis part, int from, int to) {
    List<Tree.Top> old = base.tree().tops();
    List<Tree.Top> now = edited.tops();
    var all = new ArrayList<Diagnostic>();
    for (Diagnostic d : base.diagnostics()) {
      int i = indexOf(old, d.span().start());
      if (i >= 0 && (i < from || i >= to)) {
        boolean farther = d.related().stream().anyMatch(r -> isIn(old, from, to, r.span()))
            || d.fixes().stream().flatMap(f -> f.edits().stream()).anyMatch(e -> indexOf(old, e.span().start()) != i);
        if (farther) {
          return Optional.empty();
        }
        all.add(moved(d, old, now, i));
      }
    }
    for (Diagnostic d : part.diagnostics()) {
      int i = indexOf(now, d.span().start());
      if (i >= from && i < to) {
        all.add(d);
      }
    }
    all.sort(Comparator.comparingInt(d -> d.span().start()));
    return Optional.of(List.copyOf(all));
  }

  private static boolean isIn(List<Tree.Top> tops, int from, int to, Span span) {
    int i = indexOf(tops, span.start());
    return i >= from && i < to;
  }

  private static Diagnostic moved(Diagnostic d, List<Tree.Top> old, List<Tree.Top> now, int i) {
    int by = now.get(i).start() - old.get(i).start();
    var related = d.related().stream().map(r -> {
      int k = indexOf(old, r.span().start());
      return k < 0 ? r : new Diagnostic.Related(r.span().shift(now.get(k).start() - old.get(k).start()), r.message());
    }).toList();
    if (by == 0 && related.equals(d.related())) {
      return d;
    }
    Diagnostic own = d.shift(by);
    return new Diagnostic(own.code(), own.severity(), own.span(), own.message(), own.hints(), related, own.fixes(), own.tags());
  }

  /** The last top-level form that starts by the offset; -1 before the first. */
  private static int indexOf(List<Tree.Top> tops, int offset) {
    int low = 0;
    int high = tops.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tops.get(middle).start() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
