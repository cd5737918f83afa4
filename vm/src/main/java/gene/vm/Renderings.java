// RENDER: fills the holes of a template that is a value. What a place makes of a template is compiled once, and kept with the place.
package gene.vm;

import gene.analysis.Analysis;
import gene.analysis.Binding;
import gene.bytecode.Code;
import gene.bytecode.Datum;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.Cell;
import gene.data.DataCopy;
import gene.data.NanBox;
import gene.data.Symbol;
import gene.data.Written;
import gene.syntax.Forms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same code serves as long as the template looks the same and its names mean variables of the frame, or none, as before. Where
 * holes are only names, the frame's variables are read and the datum is built in place; else the code runs as a function of its own.
 */
final class Renderings {
  /** Templates that one place keeps; the one that has waited longest goes first. */
  private static final int MOST = 16;
  /** Where nearly each template is another one, none is kept any more. */
  private static final int MOST_SURPRISES = 64;

  /** What fills a template at one place. @param reads null when the code has to run */
  private record Plan(int pc, Written template, Map<String, Optional<Binding.Kind>> names, CodeState state, List<Read> reads) {}

  /** Where the value of a hole comes from: a variable of the frame, a name that may stand for itself, or neither and it is constant. */
  private record Read(String variable, NameCache name, Object constant) {}

  /** In the place of the inline cache of the instruction. */
  private static final class Plans {
    private final List<Plan> kept = new ArrayList<>();
    /** Templates that were new here, less those that were not. */
    private int surprises;

    boolean areWorthwhile() {
      return surprises < MOST_SURPRISES;
    }

    void add(Plan p) {
      surprises++;
      if (kept.size() == MOST) {
        kept.remove(0);
      }
      kept.add(p);
    }
  }

  private final Vm vm;
  private final Members members;
  private final Evaluation evaluation;

  Renderings(Vm vm, Members members, Evaluation evaluation) {
    this.vm = vm;
    this.members = members;
    this.evaluation = evaluation;
  }

  Fiber render(Fiber f, int operand) {
    if (inPlace(f, operand)) {
      return f;
    }
    Evaluation.roomToRun(f);
    Plan plan = plan(f, operand);
    CodeState state = isQuiet(f) ? plan.state : vm.passingState(plan.state.code);
    Evaluation.enter(f, evaluation.inFrame(f, 0, state).orElseThrow());
    return f;
  }

  /** Renders what needs no frame; false when nothing has been done. */
  boolean inPlace(Fiber f, int operand) {
    Object template = f.peek(0);
    if (!Evaluation.isTemplate(template)) {
      f.pc++;
      return true;
    }
    Plan plan = isQuiet(f) ? findPlan(f, plans(f, operand)) : null;
    if (plan == null || plan.reads == null) {
      return false;
    }
    int holes = plan.reads.size();
    var words = new long[holes];
    var refs = new Object[holes];
    for (int i = 0; i < holes; i++) {
      read(f, plan.reads.get(i), words, refs, i);
    }
    Code code = plan.state.code;
    boolean whole = code.op(holes) == Op.LOAD_DATA;
    f.replace(1, whole ? DataCopy.of(((Datum) code.constant(code.operand(holes))).template())
        : new Filling(words, refs, 0).datum(((Site.Template) code.site(code.operand(holes))).mould()));
    return true;
  }

  /** Somebody who watches sees the code run. */
  private boolean isQuiet(Fiber f) {
    return vm.hook == null && vm.recorder == null && !f.fn.state.isWatched();
  }

  private static Plans plans(Fiber f, int operand) {
    Object[] caches = f.fn.state.caches;
    if (!(caches[operand] instanceof Plans)) {
      caches[operand] = new Plans();
    }
    return (Plans) caches[operand];
  }

  private Plan findPlan(Fiber f, Plans plans) {
    if (!plans.areWorthwhile()) {
      return null;
    }
    for (Plan p : plans.kept) {
      if (fits(p, f)) {
        plans.surprises = Math.max(0, plans.surprises - 1);
        return p;
      }
    }
    return null;
  }

  private boolean fits(Plan p, Fiber f) {
    if (p.pc != f.pc || !p.template.isLike(f.peek(0))) {
      return false;
    }
    Analysis.Surroundings around = evaluation.around(f, 0);
    for (Map.Entry<String, Optional<Binding.Kind>> e : p.names.entrySet()) {
      if (!around.find(e.getKey()).equals(e.getValue())) {
        return false;
      }
    }
    return true;
  }

  private Plan plan(Fiber f, int operand) {
    Plans plans = plans(f, operand);
    Plan known = findPlan(f, plans);
    if (known != null) {
      return known;
    }
    Written template = plans.areWorthwhile() ? Written.of(f.peek(0), Forms.DEPTH_LIMIT) : null;
    var names = new HashMap<String, Optional<Binding.Kind>>();
    Code code = evaluation.filling(template == null ? f.peek(0) : template.datum(), noting(names, evaluation.around(f, 0)));
    var plan = new Plan(f.pc, template, names, vm.passingState(code).prepare(), reads(code));
    // Code that is entered from nowhere else is not worth a compilation to JVM code.
    plan.state.heat = Integer.MAX_VALUE;
    if (template != null) {
      plans.add(plan);
    }
    return plan;
  }

  private static Analysis.Surroundings noting(Map<String, Optional<Binding.Kind>> names, Analysis.Surroundings around) {
    return new Analysis.Surroundings() {
      @Override
      public Optional<Binding.Kind> find(String name) {
        Optional<Binding.Kind> found = around.find(name);
        names.put(name, found);
        return found;
      }

      @Override
      public boolean keeps(String name, Binding.Kind kind) {
        return around.keeps(name, kind);
      }

      @Override
      public boolean inMethod() {
        return around.inMethod();
      }
    };
  }

  /** Java's null unless the code only loads variables and names and builds the datum. */
  private static List<Read> reads(Code code) {
    var reads = new ArrayList<Read>();
    for (int pc = 0; pc < code.length(); pc++) {
      int operand = code.operand(pc);
      switch (code.op(pc)) {
        case LOAD_CAPTURE -> reads.add(new Read(code.captures().get(operand).name(), null, null));
        case LOAD_NAME_OR_SYMBOL -> reads.add(new Read(null, new NameCache(((Site.Name) code.site(operand)).name()), null));
        case LOAD_CONST -> reads.add(new Read(null, null, code.constant(operand)));
        case LOAD_DATA, FILL -> {
          int holes = code.op(pc) == Op.FILL ? ((Site.Template) code.site(operand)).holes() : 0;
          return pc == holes && code.op(pc + 1) == Op.RETURN ? reads : null;
        }
        default -> {
          return null;
        }
      }
    }
    return null;
  }

  private void read(Fiber f, Read r, long[] words, Object[] refs, int i) {
    Object ref;
    if (r.variable != null) {
      Code.LocalVar v = Evaluation.findLocal(f, 0, r.variable);
      int at = v == null ? 0 : f.base + v.slot();
      ref = v == null ? f.fn.captures[Evaluation.captureIndex(f.fn, r.variable)] : f.refs[at];
      words[i] = ref instanceof Cell c ? c.word() : f.words[at];
      ref = ref instanceof Cell c ? c.ref() : ref;
    } else {
      NameCache found = r.name == null ? null : members.find(f.fn, r.name);
      Cell cell = found == null ? null : found.cell;
      boolean set = cell != null && !cell.isAbsent();
      Object value = set ? cell.value() : r.name != null ? Symbol.of(r.name.name) : r.constant;
      words[i] = NanBox.wordOf(value);
      ref = value;
    }
    refs[i] = words[i] == NanBox.REF ? ref : null;
  }
}
