// One value on its way to text; it stops wherever a class's own `to_s` has to run, and goes on with the answer.
package gene.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;

/** No Java recursion: a value may be nested {@link Nesting#LIMIT} deep. A value inside itself is shown as `...`. */
public final class Rendering {
  public enum Form { DISPLAY, CODE, TO_S, INTERPOLATED }

  // Shared parts can make the text of a small value grow beyond any memory; nobody reads so much.
  private static final int LONGEST = 1 << 26;
  // Up to so many open brackets a scan for a value inside itself is cheaper than a set.
  private static final int SCANNED = 24;
  private static final Object[] NONE = {};

  private final StringBuilder out = new StringBuilder();
  private final ArrayList<Frame> open = new ArrayList<>();
  private final Predicate<Instance> hasOwnText;
  private final Form form;
  private Set<Object> owners;
  // How many of the open frames, counted from the outermost, only stand for a result of `to_s`.
  private int transparent;
  private Object pending;
  private boolean pendingCode;
  private Instance asked;
  private boolean askedCode;

  /** @param hasOwnText whether the class of an instance has a `to_s` written in Gene */
  public Rendering(Object value, Form form, Predicate<Instance> hasOwnText) {
    this.hasOwnText = hasOwnText;
    this.form = form;
    this.pending = value;
    this.pendingCode = form != Form.DISPLAY;
  }

  static String run(Object value, Form form) {
    String simple = simple(value, form);
    return simple != null ? simple : (String) new Rendering(value, form, i -> false).advance();
  }

  /** The text of a string or integer, most of what is printed: it needs no machinery. Null for another value. */
  public static String simple(Object value, Form form) {
    if (value instanceof String s) {
      return form == Form.CODE ? null : s;
    }
    return value instanceof Long ? value.toString() : null;
  }

  /** The whole text as a String, or the Instance whose `to_s` must be called first: pass its result to {@link #answer}. */
  public Object advance() {
    while (true) {
      if (pending != null) {
        Object value = pending;
        pending = null;
        show(value, pendingCode);
        if (asked != null) {
          return asked;
        }
      } else if (open.isEmpty()) {
        return out.toString();
      } else if (!step(open.get(open.size() - 1))) {
        close();
      }
      if (out.length() > LONGEST && !open.isEmpty()) {
        throw Raise.runtime("The text of the value is longer than " + LONGEST + " characters");
      }
    }
  }

  /** The result of `to_s` of the instance that {@link #advance} gave; a result that is no string is rendered in turn. */
  public void answer(Object text) {
    Instance instance = asked;
    asked = null;
    if (text instanceof String s) {
      out.append(s);
    } else {
      if (open.size() == transparent) {
        transparent++;
      }
      open(new Frame(instance, "", askedCode, null, null, new Object[] {text}, null));
    }
  }

  /** Takes the next part of the topmost frame; false when it has no more. */
  private boolean step(Frame f) {
    int i = f.index++;
    boolean fromItems = i < f.items.length;
    if (!fromItems && (f.rest == null || i - f.items.length >= f.rest.size())) {
      return false;
    }
    if (f.separator != null && (i > 0 || f.separatesFirst)) {
      out.append(f.separator);
    }
    if (fromItems && f.labels != null && f.labels[i] != null) {
      out.append(f.labels[i]);
    }
    pending = fromItems ? f.items[i] : f.rest.get(i - f.items.length);
    pendingCode = f.code;
    return true;
  }

  private void show(Object value, boolean code) {
    if (open.size() == transparent && showTop(value)) {
      return;
    }
    if (value instanceof String s) {
      quote('"', s, code);
    } else if (value instanceof Char c) {
      quote('\'', c.toString(), code);
    } else if (value instanceof Double d) {
      out.append(FloatText.of(d));
    } else if (value instanceof Container c) {
      showContainer(c, code);
    } else if (value instanceof Instance i && hasOwnText.test(i)) {
      ask(i, code);
    } else if (value instanceof Range r) {
      showRange(r);
    } else if (value instanceof Unquote u) {
      out.append(u.discard() ? "%_" : "%");
      open(new Frame(u, "", true, null, null, new Object[] {u.datum()}, null));
    } else if (value instanceof Structured s && s.partCount() > 0) {
      showParts(s);
    } else if (value instanceof Coded c && code) {
      out.append(c.code());
    } else {
      out.append(plainText(value));
    }
  }

  /** The kinds that a form shows differently when nothing is around them. */
  private boolean showTop(Object value) {
    boolean bare = form == Form.TO_S || form == Form.INTERPOLATED;
    if (bare && (value instanceof String || value instanceof Char)) {
      out.append(value);
      return true;
    }
    if (form != Form.TO_S) {
      return false;
    }
    if (value instanceof GeneClass c) {
      out.append(c.name());
    } else if (value instanceof Namespace n) {
      out.append(n.name().isEmpty() ? "<root>" : n.name());
    } else {
      return value == Special.NIL;
    }
    return true;
  }

  private void quote(char mark, String text, boolean code) {
    if (code) {
      out.append(mark).append(text).append(mark);
    } else {
      out.append(text);
    }
  }

  private static String plainText(Object value) {
    if (value instanceof Opaque o) {
      return o.display();
    } else if (value instanceof GeneClass) {
      return "VkClass";
    } else if (value instanceof Namespace) {
      return "VkNamespace";
    } else if (value instanceof Instance) {
      return "VkInstance";
    } else if (value instanceof Callable) {
      return "VkNativeFn";
    }
    return value.toString();
  }

  private void ask(Instance instance, boolean code) {
    if (isOpen(instance)) {
      out.append("VkInstance");
    } else {
      asked = instance;
      askedCode = code;
    }
  }

  private void showContainer(Container c, boolean code) {
    boolean unmarked = form == Form.TO_S && open.size() == transparent && (c instanceof GeneArray || c instanceof GeneMap);
    if (c.sealed && !unmarked) {
      out.append('#');
    }
    boolean set = c instanceof GeneHashSet;
    String close;
    if (c instanceof GeneArray) {
      out.append('[');
      close = "]";
    } else if (c instanceof GeneMap) {
      out.append('{');
      close = "}";
    } else if (c instanceof GeneHashMap) {
      out.append("{{");
      close = "}}";
    } else {
      out.append(set ? "(HashSet" : "(");
      close = ")";
    }
    if (isOpen(c)) {
      out.append(set ? " ..." : "...").append(close);
    } else {
      open(contents(c, close, code));
    }
  }

  private static Frame contents(Container c, String close, boolean code) {
    if (c instanceof GeneArray a) {
      return new Frame(c, close, code, " ", null, NONE, a);
    } else if (c instanceof GeneMap m) {
      return new Frame(c, close, code, " ", labels(m, 0), m.entries.values().toArray(), null);
    } else if (c instanceof GeneHashMap h) {
      return new Frame(c, close, code, " ", null, alternating(h), null);
    } else if (c instanceof GeneHashSet s) {
      var frame = new Frame(c, close, code, " ", null, unwrapped(s.members()), null);
      frame.separatesFirst = true;
      return frame;
    } else if (c instanceof Gene g) {
      var items = new Object[g.shownProps().size() + 1];
      items[0] = g.type;
      int n = 1;
      for (Object value : g.shownProps().entries.values()) {
        items[n++] = value;
      }
      return new Frame(c, close, true, " ", labels(g.shownProps(), 1), items, g.shownChildren());
    }
    throw new AssertionError("a container without a printed form: " + c.kindName());
  }

  private static String[] labels(GeneMap map, int first) {
    var labels = new String[map.size() + first];
    int n = first;
    for (String key : map.entries.keySet()) {
      labels[n++] = "^" + key + " ";
    }
    return labels;
  }

  private static Object[] alternating(GeneHashMap map) {
    Key[] keys = map.keys();
    Object[] values = map.values();
    var all = new Object[keys.length * 2];
    for (int i = 0; i < keys.length; i++) {
      all[2 * i] = keys[i].value();
      all[2 * i + 1] = values[i];
    }
    return all;
  }

  private static Object[] unwrapped(Key[] keys) {
    var all = new Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      all[i] = keys[i].value();
    }
    return all;
  }

  private void showRange(Range r) {
    Object[] items = r.step() == Special.NIL ? new Object[] {r.start(), r.end()}
        : new Object[] {r.start(), r.end(), r.step()};
    open(new Frame(r, "", true, null, new String[] {null, "..", " step "}, items, null));
  }

  private void showParts(Structured s) {
    out.append('(').append(s.display());
    var parts = new Object[s.partCount()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = s.part(i);
    }
    var frame = new Frame(s, ")", true, " ", null, parts, null);
    frame.separatesFirst = true;
    open(frame);
  }

  private void open(Frame frame) {
    open.add(frame);
    Nesting.check(open.size());
    if (owners != null) {
      owners.add(frame.owner);
    } else if (open.size() > SCANNED) {
      owners = Collections.newSetFromMap(new IdentityHashMap<>());
      open.forEach(f -> owners.add(f.owner));
    }
  }

  private void close() {
    Frame frame = open.remove(open.size() - 1);
    transparent = Math.min(transparent, open.size());
    out.append(frame.close);
    if (owners != null) {
      owners.remove(frame.owner);
    }
  }

  private boolean isOpen(Object owner) {
    if (owners != null) {
      return owners.contains(owner);
    }
    for (Frame f : open) {
      if (f.owner == owner) {
        return true;
      }
    }
    return false;
  }

  /** Something whose parts are being written: first the items, then the elements of `rest`, which is read live. */
  private static final class Frame {
    final Object owner;
    final String close;
    final boolean code;
    final String separator;
    final String[] labels;
    final Object[] items;
    final GeneArray rest;
    boolean separatesFirst;
    int index;

    Frame(Object owner, String close, boolean code, String separator, String[] labels, Object[] items, GeneArray rest) {
      this.owner = owner;
      this.close = close;
      this.code = code;
      this.separator = separator;
      this.labels = labels;
      this.items = items;
      this.rest = rest;
    }
  }
}
