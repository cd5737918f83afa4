// Constants in a GIR file: data, and what instructions get as constants besides.
package gene.gir;

import gene.analysis.ImportSpec;
import gene.analysis.TypeExpr;
import gene.bytecode.Datum;
import gene.compiler.RestOf;
import gene.data.Bytes;
import gene.data.Char;
import gene.data.ComplexSymbol;
import gene.data.Container;
import gene.data.DateTimeValue;
import gene.data.DateValue;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneHashMap;
import gene.data.GeneMap;
import gene.data.Regex;
import gene.data.Selector;
import gene.data.Special;
import gene.data.Store;
import gene.data.Symbol;
import gene.data.TimeValue;
import gene.data.Unquote;
import gene.source.Origin;
import gene.source.Source;
import gene.syntax.Forms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A value is a byte that says its kind, and what the kind needs. Data come from a reader: no deeper than it reads, and without cycles. */
final class ValueFormat {
  /** The byte is the place in this list. */
  enum Kind {
    NULL, NIL, VOID, NOT_FOUND, PLACEHOLDER, FALSE, TRUE, INT, FLOAT, STRING, CHAR, SYMBOL, PATH, BYTES, DATE, TIME, DATE_TIME, REGEX,
    ARRAY, MAP, GENE, HASH_MAP, UNQUOTE, DATUM, TYPE, REST_OF, IMPORT, OPERATOR
  }

  private static final Kind[] KINDS = Kind.values();
  private static final Selector.Operator[] OPERATORS = Selector.Operator.values();
  // The forms of a datum, and those that stand for interpolated strings and quotes around and inside.
  private static final int DEEPEST = 2 * Forms.DEPTH_LIMIT + 100;

  private final Source source;

  /** @param source where data were read, and will be said to have been read */
  ValueFormat(Source source) {
    this.source = source;
  }

  // Writing

  void write(ByteOutput out, Object v) {
    if (v == null) {
      kind(out, Kind.NULL);
    } else if (v instanceof Special s) {
      kind(out, Kind.valueOf(s.name()));
    } else if (v instanceof Boolean b) {
      kind(out, b ? Kind.TRUE : Kind.FALSE);
    } else if (v instanceof Long n) {
      kind(out, Kind.INT);
      out.slong(n);
    } else if (v instanceof Double d) {
      kind(out, Kind.FLOAT);
      out.u64(Double.doubleToRawLongBits(d));
    } else if (v instanceof String s) {
      kind(out, Kind.STRING);
      out.text(s);
    } else if (v instanceof Symbol s) {
      kind(out, Kind.SYMBOL);
      out.text(s.name());
    } else if (v instanceof Container c) {
      writeContainer(out, c);
    } else if (!writeAtom(out, v)) {
      writeOther(out, v);
    }
  }

  private static void kind(ByteOutput out, Kind kind) {
    out.u8(kind.ordinal());
  }

  private static boolean writeAtom(ByteOutput out, Object v) {
    if (v instanceof Char c) {
      kind(out, Kind.CHAR);
      out.uint(c.codePoint());
    } else if (v instanceof ComplexSymbol path) {
      kind(out, Kind.PATH);
      out.texts(path.parts());
    } else if (v instanceof Bytes b) {
      kind(out, Kind.BYTES);
      out.block(b.toByteArray());
    } else if (v instanceof DateValue d) {
      kind(out, Kind.DATE);
      date(out, d);
    } else if (v instanceof TimeValue t) {
      kind(out, Kind.TIME);
      time(out, t);
    } else if (v instanceof DateTimeValue d) {
      kind(out, Kind.DATE_TIME);
      date(out, d.date());
      time(out, d.time());
    } else if (v instanceof Regex r) {
      kind(out, Kind.REGEX);
      out.text(r.pattern());
      out.text(r.replacement().orElse(null));
      out.bool(r.ignoreCase());
      out.bool(r.multiLine());
    } else {
      return false;
    }
    return true;
  }

  private static void date(ByteOutput out, DateValue d) {
    out.sint(d.year());
    out.u8(d.month());
    out.u8(d.day());
  }

  private static void time(ByteOutput out, TimeValue t) {
    out.u8(t.hour());
    out.u8(t.minute());
    out.u8(t.second());
    out.uint(t.microsecond());
    out.bool(t.secondsWritten());
    out.sint(t.offset());
    out.bool(t.utc());
    out.text(t.zone());
  }

  private void writeContainer(ByteOutput out, Container c) {
    if (c instanceof GeneArray array) {
      kind(out, Kind.ARRAY);
      out.bool(array.isSealed());
      items(out, array);
    } else if (c instanceof GeneMap map) {
      kind(out, Kind.MAP);
      out.bool(map.isSealed());
      entries(out, map);
    } else if (c instanceof Gene gene) {
      kind(out, Kind.GENE);
      out.bool(gene.isSealed());
      Origin origin = gene.origin() != null && gene.origin().source() == source ? gene.origin() : null;
      out.uint(origin == null ? 0 : origin.start() + 1);
      out.uint(origin == null ? 0 : origin.end() - origin.start());
      write(out, gene.type());
      entries(out, gene.props());
      items(out, gene.children());
    } else if (c instanceof GeneHashMap map) {
      kind(out, Kind.HASH_MAP);
      out.bool(map.isSealed());
      out.uint(map.keys().length);
      for (int i = 0; i < map.keys().length; i++) {
        write(out, map.keys()[i].value());
        write(out, map.values()[i]);
      }
    } else {
      throw new Damage("no literal makes a constant " + c.kindName());
    }
  }

  private void items(ByteOutput out, GeneArray array) {
    out.uint(array.size());
    for (int i = 0; i < array.size(); i++) {
      write(out, array.get(i));
    }
  }

  private void entries(ByteOutput out, GeneMap map) {
    out.uint(map.size());
    map.entries().forEach((key, value) -> {
      out.text(key);
      write(out, value);
    });
  }

  private void writeOther(ByteOutput out, Object v) {
    if (v instanceof Datum d) {
      kind(out, Kind.DATUM);
      out.text(d.text());
      write(out, d.template());
    } else if (v instanceof Unquote u) {
      kind(out, Kind.UNQUOTE);
      out.bool(u.discard());
      write(out, u.datum());
    } else if (v instanceof TypeExpr t) {
      kind(out, Kind.TYPE);
      TypeFormat.write(out, t);
    } else if (v instanceof RestOf r) {
      kind(out, Kind.REST_OF);
      TypeFormat.write(out, r.element());
    } else if (v instanceof ImportSpec spec) {
      kind(out, Kind.IMPORT);
      TypeFormat.writeImport(out, spec);
    } else if (v instanceof Selector.Operator op) {
      kind(out, Kind.OPERATOR);
      out.u8(op.ordinal());
    } else {
      throw new Damage("a constant without a format: " + v.getClass());
    }
  }

  // Reading

  Object read(ByteInput in) {
    return read(in, 0);
  }

  private Object read(ByteInput in, int depth) {
    if (depth > DEEPEST) {
      throw new Damage("a constant is nested too deeply");
    }
    Kind kind = in.choice(KINDS);
    return switch (kind) {
      case NULL -> null;
      case NIL -> Special.NIL;
      case VOID -> Special.VOID;
      case NOT_FOUND -> Special.NOT_FOUND;
      case PLACEHOLDER -> Special.PLACEHOLDER;
      case FALSE -> Boolean.FALSE;
      case TRUE -> Boolean.TRUE;
      case INT -> in.slong();
      case FLOAT -> Double.longBitsToDouble(in.u64());
      case STRING -> in.someText();
      case CHAR -> character(in.uint());
      case SYMBOL -> Symbol.of(in.someText());
      case PATH -> new ComplexSymbol(in.texts());
      case BYTES -> new Bytes(in.raw(in.count()));
      case DATE -> date(in);
      case TIME -> time(in);
      case DATE_TIME -> new DateTimeValue(date(in), time(in));
      case REGEX -> new Regex(in.someText(), in.text(), in.bool(), in.bool());
      case ARRAY -> array(in, depth);
      case MAP -> map(in, depth);
      case GENE -> gene(in, depth);
      case HASH_MAP -> hashMap(in, depth);
      case UNQUOTE -> unquote(in, depth);
      case DATUM -> datum(in, depth);
      case TYPE -> TypeFormat.read(in);
      case REST_OF -> new RestOf(TypeFormat.read(in));
      case IMPORT -> TypeFormat.readImport(in);
      case OPERATOR -> in.choice(OPERATORS);
    };
  }

  private static Char character(int codePoint) {
    if (!Character.isValidCodePoint(codePoint)) {
      throw new Damage("there is no character " + codePoint);
    }
    return new Char(codePoint);
  }

  private static DateValue date(ByteInput in) {
    return new DateValue(in.sint(), in.u8(), in.u8());
  }

  private static TimeValue time(ByteInput in) {
    return new TimeValue(in.u8(), in.u8(), in.u8(), in.uint(), in.bool(), in.sint(), in.bool(), in.text());
  }

  private Unquote unquote(ByteInput in, int depth) {
    boolean discard = in.bool();
    return new Unquote(read(in, depth + 1), discard);
  }

  private Datum datum(ByteInput in, int depth) {
    String text = in.someText();
    return new Datum(read(in, depth + 1), text);
  }

  private GeneArray array(ByteInput in, int depth) {
    boolean sealed = in.bool();
    return seal(sealed, items(in, depth));
  }

  private GeneArray items(ByteInput in, int depth) {
    int n = in.count();
    var items = new ArrayList<Object>(n);
    for (int i = 0; i < n; i++) {
      items.add(read(in, depth + 1));
    }
    return GeneArray.of(items);
  }

  private GeneMap map(ByteInput in, int depth) {
    boolean sealed = in.bool();
    return seal(sealed, new GeneMap(entries(in, depth)));
  }

  private Map<String, Object> entries(ByteInput in, int depth) {
    int n = in.count();
    var entries = new LinkedHashMap<String, Object>();
    for (int i = 0; i < n; i++) {
      String key = in.someText();
      entries.put(key, read(in, depth + 1));
    }
    return entries;
  }

  private Gene gene(ByteInput in, int depth) {
    boolean sealed = in.bool();
    int start = in.uint();
    int length = in.uint();
    Object type = read(in, depth + 1);
    var props = new GeneMap(entries(in, depth));
    GeneArray children = items(in, depth);
    return seal(sealed, new Gene(type, props, children, start == 0 ? null : new Origin(source, start - 1, start - 1 + length)));
  }

  private GeneHashMap hashMap(ByteInput in, int depth) {
    boolean sealed = in.bool();
    var items = new Object[2 * in.count()];
    for (int i = 0; i < items.length; i++) {
      items[i] = read(in, depth + 1);
    }
    return seal(sealed, GeneHashMap.of(items));
  }

  private static <C extends Container> C seal(boolean sealed, C container) {
    return sealed ? Store.seal(container) : container;
  }
}
