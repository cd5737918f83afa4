// What one VM keeps about a Code: its opcodes to patch, inline caches, constants as words. It dies with the VM.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.NanBox;

final class CodeState {
  final Code code;
  /** Quickened, and with traps patched in; `code` still has the published instructions. */
  final byte[] ops;
  final byte[] quick;
  /** What runs behind a trap: one opcode for each published instruction, none fused. */
  final byte[] plain;
  final int[] operands;
  final long[] constantWords;
  final Object[] constantRefs;
  /** By site index; made when an instruction first runs. */
  final Object[] caches;
  final CodeState[] nested;
  final int slots;
  /** Words that a frame needs: slots and the deepest operand stack, with room for what a call adds. */
  final int need;
  final int parameters;
  final boolean simple;
  /** The number of parameters when they need no binding, else -1. */
  final int simpleCount;
  /** Whether `return` in a block may leave its frame, which therefore no tail call takes over. */
  final boolean marksReturn;

  CodeState(Code code, boolean trapAll) {
    this.code = code;
    this.plain = Quickener.quicken(code, false);
    this.quick = trapAll ? plain.clone() : Quickener.quicken(code, true);
    this.ops = quick.clone();
    this.operands = code.operands();
    this.constantWords = new long[code.constantCount()];
    this.constantRefs = new Object[code.constantCount()];
    for (int i = 0; i < constantWords.length; i++) {
      constantWords[i] = NanBox.wordOf(code.constant(i));
      constantRefs[i] = constantWords[i] == NanBox.REF ? code.constant(i) : null;
    }
    this.caches = new Object[code.siteCount()];
    for (int i = 0; i < caches.length; i++) {
      if (code.site(i) instanceof Site.Call call) {
        caches[i] = new CallCache(call);
      } else if (code.site(i) instanceof Site.Member member) {
        caches[i] = new MemberCache(member);
      } else if (code.site(i) instanceof Site.Name name) {
        caches[i] = new NameCache(name.name());
      }
    }
    this.nested = new CodeState[code.codeCount()];
    this.slots = code.slots();
    this.need = slots + code.maxStack() + 4;
    this.parameters = code.params().size();
    this.simple = code.isSimple();
    this.simpleCount = simple ? parameters : -1;
    boolean marks = false;
    for (int pc = 0; pc < ops.length; pc++) {
      marks |= code.op(pc) == Op.NEW_TOKEN;
    }
    this.marksReturn = marks;
    if (trapAll) {
      trapAll();
    }
  }

  /** From now on every write to a local variable is reported: the plain stores go out of line, and nothing is fused. */
  void watch() {
    for (int pc = 0; pc < ops.length; pc++) {
      Op op = code.op(pc);
      boolean store = op == Op.STORE_LOCAL || op == Op.INIT_LOCAL;
      if (store) {
        plain[pc] = (byte) Quickener.WATCHED_STORE;
      }
      quick[pc] = plain[pc];
      if (ops[pc] != Op.TRAP.code()) {
        ops[pc] = quick[pc];
      }
    }
  }

  void trapAll() {
    java.util.Arrays.fill(ops, Op.TRAP.code());
  }

  /** Stops before the instruction. */
  void trap(int pc) {
    ops[pc] = Op.TRAP.code();
  }

  void untrap(int pc) {
    ops[pc] = quick[pc];
  }
}
