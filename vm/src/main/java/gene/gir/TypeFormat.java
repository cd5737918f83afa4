// Type expressions and import specifications in a GIR file.
package gene.gir;

import gene.analysis.ImportSpec;
import gene.analysis.TypeExpr;

final class TypeFormat {
  private static final int NONE = 0, NAMED = 1, APPLIED = 2, UNION = 3, FN = 4, VARIABLE = 5;

  private TypeFormat() {}

  /** @param type null for none */
  static void write(ByteOutput out, TypeExpr type) {
    if (type == null) {
      out.u8(NONE);
    } else if (type instanceof TypeExpr.Named t) {
      out.u8(NAMED);
      out.text(t.name());
    } else if (type instanceof TypeExpr.Variable t) {
      out.u8(VARIABLE);
      out.text(t.name());
    } else if (type instanceof TypeExpr.Applied t) {
      out.u8(APPLIED);
      out.text(t.name());
      out.list(t.arguments(), TypeFormat::write);
    } else if (type instanceof TypeExpr.Union t) {
      out.u8(UNION);
      out.list(t.members(), TypeFormat::write);
    } else if (type instanceof TypeExpr.Fn t) {
      out.u8(FN);
      out.text(t.head());
      out.list(t.params(), (o, p) -> {
        o.text(p.key());
        o.bool(p.rest());
        write(o, p.type());
      });
      write(out, t.result());
      out.texts(t.effects());
    } else {
      throw new Damage("a type without a format: " + type.getClass());
    }
  }

  static TypeExpr read(ByteInput in) {
    int tag = in.u8();
    return switch (tag) {
      case NONE -> null;
      case NAMED -> new TypeExpr.Named(in.someText());
      case VARIABLE -> new TypeExpr.Variable(in.someText());
      case APPLIED -> new TypeExpr.Applied(in.someText(), in.list(TypeFormat::read));
      case UNION -> new TypeExpr.Union(in.list(TypeFormat::read));
      case FN -> new TypeExpr.Fn(in.someText(), in.list(i -> new TypeExpr.Param(i.text(), i.bool(), read(i))), read(in), in.texts());
      default -> throw new Damage("there is no type of kind " + tag);
    };
  }

  static void writeImport(ByteOutput out, ImportSpec spec) {
    out.list(spec.items(), (o, item) -> {
      o.texts(item.path());
      o.text(item.as());
    });
    out.text(spec.module());
    out.text(spec.pkg());
    out.text(spec.pkgPath());
    out.bool(spec.isNative());
  }

  static ImportSpec readImport(ByteInput in) {
    return new ImportSpec(in.list(i -> new ImportSpec.Item(i.texts(), i.someText())), in.text(), in.text(), in.text(), in.bool());
  }
}
