// The code of the frame that stands for a built-in while Gene code which it asked for runs.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.CodeBuilder;
import gene.bytecode.Op;
import gene.source.Source;

final class NativeFrame {
  /** Slot 0 has the request; the call's result is on the stack when RESUME is reached. */
  static final Code CODE = build();

  private NativeFrame() {}

  private static Code build() {
    var b = new CodeBuilder("built-in", Code.Kind.FUNCTION, Source.of(Prelude.NAME, ""), 0, 0);
    b.slots(1);
    b.emitConst(Op.LOAD_CONST, gene.data.Special.NIL);
    b.emit(Op.RESUME);
    b.emit(Op.RETURN);
    b.metadata(new Code.Metadata(null, null, "[]"));
    return b.build();
  }
}
