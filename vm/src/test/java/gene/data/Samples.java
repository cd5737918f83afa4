// Values that several tests of this package need.
package gene.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

final class Samples {
  static final Epoch EPOCH = new Epoch();
  static final GeneClass OBJECT = new GeneClass("Object", null, null, EPOCH);
  static final GeneClass POINT = new GeneClass("Point", OBJECT, null, EPOCH);

  private Samples() {}

  static GeneArray array(Object... values) {
    return GeneArray.of(values);
  }

  static GeneMap map(Object... keysAndValues) {
    var map = new GeneMap();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.entries.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  static Gene gene(Object type, Object... children) {
    return Gene.of(type, Map.of(), Arrays.asList(children));
  }

  static Symbol symbol(String name) {
    return Symbol.of(name);
  }

  static Instance point() {
    return new Instance(POINT);
  }

  /** `[[[…]]]`, so many brackets deep. */
  static GeneArray nested(int levels) {
    var array = new GeneArray();
    for (int i = 1; i < levels; i++) {
      array = GeneArray.of(array);
    }
    return array;
  }

  static Bytes bytes(int... values) {
    var b = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      b[i] = (byte) values[i];
    }
    return new Bytes(b);
  }

  /** @param offset minutes east of UTC, or {@link TimeValue#NO_OFFSET} */
  static TimeValue time(int hour, int offset) {
    return new TimeValue(hour, 30, 0, 0, false, offset, false, "");
  }

  static Callable function() {
    return () -> "f";
  }

  /** As a payload value of an enum: `(Shape/Rect 2 3)`. */
  record Variant(String name, Object tag, List<Object> parts) implements Structured {
    @Override
    public int partCount() {
      return parts.size();
    }

    @Override
    public Object part(int index) {
      return parts.get(index);
    }

    @Override
    public String typeofName() {
      return "Shape";
    }

    @Override
    public String className() {
      return "Object";
    }

    @Override
    public String display() {
      return "Shape/" + name;
    }
  }

  static Variant rect(Object... parts) {
    return new Variant("Rect", "Rect", List.of(parts));
  }

  /** An opaque value with a longer form as code, as interfaces are. */
  record Shown(String typeofName, String className, String display, String code) implements Opaque, Coded {}
}
