// Evaluation of data, the timer, contracts, generators, futures, modules.
package gene.vm;

import gene.analysis.ImportSpec;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.Kinds;
import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Special;
import gene.source.Source;
import gene.syntax.Forms;
import gene.syntax.Reader;
import gene.syntax.Tree;

final class SpecialInstructions {
  private final Vm vm;
  private final Evaluation evaluation;
  private final Renderings renderings;
  private final Globals globals;
  private final Fusions fusions;

  SpecialInstructions(Vm vm, Evaluation evaluation, Renderings renderings, Globals globals) {
    this.vm = vm;
    this.evaluation = evaluation;
    this.renderings = renderings;
    this.globals = globals;
    this.fusions = new Fusions(vm);
  }

  private Calls calls() {
    return vm.kernel.calls;
  }

  Fiber execute(Fiber f, int op, int operand) {
    switch (op) {
      case Opcodes.EVAL -> {
        return evaluation.eval(f);
      }
      case Opcodes.CALLER_EVAL -> {
        return evaluation.callerEval(f);
      }
      case Opcodes.OPEN_SESSION -> {
        f.push(Special.NIL);
        return calls().result(f, Conversation.open(vm, f), f.sp - 1);
      }
      case Opcodes.CAN_FUSE -> f.replace(1, fusions.allows(f, (Site.Fusion) Instructions.site(f, operand), f.peek(0)));
      case Opcodes.RENDER -> {
        return renderings.render(f, operand);
      }
      case Opcodes.PARSE -> f.replace(1, parse(f.peek(0)));
      case Opcodes.TIMER_START -> {
        globals.startTimer();
        f.pc++;
      }
      case Opcodes.TIMER_READ -> f.replace(0, globals.duration());
      case Opcodes.FAIL -> {
        return calls().result(f, Texts.of(f.peek(0), Rendering.Form.TO_S, text -> {
          throw Raise.of("AssertionException", text);
        }), f.sp - 1);
      }
      case Opcodes.CONTRACT_FAILED -> throw Contracts.violation(f, (Site.Contract) Instructions.site(f, operand));
      case Opcodes.YIELD -> {
        return vm.kernel.generators.yield(f);
      }
      case Opcodes.AWAIT -> {
        return Awaiting.await(vm, f, (Site.Await) Instructions.site(f, operand));
      }
      case Opcodes.TO_FUTURE -> f.replace(1, Future.succeeded(f.peek(0)));
      case Opcodes.TO_FAILED_FUTURE -> {
        if (f.refs[f.sp - 1] instanceof Unwinder.Exit exit) {
          throw new Unwinder.Thrown(exit);
        }
        f.replace(1, Future.failed((ExceptionInstance) f.refs[f.sp - 1]));
      }
      case Opcodes.UNWRAP -> unwrap(f, operand);
      case Opcodes.IMPORT -> {
        return vm.modules.load(f, (ImportSpec) ((Site.Import) Instructions.site(f, operand)).spec());
      }
      case Opcodes.EXPORT -> vm.modules.imports.export(f, ((Site.Keys) Instructions.site(f, operand)).keys());
      default -> throw new AssertionError("no such instruction: " + Op.of((byte) op));
    }
    return f;
  }

  private Object parse(Object text) {
    if (!(text instanceof String s)) {
      throw Raise.argument("$parse expects a string");
    }
    Tree tree = Reader.read(Source.of("<parse>", s));
    if (tree.tops().isEmpty() || !tree.tops().get(0).diagnostics().isEmpty()) {
      throw Raise.parse(tree.diagnostics().isEmpty() ? "$parse found no datum" : tree.diagnostics().get(0).message());
    }
    return Forms.toData(tree.tops().get(0).form(), tree.source(), tree.tops().get(0).start());
  }

  private void unwrap(Fiber f, int target) {
    if (f.peek(0) instanceof Enums.Value v && vm.global.get(v.variant.type.name) == v.variant.type
        && (v.variant.type.name.equals("Result") || v.variant.type.name.equals("Option"))) {
      boolean leaves = v.variant.name.equals("Err") || v.variant.name.equals("None");
      if (leaves) {
        f.pc = target;
        return;
      }
      f.replace(1, v.payload[0]);
      return;
    }
    f.pc++;
  }
}
