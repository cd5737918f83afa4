// Exchanges the code behind the functions of an edited file while the program stands still. For the VM's own thread.
package gene.vm;

import gene.analysis.Analysis;
import gene.bytecode.Code;
import gene.compiler.Recompilation;
import gene.data.Cell;
import gene.data.Namespace;
import gene.data.Raise;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.syntax.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A function or method that the module, or the body of a class or namespace, makes is a unit: it is exchanged with all functions within
 * it, or refused. Every function object shares the {@link CodeState} of its code, so giving that another code reaches closures,
 * imports and methods alike. Frames in the middle of the old code get functions of their own which have it still.
 */
public final class HotCode {
  /** @param line 1-based, in the new text; 0 where the reason is not of one place */
  public record Refusal(String name, int line, String reason) {}

  /**
   * @param replaced  the names of what runs other code from the next call on
   * @param unchanged how many functions have the same text as before
   * @param gone      codes that nothing runs any more
   * @param added     codes that functions have now
   * @param module    the module's code as compiled anew, whether or not it runs
   */
  public record Result(List<String> replaced, List<Refusal> refused, int unchanged, Set<Code> gone, Set<Code> added, Code module) {}

  private final Vm vm;
  /** The code that runs now, by the code that was first compiled in its place. */
  private final Map<Code, Code> present = new IdentityHashMap<>();

  /** What took the place of a code. */
  private final Map<Code, Code> later = new IdentityHashMap<>();

  private HotCode(Vm vm) {
    this.vm = vm;
  }

  public static HotCode of(Vm vm) {
    return vm.part(HotCode.class, HotCode::new);
  }

  /** @param fibers all that have frames; raises when the text does not compile */
  public Result reload(Source edited, Collection<Fiber> fibers) {
    Code running = vm.states.keySet().stream().filter(c -> c.kind() == Code.Kind.MODULE && c.source().id().equals(edited.id())).findFirst()
        .orElseThrow(() -> Raise.general("The program has not loaded " + edited.name()));
    Analysis analysis = vm.options.typeChecks() ? Analysis.of(Reader.read(edited), vm.table(), vm.environment())
        : Analysis.untyped(Reader.read(edited), vm.table(), vm.environment());
    if (analysis.hasErrors()) {
      Diagnostic first = analysis.errors().get(0);
      throw Raise.general("The text does not compile: " + edited.place(first.span().start()) + ": " + first.message());
    }
    // A code may be compiled with the help of any other of its file, so nothing is exchanged before all of them are.
    Recompilation.Result compiled = Recompilation.of(analysis, vm.compilerOptions(), first(running), this::now);
    var work = new Exchange(compiled.by(), new Frames(fibers));
    work.maker(first(running), compiled.code(), "");
    work.perform();
    vm.epoch.advance();
    vm.hasEdits = true;
    if (vm.jit != null) {
      vm.jit.forgetAll();
    }
    return new Result(work.replaced, work.refused, work.unchanged, work.gone, work.added, compiled.code());
  }

  /** The code that functions have now which had this one once. */
  Code newest(Code code) {
    Code at = code;
    for (Code next = later.get(at); next != null; next = later.get(at)) {
      at = next;
    }
    return at;
  }

  private Code first(Code now) {
    return present.entrySet().stream().filter(e -> e.getValue() == now).map(Map.Entry::getKey).findFirst().orElse(now);
  }

  private Code now(Code first) {
    return present.getOrDefault(first, first);
  }

  /** The suspended frames of the program. */
  private record Frames(Collection<Fiber> fibers) {
    boolean have(Code code) {
      for (Fiber f : fibers) {
        for (int level = 0; f.fn != null && f.state != Fiber.State.DONE && level <= f.depth; level++) {
          if (f.function(level) != null && f.function(level).state.code == code) {
            return true;
          }
        }
      }
      return false;
    }

    /** Frames of functions whose state was exchanged go on with the old one. */
    void keep(Map<CodeState, CodeState> old) {
      var copies = new IdentityHashMap<Function, Function>();
      for (Fiber f : fibers) {
        for (int level = 0; f.fn != null && f.state != Fiber.State.DONE && level <= f.depth; level++) {
          Function fn = f.function(level);
          if (fn != null && old.containsKey(fn.state)) {
            Function copy = copies.computeIfAbsent(fn, x -> x.on(old.get(x.state)));
            if (level == 0) {
              f.fn = copy;
            } else {
              f.callers[f.depth - level] = copy;
            }
          }
        }
      }
    }
  }

  /** One reload: what is decided first, and then done as a whole. */
  private final class Exchange {
    private record Pair(Code first, Code before, Code after, boolean changed) {}

    final List<String> replaced = new ArrayList<>();
    final List<Refusal> refused = new ArrayList<>();
    final Set<Code> gone = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    final Set<Code> added = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    int unchanged;
    private final Recompilation compiled;
    private final Frames frames;
    private final List<Pair> pairs = new ArrayList<>();
    /** States that have another code now, and the states with the old one. */
    private final Map<CodeState, CodeState> exchanged = new IdentityHashMap<>();

    Exchange(Recompilation compiled, Frames frames) {
      this.compiled = compiled;
      this.frames = frames;
    }

    /** A module, or the body of a class or namespace. It has run: only what it has made can be exchanged. False when some is refused. */
    boolean maker(Code first, Code after, String prefix) {
      Code before = now(first);
      boolean same = SameCode.instructions(before, after);
      if (!same && !SameCode.outline(before).equals(SameCode.outline(after))) {
        boolean module = after.kind() == Code.Kind.MODULE;
        refused.add(new Refusal(module ? "<module>" : prefix + after.name(), module ? 0 : line(after),
            "what is written outside of functions has run, or is running, and is not run again"));
      }
      boolean whole = true;
      String within = after.kind() == Code.Kind.MODULE ? "" : prefix + after.name() + ".";
      for (int i = 0; i < after.codeCount(); i++) {
        Code unit = after.code(i);
        Code running = compiled.running(unit);
        if (running == null) {
          refused.add(new Refusal(name(unit, within), line(unit),
              "it is new, and what makes it has run: define it in the debug console, or start the program again"));
          whole = false;
        } else if (unit.kind() == Code.Kind.BODY) {
          whole &= maker(first(running), unit, within);
        } else {
          whole &= unit(first(running), running, unit, name(unit, within));
        }
      }
      if (same && whole) {
        pairs.add(new Pair(first, before, after, false));
      }
      return whole;
    }

    private boolean unit(Code first, Code before, Code after, String name) {
      boolean sameText = SameCode.text(before).equals(SameCode.text(after));
      String reason = refusal(before, after);
      if (reason.isEmpty()) {
        add(first, before, after);
      } else if (!sameText) {
        refused.add(new Refusal(name, line(after), reason));
        return false;
      }
      if (sameText) {
        unchanged++;
      } else {
        replaced.add(name);
      }
      return reason.isEmpty();
    }

    private void add(Code first, Code before, Code after) {
      pairs.add(new Pair(first, before, after, !SameCode.instructions(before, after)));
      for (int i = 0; i < after.codeCount(); i++) {
        Code inner = compiled.running(after.code(i));
        if (inner != null) {
          add(first(inner), inner, after.code(i));
        }
      }
    }

    /** Why a unit cannot be exchanged; empty when it can. */
    private String refusal(Code before, Code after) {
      if (!before.params().equals(after.params()) && frames.have(before)) {
        return "a call of it is running, and its parameters were " + SameCode.parameters(before);
      }
      for (Recompilation.Missing m : compiled.missing(after)) {
        if (!m.ofModule()) {
          return "it uses the variable `" + m.name() + "` of the code around it, which functions that exist already have not captured";
        } else if (!isReachable(m.name(), before)) {
          return "it uses the module's variable `" + m.name() + "`, which functions that exist already have not captured, and which has no value that can be reached now";
        }
      }
      for (int i = 0; i < after.codeCount(); i++) {
        Code inner = compiled.running(after.code(i));
        String reason = inner != null ? refusal(inner, after.code(i)) : missing(after.code(i), before);
        if (!reason.isEmpty()) {
          return reason;
        }
      }
      return "";
    }

    private String missing(Code isNew, Code in) {
      return compiled.missing(isNew).stream().filter(m -> !m.ofModule() || !isReachable(m.name(), in)).findFirst()
          .map(m -> "it uses the variable `" + m.name() + "`, which functions that exist already have not captured").orElse("");
    }

    void perform() {
      for (Pair p : pairs) {
        CodeState state = vm.states.get(p.before);
        if (p.before == p.after) {
          continue;
        }
        vm.states.remove(p.before);
        present.put(p.first, p.after);
        later.put(p.before, p.after);
        gone.add(p.before);
        added.add(p.after);
        if (state == null) {
          // Not made yet: its maker makes it with the new code.
          state = vm.passingState(p.after);
        } else if (p.changed) {
          CodeState old = state.exchange(p.after);
          exchanged.put(state, old);
          if (frames.have(p.after)) {
            vm.states.put(p.before, old);
            gone.remove(p.before);
          }
        } else {
          state.shift(p.after);
        }
        vm.states.put(p.after, state);
      }
      frames.keep(exchanged);
      vm.states.values().forEach(this::linkNested);
    }

    /** Makers that go on with their code make functions with the new one. */
    private void linkNested(CodeState maker) {
      boolean stays = maker.code.kind() == Code.Kind.MODULE || maker.code.kind() == Code.Kind.BODY;
      for (int i = 0; maker.nested != null && stays && i < maker.nested.length; i++) {
        CodeState made = vm.states.get(now(first(maker.code.code(i))));
        if (made != null) {
          maker.nested[i] = made;
        }
      }
    }

    private static String name(Code code, String within) {
      return within + (code.name().isEmpty() ? "<fn>" : code.name());
    }

    private static int line(Code code) {
      return code.source().line(code.start());
    }

    /** Whether a namespace has the module's variable, or gets it now from where it lies. */
    private boolean isReachable(String name, Code user) {
      Namespace ns = vm.modules.all().stream().filter(n -> n.name().equals(user.source().name())).findFirst().orElse(null);
      if (ns == null || ns.cell(name) != null) {
        return ns != null;
      }
      Optional<Cell> cell = inModuleFrame(name, user.source().id()).or(() -> captured(ns, name));
      cell.ifPresent(c -> vm.store.share(ns, name, c));
      return cell.isPresent();
    }

    private Optional<Cell> inModuleFrame(String name, String sourceId) {
      for (Fiber f : frames.fibers) {
        for (int level = 0; f.fn != null && f.state != Fiber.State.DONE && level <= f.depth; level++) {
          Code code = f.function(level).state.code;
          if (code.kind() == Code.Kind.MODULE && code.source().id().equals(sourceId)) {
            return vm.evaluation().findCell(f, level, name);
          }
        }
      }
      return Optional.empty();
    }

    /** From a function of the module that has captured it. */
    private Optional<Cell> captured(Namespace ns, String name) {
      for (String member : ns.members().keySet()) {
        if (ns.get(member) instanceof Function fn && fn.ns == ns) {
          List<Code.Capture> captures = fn.state.code.captures();
          for (int i = 0; i < captures.size(); i++) {
            if (captures.get(i).name().equals(name) && captures.get(i).fromSlot()) {
              return Optional.of(fn.captures[i]);
            }
          }
        }
      }
      return Optional.empty();
    }
  }
}
