// The one door for writes: every change of program-visible state of one VM goes through its Store.
package gene.data;

import java.util.Arrays;
import java.util.List;

/**
 * It alone refuses to change what is sealed or frozen, and it alone feeds the journal of the recorder. An owner and a key
 * name the place that is about to change: (array, Integer), (map, String), (hash map, Key), (hash set, Key),
 * (instance, String), (namespace, String), (cell, null); a bulk change has the key {@link #ALL}.
 */
public final class Store {
  /** Hears of each change before it happens, and can still read the old value. */
  public interface Journal {
    void willChange(Object owner, Object key);
  }

  /** Keeps what undoes each change; like the journal, before the change. */
  public interface Recording {
    void willSet(Cell cell);

    void willSet(GeneArray array, int index);

    void willAppend(GeneArray array);

    void willSet(Instance instance, int slot);

    /** The instance is about to take a shape with one more slot. */
    void willWiden(Instance instance);

    void note(Moment moment);
  }

  public static final Object ALL = new Object();

  private Journal journal;
  private Recording recording;
  /** Whether there is either: one test where there is none. */
  private boolean heard;

  /** Starts (or, with null, stops) reporting changes. */
  public void setJournal(Journal journal) {
    this.journal = journal;
    heard = journal != null || recording != null;
  }

  /** Starts (or, with null, stops) keeping what undoes changes. */
  public void setRecording(Recording recording) {
    this.recording = recording;
    heard = journal != null || recording != null;
  }

  /** Whether somebody hears of changes. Where nobody does, the methods whose names begin with `quietly` may be called. */
  public boolean isHeard() {
    return heard;
  }

  private void tell(Object owner, Object key) {
    if (journal != null) {
      journal.willChange(owner, key);
    }
  }

  // Cells

  public void set(Cell cell, long word, Object ref) {
    if (heard) {
      hear(cell);
    }
    cell.word = word;
    cell.ref = ref;
  }

  /** The reference is null unless the word is {@link NanBox#REF}. */
  public static void quietlySet(Cell cell, long word, Object ref) {
    cell.word = word;
    cell.ref = ref;
  }

  private void hear(Cell cell) {
    tell(cell, null);
    if (recording != null) {
      recording.willSet(cell);
    }
  }

  public void set(Cell cell, Object value) {
    long w = NanBox.wordOf(value);
    set(cell, w, w == NanBox.REF ? value : null);
  }

  /** Into a cell that no program sees. */
  public void copy(long word, Object ref, Cell to) {
    to.word = word;
    to.ref = ref;
  }

  public void copy(Cell from, Cell to) {
    copy(from.word, from.ref, to);
  }

  // Arrays

  /** Replaces an existing element; `0 <= index < size`. */
  public void set(GeneArray array, int index, long word, Object ref) {
    if (heard || array.sealed | array.frozen) {
      open(array, index, "set item on");
      if (recording != null) {
        recording.willSet(array, index);
      }
    }
    array.put(index, word, ref);
  }

  public void set(GeneArray array, int index, Object value) {
    long w = NanBox.wordOf(value);
    set(array, index, w, w == NanBox.REF ? value : null);
  }

  /** @param array not immutable */
  public static void quietlySet(GeneArray array, int index, long word, Object ref) {
    array.put(index, word, ref);
  }

  public void append(GeneArray array, long word, Object ref) {
    append(array, word, ref, "append to");
  }

  public void append(GeneArray array, Object value) {
    append(array, value, "append to");
  }

  /** @param doing the words of the refusal: "append to", "push to" … */
  public void append(GeneArray array, Object value, String doing) {
    long w = NanBox.wordOf(value);
    append(array, w, w == NanBox.REF ? value : null, doing);
  }

  public void append(GeneArray array, long word, Object ref, String doing) {
    if (heard || array.sealed | array.frozen) {
      open(array, array.size, doing);
      if (recording != null) {
        recording.willAppend(array);
      }
    }
    array.add(word, ref);
  }

  public void insert(GeneArray array, int index, Object value) {
    open(array, ALL, "insert into");
    if (recording != null) {
      recording.note(new Moments.Element(array, index, false));
    }
    array.add(Special.NIL);
    System.arraycopy(array.words, index, array.words, index + 1, array.size - index - 1);
    if (array.refs != null) {
      System.arraycopy(array.refs, index, array.refs, index + 1, array.size - index - 1);
    }
    long w = NanBox.wordOf(value);
    array.put(index, w, w == NanBox.REF ? value : null);
  }

  /** Removes the element and gives its boxed value; `0 <= index < size`. */
  public Object remove(GeneArray array, int index, String doing) {
    open(array, ALL, doing);
    if (recording != null) {
      recording.note(new Moments.Element(array, index, true));
    }
    Object old = array.get(index);
    int last = array.size - 1;
    System.arraycopy(array.words, index + 1, array.words, index, last - index);
    if (array.refs != null) {
      System.arraycopy(array.refs, index + 1, array.refs, index, last - index);
      array.refs[last] = null;
    }
    array.size = last;
    return old;
  }

  public void clear(GeneArray array) {
    open(array, ALL, "clear");
    if (recording != null) {
      recording.note(Moments.storage(array));
    }
    array.size = 0;
    array.words = new long[0];
    array.refs = null;
  }

  // Maps

  public void set(GeneMap map, String key, Object value) {
    if (heard || map.sealed | map.frozen) {
      open(map, key, "set item on");
      if (recording != null) {
        recording.note(new Moments.Entry<>(map, map.entries, key, false));
      }
    }
    map.entries.put(key, value);
  }

  /** The removed value; Java's null when the key was missing. */
  public Object remove(GeneMap map, String key) {
    open(map, key, "delete from");
    if (recording != null) {
      recording.note(new Moments.Entry<>(map, map.entries, key, true));
    }
    return map.entries.remove(key);
  }

  public void clear(GeneMap map) {
    open(map, ALL, "clear");
    if (recording != null) {
      recording.note(Moments.entries(map, map.entries));
    }
    map.entries.clear();
  }

  public void merge(GeneMap map, GeneMap from) {
    open(map, ALL, "merge into");
    if (recording != null) {
      for (String key : from.entries.keySet()) {
        recording.note(new Moments.Entry<>(map, map.entries, key, false));
      }
    }
    map.entries.putAll(from.entries);
  }

  // Hash maps and hash sets

  public void set(GeneHashMap map, Key key, Object value) {
    open(map, key, "set item on");
    if (recording != null) {
      recording.note(new Moments.Hashed(map, map.table, key));
    }
    map.table.put(key, value);
  }

  /** The removed value; Java's null when the key was missing. */
  public Object remove(GeneHashMap map, Key key) {
    open(map, key, "delete from");
    if (recording != null) {
      recording.note(new Moments.Hashed(map, map.table, key));
    }
    Object old = map.get(key);
    map.table.remove(key);
    return old;
  }

  public void clear(GeneHashMap map) {
    open(map, ALL, "clear");
    if (recording != null) {
      recording.note(Moments.table(map, map.table));
    }
    map.table.clear();
  }

  /** Adds the member unless an equal one is there. */
  public void add(GeneHashSet set, Key member) {
    open(set, member, "add to");
    if (recording != null) {
      recording.note(new Moments.Hashed(set, set.table, member));
    }
    if (!set.has(member)) {
      set.table.put(member, Special.NIL);
    }
  }

  /** The removed member; Java's null when it was missing. */
  public Object remove(GeneHashSet set, Key member) {
    open(set, member, "delete from");
    if (recording != null) {
      recording.note(new Moments.Hashed(set, set.table, member));
    }
    int slot = set.table.find(member);
    if (slot < 0) {
      return null;
    }
    Object old = set.table.key(slot).value();
    set.table.remove(member);
    return old;
  }

  public void clear(GeneHashSet set) {
    open(set, ALL, "clear");
    if (recording != null) {
      recording.note(Moments.table(set, set.table));
    }
    set.table.clear();
  }

  // Gene values

  public void setType(Gene gene, Object type) {
    open(gene, "type", "set type on");
    if (recording != null) {
      recording.note(Moments.type(gene));
    }
    gene.type = type;
  }

  public void setProp(Gene gene, String key, Object value) {
    open(gene, key, "set property on");
    if (recording != null) {
      recording.note(new Moments.Entry<>(gene, gene.props().entries, key, false));
    }
    gene.props().entries.put(key, value);
  }

  public Object removeProp(Gene gene, String key) {
    open(gene, key, "delete property from");
    if (recording != null) {
      recording.note(new Moments.Entry<>(gene, gene.props().entries, key, true));
    }
    return gene.props().entries.remove(key);
  }

  public void setChild(Gene gene, int index, Object value) {
    open(gene, index, "set child on");
    if (recording != null) {
      recording.willSet(gene.children(), index);
    }
    long w = NanBox.wordOf(value);
    gene.children().put(index, w, w == NanBox.REF ? value : null);
  }

  public void insertChild(Gene gene, int index, Object value) {
    open(gene, ALL, index == gene.children().size ? "append child to" : "insert child into");
    insert(gene.children(), index, value);
  }

  public Object removeChild(Gene gene, int index) {
    open(gene, ALL, "delete child from");
    return remove(gene.children(), index, "delete from");
  }

  // Instances

  /** An instance whose field `i` is the word (and reference) at `first + from[i]` of the lanes. */
  public Instance instance(Shape shape, int[] from, long[] words, Object[] refs, int first) {
    Instance made = blank(shape, from.length);
    for (int i = 0; i < from.length; i++) {
      fill(made, i, words[first + from[i]], refs[first + from[i]]);
    }
    return made;
  }

  /** An instance whose slots are to be filled, each once, before anybody sees it. */
  public Instance blank(Shape shape, int size) {
    return new Instance(shape, size);
  }

  public void fill(Instance made, int slot, long word, Object ref) {
    made.words[slot] = word;
    if (word == NanBox.REF) {
      setReference(made, slot, ref);
    }
  }

  /** Sets the field in an existing slot. */
  public void setSlot(Instance instance, int slot, long word, Object ref) {
    if (heard) {
      hear(instance, slot);
    }
    instance.words[slot] = word;
    if (word == NanBox.REF || instance.refs != null) {
      setReference(instance, slot, word == NanBox.REF ? ref : null);
    }
  }

  public static void quietlySetSlot(Instance instance, int slot, long word, Object ref) {
    instance.words[slot] = word;
    if (word == NanBox.REF) {
      setReference(instance, slot, ref);
    } else if (instance.refs != null) {
      instance.refs[slot] = null;
    }
  }

  /** @param word not {@link NanBox#REF} */
  public static void quietlySetNumber(Instance instance, int slot, long word) {
    instance.words[slot] = word;
    Object[] refs = instance.refs;
    if (refs != null) {
      refs[slot] = null;
    }
  }

  /** The slot has a number already: nothing lies in the other lane. @param word not {@link NanBox#REF} */
  public static void quietlyReplaceNumber(Instance instance, int slot, long word) {
    instance.words[slot] = word;
  }

  private void hear(Instance instance, int slot) {
    if (journal != null) {
      journal.willChange(instance, instance.shape.names().get(slot));
    }
    if (recording != null) {
      recording.willSet(instance, slot);
    }
  }

  /** Adds a field: the instance takes the shape `wider`, whose last slot is the new one. */
  public void addSlot(Instance instance, Shape wider, long word, Object ref) {
    int slot = wider.size() - 1;
    if (heard || slot >= instance.words.length) {
      prepareSlot(instance, wider, slot);
    }
    instance.shape = wider;
    instance.words[slot] = word;
    if (word == NanBox.REF) {
      setReference(instance, slot, ref);
    }
  }

  private static void setReference(Instance instance, int slot, Object ref) {
    if (instance.refs == null) {
      instance.refs = new Object[instance.words.length];
    }
    instance.refs[slot] = ref;
  }

  private void prepareSlot(Instance instance, Shape wider, int slot) {
    if (journal != null) {
      journal.willChange(instance, wider.names().get(slot));
    }
    if (recording != null) {
      recording.willWiden(instance);
    }
    if (slot >= instance.words.length) {
      int capacity = Math.max(slot + 1, instance.words.length * 2);
      instance.words = Arrays.copyOf(instance.words, capacity);
      if (instance.refs != null) {
        instance.refs = Arrays.copyOf(instance.refs, capacity);
      }
      GeneClass cls = wider.cls();
      if (slot >= cls.expectedFields) {
        cls.expectedFields = slot + 1;
      }
    }
  }

  public void setField(Instance instance, String name, Object value) {
    long w = NanBox.wordOf(value);
    Object ref = w == NanBox.REF ? value : null;
    int slot = instance.shape.slot(name);
    if (slot >= 0) {
      setSlot(instance, slot, w, ref);
    } else {
      addSlot(instance, instance.shape.with(name), w, ref);
    }
  }

  // Namespaces and classes

  public void set(Namespace ns, String name, Object value) {
    long w = NanBox.wordOf(value);
    set(ns, name, w, w == NanBox.REF ? value : null);
  }

  public void set(Namespace ns, String name, long word, Object ref) {
    tell(ns, name);
    Cell cell = ns.members.get(name);
    if (recording != null) {
      record(ns, name, cell);
    }
    if (cell == null) {
      ns.members.put(name, new Cell(word, ref));
      ns.epoch().advance();
    } else {
      if (cell.isAbsent()) {
        ns.epoch().advance();
      }
      cell.word = word;
      cell.ref = ref;
    }
  }

  private void record(Namespace ns, String name, Cell cell) {
    if (cell == null) {
      recording.note(new Moments.Entry<>(ns, ns.members, name, false));
    } else {
      recording.willSet(cell);
    }
  }

  /** Makes the cell itself the member, so that a variable and the member are one. */
  public void share(Namespace ns, String name, Cell cell) {
    tell(ns, name);
    if (recording != null) {
      recording.note(new Moments.Entry<>(ns, ns.members, name, false));
    }
    ns.members.put(name, cell);
    ns.epoch().advance();
  }

  /** The removed value; Java's null when the member was missing. */
  public Object remove(Namespace ns, String name) {
    tell(ns, name);
    if (recording != null) {
      recording.note(new Moments.Entry<>(ns, ns.members, name, true));
    }
    Object old = ns.get(name);
    ns.members.remove(name);
    ns.epoch().advance();
    return old;
  }

  public void clear(Namespace ns) {
    tell(ns, ALL);
    if (recording != null) {
      recording.note(Moments.entries(ns, ns.members));
    }
    ns.members.clear();
    ns.epoch().advance();
  }

  public void addMissingHandler(Namespace ns, Object handler) {
    if (recording != null) {
      recording.note(Moments.list(ns.missingHandlers));
    }
    ns.missingHandlers.add(handler);
  }

  public void setMethod(GeneClass cls, String name, Callable method) {
    if (recording != null) {
      recording.note(new Moments.Entry<>(cls, cls.methods, name, false));
    }
    cls.methods.put(name, method);
    cls.members().epoch().advance();
  }

  public void setCtor(GeneClass cls, Callable ctor) {
    if (recording != null) {
      recording.note(Moments.ctor(cls));
    }
    cls.ctor = ctor;
    cls.members().epoch().advance();
  }

  public void declareField(GeneClass cls, String name, Object type) {
    if (recording != null) {
      recording.note(new Moments.Entry<>(cls, cls.fields, name, false));
    }
    cls.fields.put(name, type);
    cls.members().epoch().advance();
  }

  public void setInterfaces(GeneClass cls, List<Interface> interfaces) {
    if (recording != null) {
      recording.note(Moments.interfaces(cls));
    }
    cls.interfaces = List.copyOf(interfaces);
  }

  /** From now on objects of the class are adapted by instances of the implementation. */
  public void implement(Interface iface, GeneClass cls, GeneClass implementation) {
    if (recording != null) {
      recording.note(new Moments.Entry<>(iface, iface.implementations, cls, false));
    }
    iface.implementations.put(cls, implementation);
  }

  /** Switches an interceptor, with all its applications, or one application on or off. */
  public void enable(Switch of, boolean on) {
    tell(of, "enabled");
    if (recording != null) {
      recording.note(Moments.turned(of));
    }
    of.turn(on);
  }

  public void setMetadata(GeneClass cls, String key, Object value) {
    if (recording != null) {
      recording.note(new Moments.Entry<>(cls, cls.metadata, key, false));
    }
    cls.metadata.put(key, value);
  }

  // Sealing

  /** Marks a container that nobody else has seen yet as sealed, and gives it back. */
  public static <C extends Container> C seal(C container) {
    container.sealed = true;
    if (container instanceof Gene gene) {
      gene.closeParts();
    }
    return container;
  }

  /** Marks a container that nobody else has seen yet as sealed and frozen as the other one is, and gives it back. */
  static <C extends Container> C closeLike(Container original, C container) {
    container.sealed = original.sealed;
    container.frozen = original.frozen;
    if (container instanceof Gene gene) {
      gene.closeParts();
    }
    return container;
  }

  public void freeze(Container container) {
    if (recording != null) {
      recording.note(Moments.openness(container));
    }
    container.frozen = true;
    if (container instanceof Gene gene) {
      gene.closeParts();
    }
  }

  private void open(Container c, Object key, String doing) {
    if (c.sealed | c.frozen) {
      throw Raise.runtime("Cannot " + doing + " " + (c.sealed ? "sealed " : "frozen ") + c.kindName());
    }
    tell(c, key);
  }
}
