// What a run saw of the functions that were compiled, for the next one.
package gene.vm;

import gene.bytecode.Code;
import gene.data.GeneClass;
import gene.data.Shape;
import gene.gir.RunProfile;
import gene.gir.RunProfile.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

final class Observations {
  private final Vm vm;
  private final ProfileNames names;

  /** @param own the identity of the program's source */
  Observations(Vm vm, String own) {
    this.vm = vm;
    this.names = new ProfileNames(vm, own);
  }

  /** What was seen now, and before it what an earlier run saw of functions that were not compiled this time. */
  RunProfile with(RunProfile before) {
    var all = new LinkedHashMap<String, RunProfile.Hot>();
    for (RunProfile.Hot hot : before.functions()) {
      all.put(key(hot.where()), hot);
    }
    boolean any = false;
    for (CodeState cs : vm.states()) {
      if (cs.versions > 0 && (cs.jit != null || cs.loops != null) && cs.caches != null) {
        RunProfile.Hot hot = hot(cs);
        all.put(key(hot.where()), hot);
        any = true;
      }
    }
    return !any ? before : new RunProfile(all.values().stream().limit(RunProfile.MOST_FUNCTIONS).toList());
  }

  private static String key(Written where) {
    return where.source() + ":" + where.start() + ":" + where.end();
  }

  private RunProfile.Hot hot(CodeState cs) {
    Code code = cs.code;
    var loops = new ArrayList<RunProfile.Loop>();
    JitCode[] compiled = cs.loops;
    for (int pc = 0; compiled != null && pc < compiled.length; pc++) {
      if (compiled[pc] != null) {
        loops.add(new RunProfile.Loop(pc, ProfileNames.letters(compiled[pc].kinds)));
      }
    }
    var guesses = new ArrayList<RunProfile.Guess>();
    for (int pc = 0; pc < code.length(); pc++) {
      if (cs.seen(pc) != 0) {
        guesses.add(new RunProfile.Guess(pc, ProfileNames.letters(new byte[] {cs.seen(pc)})));
      }
    }
    var calls = new ArrayList<RunProfile.Call>();
    var members = new ArrayList<RunProfile.Member>();
    for (int site = 0; site < cs.caches.length; site++) {
      if (cs.caches[site] instanceof CallCache c) {
        call(site, c, calls);
      } else if (cs.caches[site] instanceof MemberCache c) {
        member(site, c, members);
      }
    }
    JitCode function = cs.jit;
    return new RunProfile.Hot(names.written(code), function == null ? null : ProfileNames.letters(function.kinds), loops, guesses, calls, members);
  }

  private void call(int site, CallCache c, List<RunProfile.Call> to) {
    var receivers = new ArrayList<String>();
    for (CallCache.Met m = c.others; m != null; m = m.rest()) {
      add(receivers, m.cls());
    }
    if (c.cls != null) {
      receivers.remove(c.cls.name());
      java.util.Collections.reverse(receivers);
      add(receivers, c.cls);
    }
    String variant = c.variant == null ? null : variant(c.variant);
    String named = variant != null ? variant : c.builtin == null ? null : c.builtin.qualifiedName();
    CodeState seen = c.seen;
    if (seen != null || !receivers.isEmpty() || named != null) {
      to.add(new RunProfile.Call(site, seen == null ? null : names.written(seen.code), receivers, variant != null, named));
    }
  }

  private void add(List<String> to, GeneClass cls) {
    String path = names.of(cls);
    if (path != null && !to.contains(path)) {
      to.add(path);
    }
  }

  private String variant(Enums.Variant v) {
    String type = names.of(v.type);
    return type == null ? null : type + "/" + v.name;
  }

  private void member(int site, MemberCache c, List<RunProfile.Member> to) {
    Object value = c.variant;
    Enums.Variant variant = value instanceof Enums.Variant v ? v : value instanceof Enums.Value u ? u.variant : null;
    if (variant != null) {
      String path = variant(variant);
      if (path != null) {
        to.add(new RunProfile.Member(site, List.of(), false, false, "-", path));
      }
      return;
    }
    var shapes = new ArrayList<RunProfile.Shaped>();
    for (MemberCache.Met m = c.others; m != null; m = m.rest()) {
      if (m.shape() != c.shape) {
        add(shapes, m.shape());
      }
    }
    java.util.Collections.reverse(shapes);
    boolean declared = c.shape == null && c.declared != null;
    add(shapes, declared ? c.declared : c.shape);
    if (!shapes.isEmpty()) {
      boolean adds = (declared ? c.declaredWider : c.wider) != null;
      to.add(new RunProfile.Member(site, shapes, adds, declared, ProfileNames.letters(new byte[] {c.kind}), null));
    }
  }

  private void add(List<RunProfile.Shaped> to, Shape shape) {
    String path = shape == null ? null : names.of(shape.cls());
    if (path != null) {
      to.add(new RunProfile.Shaped(path, shape.names()));
    }
  }
}
