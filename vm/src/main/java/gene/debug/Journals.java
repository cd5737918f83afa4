// Everybody who hears of the writes of a program: the store tells only one.
package gene.debug;

import gene.data.Store;

final class Journals implements Store.Journal {
  private final Store store;
  private Store.Journal[] listeners = {};

  Journals(Store store) {
    this.store = store;
  }

  void add(Store.Journal listener) {
    remove(listener);
    var more = java.util.Arrays.copyOf(listeners, listeners.length + 1);
    more[listeners.length] = listener;
    set(more);
  }

  void remove(Store.Journal listener) {
    set(java.util.Arrays.stream(listeners).filter(l -> l != listener).toArray(Store.Journal[]::new));
  }

  /** While nobody listens the store has nothing to tell, and while one does it tells that one. */
  private void set(Store.Journal[] now) {
    listeners = now;
    store.setJournal(now.length == 0 ? null : now.length == 1 ? now[0] : this);
  }

  @Override
  public void willChange(Object owner, Object key) {
    for (Store.Journal listener : listeners) {
      listener.willChange(owner, key);
    }
  }
}
