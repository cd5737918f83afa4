// What has to run when control leaves a region: try and finally, loops left from inside, `return` through both.
package gene.compiler;

import gene.analysis.Node;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.Special;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * <pre>
 *   (try B catch C finally F)      SAVE_EX s; B; way = 0; jump to F
 *                                  handler of B:      ENTER_CATCH; tests; C; LEAVE_CATCH s; way = 0; jump to F
 *                                  handler of B and C: LEAVE_CATCH s; way = 1
 *                                  F; where `way` says: end, RETHROW, or on with the exit that came this way
 * </pre>
 * A `finally` part is written once: who comes there puts the value it carries into a variable, and into another one the way on.
 * The code of an exit behind the `finally` part is no part of the region that the handlers cover.
 */
final class ExitCompiler {
  private final NodeCompiler nodes;
  private final Emitter e;
  private final Deque<Region> regions = new ArrayDeque<>();

  /** An enclosing loop, try or catch clause, innermost first. */
  private static final class Region {
    Node.LoopLabel loop;
    int depth;
    Emitter.Label end;
    Emitter.Label next;
    boolean givesValue;
    // For a try: its finally part, or null; the slot of the previous `$ex` when a catch clause runs, or -1.
    Finally finallyPart;
    int exSlot = -1;
    // Stretches of code that the handlers of a try do not cover, and where the present one began.
    final List<int[]> gaps = new ArrayList<>();
    int left;
    boolean isTry;

    Region(int depth) {
      this.depth = depth;
    }
  }

  /** A finally part: its place, the variables of those who come there, and where the exits among them go on. */
  private static final class Finally {
    static final long NORMAL = 0;
    static final long EXCEPTION = 1;

    final Emitter.Label start = new Emitter.Label();
    final List<Integer> exits = new ArrayList<>();
    final int way;
    final int value;

    Finally(int way, int value) {
      this.way = way;
      this.value = value;
    }
  }

  ExitCompiler(NodeCompiler nodes, Emitter e) {
    this.nodes = nodes;
    this.e = e;
  }

  /** Whether leaving the function here has nothing to run. */
  boolean isEmpty() {
    return regions.stream().noneMatch(r -> r.isTry);
  }

  // Loops

  void enterLoop(Node.LoopLabel label, int depth, Emitter.Label end, Emitter.Label next, boolean givesValue) {
    var r = new Region(depth);
    r.loop = label;
    r.end = end;
    r.next = next;
    r.givesValue = givesValue;
    regions.push(r);
  }

  void leaveLoop() {
    regions.pop();
  }

  void jumpOut(Node.LoopLabel label, Node value, boolean isBreak) {
    Region target = regions.stream().filter(r -> r.loop == label).findFirst().orElseThrow();
    boolean keep = isBreak && target.givesValue;
    if (value != null) {
      nodes.compile(value, keep ? Use.VALUE : Use.EFFECT);
    } else if (keep) {
      e.constant(Special.NIL);
    }
    var inside = new ArrayList<Region>();
    for (Region r : regions) {
      if (r == target) {
        break;
      }
      inside.add(r);
    }
    leave(inside, keep, () -> {
      dropTo(target.depth, keep);
      e.jump(Op.JUMP, isBreak ? target.end : target.next);
    });
  }

  /** Drops operands that were waiting below the value, or all above the depth. */
  private void dropTo(int depth, boolean keep) {
    int extra = e.depth() - depth - (keep ? 1 : 0);
    if (extra > 0 && keep) {
      int mark = e.mark();
      int slot = e.newSlot();
      e.emit(Op.INIT_LOCAL, slot);
      for (int i = 0; i < extra; i++) {
        e.emit(Op.POP);
      }
      e.emit(Op.LOAD_LOCAL, slot);
      e.release(mark, null);
      return;
    }
    for (int i = 0; i < extra; i++) {
      e.emit(Op.POP);
    }
  }

  /** Leaves the function with the value on the stack; `last` is the end of the exit. */
  void leaveFunction(Runnable last) {
    leave(List.copyOf(regions), true, last);
  }

  /** Leaves the regions, innermost first, running what is pending in each; the value on the stack comes along. */
  private void leave(List<Region> inside, boolean value, Runnable last) {
    for (Region r : inside) {
      regions.pop();
      r.left = e.code.here();
      if (r.exSlot >= 0) {
        e.emit(Op.LEAVE_CATCH, r.exSlot);
      }
      if (r.finallyPart != null) {
        goTo(r, value, 2 + r.finallyPart.exits.size());
        r.finallyPart.exits.add(e.code.here());
        e.depth(r.depth);
        if (value) {
          e.emit(Op.LOAD_LOCAL, r.finallyPart.value);
        }
      }
    }
    last.run();
    for (int i = inside.size() - 1; i >= 0; i--) {
      inside.get(i).gaps.add(new int[] {inside.get(i).left, e.code.here()});
      regions.push(inside.get(i));
    }
  }

  /** On to the finally part, without the operands that were waiting. */
  private void goTo(Region r, boolean value, long way) {
    if (value) {
      e.emit(Op.INIT_LOCAL, r.finallyPart.value);
    }
    dropTo(r.depth, false);
    e.constant(way);
    e.emit(Op.INIT_LOCAL, r.finallyPart.way);
    e.jump(Op.JUMP, r.finallyPart.start);
  }

  // try

  Void tryBlock(Node.Try n, Use use) {
    int mark = e.mark();
    int depth = e.depth();
    Use inner = use == Use.EFFECT ? Use.EFFECT : Use.VALUE;
    int after = inner == Use.VALUE ? depth + 1 : depth;
    int exSlot = e.newSlot();
    var end = new Emitter.Label();
    var whole = new Region(depth);
    whole.isTry = true;
    whole.finallyPart = n.finallyBody() == null ? null : new Finally(e.newSlot(), e.newSlot());
    e.emit(Op.SAVE_EX, exSlot);
    int from = e.code.here();
    regions.push(whole);
    var body = new Region(depth);
    body.isTry = true;
    regions.push(body);
    nodes.sequence(n.body().nodes(), n.form(), inner);
    regions.pop();
    int bodyEnd = e.code.here();
    finish(whole, inner == Use.VALUE, end);
    var protectedRanges = new ArrayList<int[]>();
    protectedRanges.add(new int[] {from, bodyEnd});
    if (!n.catches().isEmpty()) {
      int handler = e.code.here();
      e.depth(depth + 1);
      int clausesEnd = clauses(n, whole, exSlot, inner, depth, end);
      cover(from, bodyEnd, body.gaps, handler, depth);
      protectedRanges.add(new int[] {handler, clausesEnd});
    }
    regions.pop();
    if (n.finallyBody() != null) {
      int handler = e.code.here();
      e.depth(depth + 1);
      e.emit(Op.LEAVE_CATCH, exSlot);
      finallyPart(n, whole.finallyPart, inner == Use.VALUE);
      for (int[] range : protectedRanges) {
        cover(range[0], range[1], whole.gaps, handler, depth);
      }
    }
    e.place(end);
    e.release(mark, null);
    e.depth(after);
    return use == Use.TAIL ? nodes.done(use) : null;
  }

  /** The exception that falls into it is on the stack; control that came normally leaves it at its end, with the value. */
  private void finallyPart(Node.Try n, Finally part, boolean value) {
    e.emit(Op.INIT_LOCAL, part.value);
    e.constant(Finally.EXCEPTION);
    e.emit(Op.INIT_LOCAL, part.way);
    int depth = e.depth();
    e.place(part.start);
    e.depth(depth);
    nodes.compile(n.finallyBody(), Use.EFFECT);
    var normal = new Emitter.Label();
    whenWay(part, Finally.NORMAL);
    e.jump(Op.JUMP_IF_TRUE, normal);
    for (int i = 0; i < part.exits.size(); i++) {
      whenWay(part, 2 + i);
      e.emit(Op.JUMP_IF_TRUE, (int) part.exits.get(i));
    }
    e.emit(Op.LOAD_LOCAL, part.value);
    e.emit(Op.RETHROW);
    e.place(normal);
    e.depth(depth);
    if (value) {
      e.emit(Op.LOAD_LOCAL, part.value);
    }
  }

  private void whenWay(Finally part, long way) {
    e.emit(Op.LOAD_LOCAL, part.way);
    e.constant(way);
    e.emit(Op.EQUAL);
  }

  /** The normal way out of the body or a clause. */
  private void finish(Region whole, boolean value, Emitter.Label end) {
    int from = e.code.here();
    if (whole.finallyPart != null) {
      goTo(whole, value, Finally.NORMAL);
    } else {
      e.jump(Op.JUMP, end);
    }
    whole.gaps.add(new int[] {from, e.code.here()});
  }

  /** The exception is on the stack; gives the end of the clauses' code. */
  private int clauses(Node.Try n, Region whole, int exSlot, Use inner, int depth, Emitter.Label end) {
    int exception = e.newSlot();
    e.emit(Op.ENTER_CATCH);
    e.emit(Op.INIT_LOCAL, exception);
    whole.exSlot = exSlot;
    boolean all = false;
    for (Node.Catch c : n.catches()) {
      if (all) {
        break;
      }
      var next = new Emitter.Label();
      int mark = e.mark();
      if (!c.classes().isEmpty()) {
        matchClasses(c, exception, next);
      } else {
        all = true;
      }
      e.openScope(c.body().scope());
      if (c.binding() != null) {
        e.emit(Op.LOAD_LOCAL, exception);
        e.store(c.binding(), false);
      } else if (c.pattern() != null) {
        e.emit(Op.LOAD_LOCAL, exception);
        if (c.pattern() instanceof gene.analysis.Pattern.Sequence) {
          e.emit(Op.GET_MEMBER, new Site.Member("cause", 0, false));
        }
        nodes.patterns.bind(c.pattern());
      }
      nodes.sequence(c.body().nodes(), c.form(), inner);
      e.release(mark, c.body().scope());
      e.emit(Op.LEAVE_CATCH, exSlot);
      finish(whole, inner == Use.VALUE, end);
      e.place(next);
      e.depth(depth);
    }
    if (!all) {
      e.emit(Op.LEAVE_CATCH, exSlot);
      e.emit(Op.LOAD_LOCAL, exception);
      e.emit(Op.RETHROW);
    }
    whole.exSlot = -1;
    return e.code.here();
  }

  private void matchClasses(Node.Catch c, int exception, Emitter.Label next) {
    var found = new Emitter.Label();
    for (int i = 0; i < c.classes().size(); i++) {
      e.emit(Op.LOAD_LOCAL, exception);
      nodes.value(c.classes().get(i));
      e.emit(Op.CATCH_MATCH);
      if (i < c.classes().size() - 1) {
        e.jump(Op.JUMP_IF_TRUE, found);
      } else {
        e.jump(Op.JUMP_IF_FALSE, next);
      }
    }
    e.place(found);
  }

  /** Adds handler entries for the range without its gaps. */
  private void cover(int from, int to, List<int[]> gaps, int handler, int depth) {
    int at = from;
    var sorted = gaps.stream().sorted((a, b) -> Integer.compare(a[0], b[0])).toList();
    for (int[] gap : sorted) {
      if (gap[1] <= at || gap[0] >= to) {
        continue;
      }
      e.code.handler(at, Math.max(at, gap[0]), handler, depth);
      at = Math.max(at, gap[1]);
    }
    e.code.handler(at, to, handler, depth);
  }

  /** `(async e)`: evaluated at once; an exception makes a failed future. */
  void async(Node operand) {
    int depth = e.depth();
    var end = new Emitter.Label();
    var region = new Region(depth);
    region.isTry = true;
    regions.push(region);
    int from = e.code.here();
    nodes.value(operand);
    int to = e.code.here();
    regions.pop();
    e.emit(Op.TO_FUTURE);
    e.jump(Op.JUMP, end);
    int handler = e.code.here();
    e.depth(depth + 1);
    e.emit(Op.TO_FAILED_FUTURE);
    cover(from, to, region.gaps, handler, depth);
    e.place(end);
  }
}
