// The tokens of top-level forms, relative to their starts, for as long as the names around the forms stand for the same things.
package gene.server.feature;

import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Any thread may ask. */
final class TokenMemory {
  /** Forms that edits have made and replaced are forgotten when there are so many more than the document has. */
  private static final int SURPLUS = 1_000;

  private final Map<Form, int[]> known = new IdentityHashMap<>();
  private String[] names;
  private Symbol.Kind[] kinds;

  /** Whether it is for a document with these outermost symbols: names that nothing declares are coloured by them. */
  synchronized boolean isFor(List<Symbol> symbols) {
    if (names == null) {
      names = symbols.stream().map(Symbol::name).toArray(String[]::new);
      kinds = symbols.stream().map(Symbol::kind).toArray(Symbol.Kind[]::new);
    }
    boolean same = names.length == symbols.size();
    for (int i = 0; same && i < names.length; i++) {
      same = kinds[i] == symbols.get(i).kind() && names[i].equals(symbols.get(i).name());
    }
    return same;
  }

  /** Null when they are not known. */
  synchronized int[] find(Form form) {
    return known.get(form);
  }

  synchronized void keep(Form form, int[] tokens, Tree now) {
    known.put(form, tokens);
    if (known.size() > now.tops().size() + SURPLUS) {
      Set<Form> present = Collections.newSetFromMap(new IdentityHashMap<>());
      now.tops().forEach(t -> present.add(t.form()));
      known.keySet().retainAll(present);
    }
  }
}
