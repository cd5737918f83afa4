// A name. Interned: two symbols are the same object iff their names are equal.
package gene.data;

import java.util.concurrent.ConcurrentHashMap;

public final class Symbol {
  // Names are shared by every VM of the process; a symbol is immutable, so the table leaks no state between them.
  private static final ConcurrentHashMap<String, Symbol> TABLE = new ConcurrentHashMap<>();

  private final String name;

  private Symbol(String name) {
    this.name = name;
  }

  public static Symbol of(String name) {
    Symbol found = TABLE.get(name);
    return found != null ? found : TABLE.computeIfAbsent(name, Symbol::new);
  }

  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
