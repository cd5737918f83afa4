// What a constructor does that only puts parameters into fields: `new` then makes the instance without a frame for it.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.GeneClass;
import gene.data.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * `(ctor [x y] (/x = x) (/y = y))` is LOAD_SELF LOAD_LOCAL SET_MEMBER POP for each field, then LOAD_SELF RETURN. Nothing in it can
 * raise or be seen from outside, unless the class declares types for the fields or somebody watches the code.
 */
final class FieldCopies {
  private static final int STEP = 4;

  private final List<String> names;
  /** The parameter's slot for each field, in the order of the instance's slots. */
  final int[] parameters;

  private FieldCopies(List<String> names, int[] parameters) {
    this.names = names;
    this.parameters = parameters;
  }

  /** Null when the code does anything else. */
  static FieldCopies of(Code code) {
    int fields = (code.length() - 2) / STEP;
    if (code.kind() != Code.Kind.CTOR || !code.isSimple() || code.length() != fields * STEP + 2) {
      return null;
    }
    var names = new ArrayList<String>();
    var parameters = new int[fields];
    for (int i = 0; i < fields; i++) {
      int pc = i * STEP;
      boolean copies = code.op(pc) == Op.LOAD_SELF && code.op(pc + 1) == Op.LOAD_LOCAL && code.op(pc + 2) == Op.SET_MEMBER && code.op(pc + 3) == Op.POP;
      if (!copies || !(code.site(code.operand(pc + 2)) instanceof Site.Member m) || names.contains(m.key())) {
        return null;
      }
      names.add(m.key());
      parameters[i] = code.operand(pc + 1);
    }
    boolean returns = code.op(fields * STEP) == Op.LOAD_SELF && code.op(fields * STEP + 1) == Op.RETURN;
    return returns && fields > 0 ? new FieldCopies(names, parameters) : null;
  }

  /** The shape of an instance so made; null when the class has types to check first. */
  Shape shape(GeneClass cls) {
    Shape shape = cls.rootShape();
    for (String name : names) {
      if (cls.declares(name)) {
        return null;
      }
      shape = shape.with(name);
    }
    return shape;
  }
}
