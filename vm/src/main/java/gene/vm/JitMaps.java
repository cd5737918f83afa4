// The methods of maps that compiled code calls without the interpreter's help.
package gene.vm;

import gene.data.GeneHashMap;
import gene.data.GeneMap;
import gene.data.Key;
import gene.data.NanBox;

/**
 * Each takes the map, a key and a value or default, and gives the result's word, its reference in `resultRef`; ABSENT, with nothing
 * done, for a map or key that the library must look at.
 */
final class JitMaps {
  private JitMaps() {}

  static long get(Fiber f, Object map, long keyWord, Object key, long word, Object ref) {
    return map instanceof GeneMap m && key instanceof String s ? orElse(f, m.get(s), word, ref) : NanBox.ABSENT;
  }

  static long has(Fiber f, Object map, long keyWord, Object key, long word, Object ref) {
    return map instanceof GeneMap m && key instanceof String s ? bool(f, m.has(s)) : NanBox.ABSENT;
  }

  static long set(Fiber f, Object map, long keyWord, Object key, long word, Object ref) {
    if (!(map instanceof GeneMap m) || !(key instanceof String s) || m.isImmutable()) {
      return NanBox.ABSENT;
    }
    f.vm.store.set(m, s, NanBox.box(word, ref));
    return itself(f, m);
  }

  static long hashGet(Fiber f, Object map, long keyWord, Object key, long word, Object ref) {
    Key k = key(keyWord, key);
    return map instanceof GeneHashMap m && k != null ? orElse(f, m.get(k), word, ref) : NanBox.ABSENT;
  }

  static long hashHas(Fiber f, Object map, long keyWord, Object key, long word, Object ref) {
    Key k = key(keyWord, key);
    return map instanceof GeneHashMap m && k != null ? bool(f, m.has(k)) : NanBox.ABSENT;
  }

  static long hashSet(Fiber f, Object map, long keyWord, Object key, long word, Object ref) {
    Key k = key(keyWord, key);
    if (!(map instanceof GeneHashMap m) || k == null || m.isImmutable()) {
      return NanBox.ABSENT;
    }
    f.vm.store.set(m, k, NanBox.box(word, ref));
    return itself(f, m);
  }

  private static Key key(long word, Object ref) {
    return NanBox.isInt(word) ? Key.of(NanBox.intOf(word)) : ref instanceof String ? Key.of(ref) : null;
  }

  private static long orElse(Fiber f, Object found, long word, Object ref) {
    if (found != null) {
      return JitObjects.value(f, found);
    }
    f.resultRef = ref;
    return word;
  }

  private static long bool(Fiber f, boolean b) {
    f.resultRef = null;
    return b ? NanBox.TRUE : NanBox.FALSE;
  }

  private static long itself(Fiber f, Object map) {
    f.resultRef = map;
    return NanBox.REF;
  }
}
