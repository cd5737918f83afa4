// The sites of instructions in a GIR file: a byte for the kind, then the components of the record in their order.
package gene.gir;

import gene.bytecode.Site;
import gene.data.Gene;
import gene.data.Interceptor;
import java.util.List;

final class SiteFormat {
  /** The byte is the place in this list. */
  static final List<Class<? extends Site>> KINDS = List.of(Site.Name.class, Site.Variable.class, Site.Call.class, Site.Callee.class,
      Site.Data.class, Site.Member.class, Site.Keys.class, Site.Given.class, Site.Unpack.class, Site.Type.class, Site.Contract.class,
      Site.Await.class, Site.EnumShape.class, Site.Members.class, Site.Advice.class, Site.Variant.class, Site.Import.class, Site.Template.class,
      Site.Fusion.class);

  private static final Site.Where[] WHERE = Site.Where.values();
  private static final Site.PartKind[] PARTS = Site.PartKind.values();
  private static final Site.Boundary[] BOUNDARIES = Site.Boundary.values();

  private static final Interceptor.Kind[] ADVICE = Interceptor.Kind.values();

  private final ValueFormat values;

  SiteFormat(ValueFormat values) {
    this.values = values;
  }

  void write(ByteOutput out, Site site) {
    out.u8(KINDS.indexOf(site.getClass()));
    if (site instanceof Site.Name s) {
      out.text(s.name());
    } else if (site instanceof Site.Variable s) {
      variable(out, s);
    } else if (site instanceof Site.Call s) {
      out.text(s.name());
      where(out, s.where());
      out.sint(s.index());
      out.uint(s.count());
      out.texts(s.keywords());
    } else if (site instanceof Site.Callee s) {
      out.uint(s.target());
      out.bool(s.computed());
    } else if (site instanceof Site.Data s) {
      values.write(out, s.template());
    } else if (site instanceof Site.Member s) {
      out.text(s.key());
      out.slong(s.index());
      out.bool(s.required());
    } else if (site instanceof Site.Keys s) {
      out.texts(s.keys());
    } else if (site instanceof Site.Given s) {
      out.text(s.name());
      out.uint(s.slot());
      out.uint(s.target());
    } else if (site instanceof Site.Unpack s) {
      out.list(s.parts(), (o, p) -> {
        o.u8(p.kind().ordinal());
        o.text(p.key());
        o.bool(p.optional());
      });
      out.uint(s.first());
      out.bool(s.byLookup());
    } else {
      writeRare(out, site);
    }
  }

  private void writeRare(ByteOutput out, Site site) {
    if (site instanceof Site.Type s) {
      values.write(out, s.type());
      out.text(s.place());
      out.u8(s.boundary().ordinal());
    } else if (site instanceof Site.Contract s) {
      out.text(s.function());
      out.bool(s.post());
      out.uint(s.number());
      out.text(s.condition());
      out.list(s.arguments(), SiteFormat::variable);
      out.bool(s.result() != null);
      if (s.result() != null) {
        variable(out, s.result());
      }
    } else if (site instanceof Site.Await s) {
      out.bool(s.all());
      out.slong(s.millis());
    } else if (site instanceof Site.EnumShape s) {
      out.text(s.name());
      out.list(s.variants(), (o, v) -> {
        o.text(v.name());
        o.texts(v.fields());
        o.list(v.types(), values::write);
      });
    } else if (site instanceof Site.Members s) {
      out.text(s.name());
      out.texts(s.methods());
      out.texts(s.fields());
      out.texts(s.readonly());
    } else if (site instanceof Site.Advice s) {
      out.text(s.name());
      out.bool(s.forFunctions());
      out.texts(s.targets());
      out.list(s.advice(), (o, a) -> {
        o.u8(a.kind().ordinal());
        o.text(a.target());
        o.bool(a.replacesResult());
      });
    } else if (site instanceof Site.Variant s) {
      out.text(s.bare());
      out.bool(s.onStack());
      out.bool(s.list());
      out.list(s.slots(), ByteOutput::sint);
      out.list(s.cells(), ByteOutput::bool);
      out.text(s.text());
    } else if (site instanceof Site.Import s) {
      values.write(out, s.spec());
    } else if (site instanceof Site.Fusion s) {
      out.uint(s.first());
      out.uint(s.codes());
      out.list(s.variables(), SiteFormat::variable);
    } else if (site instanceof Site.Template s) {
      out.uint(s.holes());
      new MouldFormat(values).write(out, s.mould());
    } else {
      throw new Damage("a site without a format: " + site.getClass());
    }
  }

  private static void variable(ByteOutput out, Site.Variable v) {
    out.text(v.name());
    where(out, v.where());
    out.sint(v.index());
  }

  private static void where(ByteOutput out, Site.Where where) {
    out.u8(where == null ? 0 : where.ordinal() + 1);
  }

  Site read(ByteInput in) {
    int kind = in.u8();
    return switch (kind) {
      case 0 -> new Site.Name(in.someText());
      case 1 -> variable(in);
      case 2 -> new Site.Call(in.someText(), where(in), in.sint(), in.uint(), in.texts());
      case 3 -> new Site.Callee(in.uint(), in.bool());
      case 4 -> new Site.Data(gene(in));
      case 5 -> new Site.Member(in.someText(), in.slong(), in.bool());
      case 6 -> new Site.Keys(in.texts());
      case 7 -> new Site.Given(in.someText(), in.uint(), in.uint());
      case 8 -> new Site.Unpack(in.list(i -> new Site.Part(i.choice(PARTS), i.text(), i.bool())), in.uint(), in.bool());
      case 9 -> new Site.Type(values.read(in), in.someText(), in.choice(BOUNDARIES));
      case 10 -> new Site.Contract(in.someText(), in.bool(), in.uint(), in.someText(), in.list(SiteFormat::variable), in.bool() ? variable(in) : null);
      case 11 -> new Site.Await(in.bool(), in.slong());
      case 12 -> new Site.EnumShape(in.someText(), in.list(i -> new Site.EnumVariant(i.someText(), i.texts(), i.list(values::read))));
      case 13 -> new Site.Members(in.someText(), in.texts(), in.texts(), in.texts());
      case 14 -> new Site.Advice(in.someText(), in.bool(), in.texts(), in.list(i -> new Site.AdviceKind(i.choice(ADVICE), i.text(), i.bool())));
      case 15 -> new Site.Variant(in.text(), in.bool(), in.bool(), in.list(ByteInput::sint), in.list(ByteInput::bool), in.text());
      case 16 -> new Site.Import(values.read(in));
      case 17 -> template(in);
      case 18 -> new Site.Fusion(in.uint(), in.uint(), in.list(SiteFormat::variable));
      default -> throw new Damage("there is no site of kind " + kind);
    };
  }

  private Gene gene(ByteInput in) {
    if (values.read(in) instanceof Gene template) {
      return template;
    }
    throw new Damage("the data of a call are no expression");
  }

  private Site.Template template(ByteInput in) {
    int holes = in.uint();
    return new Site.Template(new MouldFormat(values).read(in, holes), holes);
  }

  private static Site.Variable variable(ByteInput in) {
    return new Site.Variable(in.someText(), where(in), in.sint());
  }

  private static Site.Where where(ByteInput in) {
    int n = in.u8();
    if (n > WHERE.length) {
      throw new Damage("a variable cannot be found that way: " + n);
    }
    return n == 0 ? null : WHERE[n - 1];
  }
}
