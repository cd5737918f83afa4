// Destructuring: UNPACK takes a value apart into hidden slots, then each part is bound, defaults filled in between.
package gene.compiler;

import gene.analysis.Pattern;
import gene.bytecode.Op;
import gene.bytecode.Site;
import java.util.ArrayList;

final class PatternCompiler {
  private final NodeCompiler nodes;
  private final Emitter e;

  PatternCompiler(NodeCompiler nodes, Emitter e) {
    this.nodes = nodes;
    this.e = e;
  }

  /** Binds the value on the stack, which is popped. */
  void bind(Pattern pattern) {
    if (pattern instanceof Pattern.Bind b) {
      e.store(b.binding(), false);
    } else if (pattern instanceof Pattern.Ignore) {
      e.emit(Op.POP);
    } else if (pattern instanceof Pattern.Sequence s) {
      sequence(s);
    } else {
      map((Pattern.Map) pattern);
    }
  }

  private void sequence(Pattern.Sequence s) {
    var parts = new ArrayList<Site.Part>();
    for (Pattern.Item item : s.items()) {
      parts.add(new Site.Part(Site.PartKind.valueOf(item.kind().name()), item.key(), item.fallback() != null));
    }
    int first = e.mark();
    parts.forEach(p -> e.newSlot());
    e.emit(Op.UNPACK, new Site.Unpack(parts, first, false));
    for (int i = 0; i < s.items().size(); i++) {
      Pattern.Item item = s.items().get(i);
      int slot = first + i;
      if (item.fallback() != null) {
        var given = new Emitter.Label();
        e.jump(Op.JUMP_IF_GIVEN, given, target -> new Site.Given("", slot, target));
        nodes.compile(item.fallback(), Use.VALUE);
        e.emit(Op.INIT_LOCAL, slot);
        e.place(given);
      }
      e.emit(Op.LOAD_LOCAL, slot);
      bind(item.target());
    }
  }

  private void map(Pattern.Map m) {
    var parts = m.fields().stream().map(f -> new Site.Part(Site.PartKind.PROPERTY, f.key(), false)).toList();
    int first = e.mark();
    parts.forEach(p -> e.newSlot());
    e.emit(Op.UNPACK, new Site.Unpack(parts, first, true));
    for (int i = 0; i < parts.size(); i++) {
      e.emit(Op.LOAD_LOCAL, first + i);
      bind(m.fields().get(i).target());
    }
  }
}
