// A step on its way: the traps that may end it, and whether one that is reached does.
package gene.debug;

import gene.bytecode.Code;
import gene.vm.Fiber;
import gene.vm.Frames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A step over ends at the next statement of its frame, or, when the frame returns, behind the call in the nearest caller that is
 * not the library's. A step in ends besides at any statement of what is called, also through the library or a generator. A step
 * out ends behind the call only. Traps stand in the code, not in a frame, so other visitors of it, deeper recursion above all,
 * are told apart by fiber and depth. When an exception leaves the frame, the step ends at the handler's first statement.
 */
final class Step {
  private final LoadedCode codes;
  private final Traps traps;
  private final List<LoadedCode.Position> armed = new ArrayList<>();
  private final Set<Fiber> waiting = new HashSet<>();
  private StepKind kind;
  private Fiber fiber;
  private int depth;
  /** The frame of the step was left, and no handler has been found yet. */
  private boolean unwinding;
  /** The fiber of the step has ended: whoever runs next ends it. */
  private boolean orphaned;
  private Fiber returnFiber;
  private int returnDepth;

  Step(StepKind kind, Fiber fiber, LoadedCode codes, Traps traps) {
    this.kind = kind;
    this.codes = codes;
    this.traps = traps;
    follow(fiber);
    if (kind == StepKind.IN) {
      codes.all().forEach(this::arm);
    } else if (kind == StepKind.OVER && !Frames.of(fiber).isLibrary(0)) {
      arm(Frames.of(fiber).code(0));
    }
  }

  /** From now on the step belongs to the running frame of the fiber. */
  private void follow(Fiber f) {
    fiber = f;
    depth = f.depth();
    for (Fiber below = f.below(); below != null; below = below.below()) {
      waiting.add(below);
    }
    armReturn();
  }

  /** Any statement of the code may end the step. */
  private void arm(Code code) {
    for (Code.Statement s : code.statementSpans()) {
      set(code, s.pc(), Traps.STATEMENT);
    }
  }

  /** Sets a trap behind the call in the nearest caller that is not the library's. */
  private void armReturn() {
    int level = 1;
    returnFiber = null;
    for (Fiber f = fiber; f != null; f = f.below()) {
      Frames frames = Frames.of(f);
      for (; level < frames.count(); level++) {
        if (!frames.isLibrary(level)) {
          returnFiber = f;
          returnDepth = f.depth() - level;
          set(frames.code(level), frames.pc(level) + 1, Traps.RETURN);
          return;
        }
      }
      level = 0;
    }
  }

  private void set(Code code, int pc, int who) {
    if ((traps.at(code, pc) & who) == 0) {
      traps.set(code, pc, who);
      armed.add(new LoadedCode.Position(code, pc));
    }
  }

  /** The program loads more code. */
  void loaded(Code code) {
    if (kind == StepKind.IN || orphaned) {
      arm(code);
    }
  }

  boolean endsAt(Fiber f, int flags) {
    if ((flags & Traps.RETURN) != 0 && f == returnFiber && f.depth() <= returnDepth) {
      return true;
    } else if ((flags & Traps.STATEMENT) == 0) {
      return false;
    } else if (orphaned) {
      return true;
    } else if (kind == StepKind.IN) {
      return calledBy(f);
    }
    return f == fiber && f.depth() <= depth;
  }

  /** Whether the fiber is the step's own or runs for it. */
  private boolean calledBy(Fiber f) {
    for (Fiber at = f; at != null; at = at.below()) {
      if (at == fiber) {
        return true;
      }
    }
    return waiting.contains(f);
  }

  /** Frames of the fiber were left by an exception or an early exit, perhaps the one that the step belongs to. */
  void unwound(Fiber f) {
    boolean left = f == fiber ? f.depth() < depth : waiting.contains(f);
    if (left) {
      follow(f);
      unwinding = true;
      kind = kind == StepKind.OUT ? StepKind.OVER : kind;
    }
    if (!unwinding || f != fiber) {
      return;
    }
    Frames frames = Frames.of(f);
    int pc = frames.pc(0);
    if (frames.code(0).handlers().stream().anyMatch(h -> h.handler() == pc)) {
      unwinding = false;
      if (!frames.isLibrary(0)) {
        arm(frames.code(0));
      }
    }
  }

  /** A fiber has ended; when it was the step's and nobody waits for its result, the step ends wherever the program goes on. */
  void ended(Fiber f) {
    if (f == fiber && f.below() == null) {
      orphaned = true;
      codes.all().forEach(this::arm);
    }
  }

  void end() {
    armed.forEach(p -> traps.clear(p.code(), p.pc(), Traps.STATEMENT | Traps.RETURN));
    armed.clear();
  }
}
