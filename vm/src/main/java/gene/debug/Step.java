// A step on its way: the traps that may end it, and whether one that is reached does.
package gene.debug;

import gene.bytecode.Code;
import gene.source.Source;
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
 * are told apart by fiber and depth. When an exception leaves the frame, the step ends at the handler's first statement. When an
 * asynchronous body ends, it ends where the one who awaits it goes on; when the turn of an actor ends, where that handles its next message.
 */
final class Step {
  private final LoadedCode codes;
  private final Traps traps;
  private final Granularity granularity;
  private final int target;
  private final List<LoadedCode.Position> armed = new ArrayList<>();
  private final Set<Fiber> waiting = new HashSet<>();
  private StepKind kind;
  private Fiber fiber;
  private int depth;
  /** Of a step by lines: where it began. */
  private final Code startCode;
  private final int startLine;
  private final int startDepth;
  /** The frame of the step was left, and no handler has been found yet. */
  private boolean unwinding;
  /** The fiber of the step has ended: whoever runs next ends it. */
  private boolean orphaned;
  /** The actor whose turn that was: only its next turn ends the step; null for no actor. */
  private Object actor;
  private Fiber returnFiber;
  private int returnDepth;

  Step(StepRequest request, Fiber fiber, LoadedCode codes, Traps traps) {
    this.codes = codes;
    this.traps = traps;
    granularity = request.granularity();
    target = request.kind() == StepKind.IN ? request.target() : -1;
    kind = target >= 0 ? StepKind.OVER : request.kind();
    Frames frames = Frames.of(fiber);
    startCode = frames.code(0);
    startLine = line(startCode, frames.pc(0));
    startDepth = fiber.depth();
    follow(fiber);
    boolean own = !codes.isSkipped(startCode);
    if (target >= 0 && own) {
      set(startCode, target, Traps.CALL);
    }
    if (kind == StepKind.IN) {
      enterAnything();
    }
    if (kind != StepKind.OUT && own) {
      arm(startCode);
      armValues(startCode, frames.pc(0));
    }
  }

  private static int line(Code code, int pc) {
    Source source = code.source();
    return source.line(code.spanStart(pc));
  }

  private void enterAnything() {
    traps.codes().forEach(granularity == Granularity.INSTRUCTION ? this::armEntry : this::arm);
  }

  private void armEntry(Code code) {
    set(code, 0, Traps.INSTRUCTION);
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

  /** Any statement (or instruction) of the code may end the step. */
  private void arm(Code code) {
    if (granularity == Granularity.INSTRUCTION) {
      for (int pc = 0; pc < code.length(); pc++) {
        set(code, pc, Traps.INSTRUCTION);
      }
      return;
    }
    for (Code.Statement s : code.statementSpans()) {
      set(code, s.pc(), Traps.STATEMENT);
    }
  }

  /** The values of the calls of the statement at `pc` are kept. */
  private void armValues(Code code, int pc) {
    int end = CodePlaces.endOfStatement(code, pc);
    for (int at = CodePlaces.startOfStatement(code, pc); at < end - 1; at++) {
      if (CodePlaces.isCall(code, at)) {
        set(code, at + 1, Traps.VALUE);
      }
    }
  }

  /** Sets a trap behind the call in the nearest caller that is not skipped. */
  private void armReturn() {
    int level = 1;
    returnFiber = null;
    for (Fiber f = fiber; f != null; f = f.below()) {
      Frames frames = Frames.of(f);
      for (; level < frames.count(); level++) {
        if (!codes.isSkipped(frames.code(level))) {
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
    if (orphaned || kind == StepKind.IN && granularity != Granularity.INSTRUCTION) {
      arm(code);
    } else if (kind == StepKind.IN) {
      armEntry(code);
    }
  }

  boolean endsAt(Fiber f, int flags) {
    if ((flags & Traps.CALL) != 0 && f == fiber && f.depth() == depth) {
      kind = StepKind.IN;
      enterAnything();
    }
    if ((flags & Traps.RETURN) != 0 && f == returnFiber && f.depth() <= returnDepth) {
      return true;
    } else if ((flags & (Traps.STATEMENT | Traps.INSTRUCTION)) == 0) {
      return false;
    } else if (orphaned) {
      return actor == null || Frames.thread(Threads.root(f)) == actor;
    }
    boolean here = kind == StepKind.IN ? calledBy(f) : f == fiber && f.depth() <= depth;
    return here && !(granularity == Granularity.LINE && isSameLine(f)) && !isTarget(f);
  }

  /** Whether the call that is stepped into has just been reached, which is no end. */
  private boolean isTarget(Fiber f) {
    Frames frames = Frames.of(f);
    return kind == StepKind.IN && target >= 0 && f == fiber && f.depth() == startDepth && frames.code(0) == startCode && frames.pc(0) == target;
  }

  private boolean isSameLine(Fiber f) {
    Frames frames = Frames.of(f);
    return f == fiber && f.depth() == startDepth && frames.code(0) == startCode && line(startCode, frames.pc(0)) == startLine;
  }

  /** Whether a value behind a call belongs to the statement that is stepped over. */
  boolean givesValue(Fiber f, int flags) {
    boolean returned = (flags & Traps.RETURN) != 0 && f == returnFiber && f.depth() == returnDepth;
    return returned || (flags & Traps.VALUE) != 0 && f == fiber && f.depth() == startDepth && Frames.of(f).code(0) == startCode;
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
      if (!codes.isSkipped(frames.code(0))) {
        arm(frames.code(0));
      }
    }
  }

  /** A fiber has ended; when it was the step's, the step ends where whoever awaits it goes on, or anybody. */
  void ended(Fiber f, List<Fiber> alive) {
    if (f != fiber || f.below() != null) {
      return;
    }
    Fiber next = Frames.awaiting(f, alive);
    if (next == null) {
      orphaned = true;
      actor = Frames.thread(f) == f ? null : Frames.thread(f);
      traps.codes().forEach(this::arm);
      return;
    }
    kind = kind == StepKind.OUT ? StepKind.OVER : kind;
    follow(next);
    Frames frames = Frames.of(next);
    if (!codes.isSkipped(frames.code(0))) {
      arm(frames.code(0));
    }
  }

  void end() {
    armed.forEach(p -> traps.clear(p.code(), p.pc(), Traps.OF_STEPS));
    armed.clear();
  }
}
