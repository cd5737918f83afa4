// Which slots hold nothing that anybody may read, at each instruction.
package gene.jit;

import gene.bytecode.Code;

/** A slot is dead where it belongs to variables and none of them is in scope; slots of no variable are always alive. */
final class Scopes {
  private final Code code;
  private final boolean[][] dead;

  Scopes(Code code) {
    this.code = code;
    this.dead = new boolean[code.length()][];
  }

  boolean isDead(int pc, int slot) {
    if (slot >= code.slots()) {
      return false;
    }
    if (dead[pc] == null) {
      dead[pc] = row(pc);
    }
    return dead[pc][slot];
  }

  private boolean[] row(int pc) {
    var row = new boolean[code.slots()];
    for (Code.LocalVar v : code.locals()) {
      row[v.slot()] = true;
    }
    for (Code.LocalVar v : code.locals()) {
      // A cell is made before its variable is in scope.
      if (v.cell() || v.from() <= pc && pc < v.to()) {
        row[v.slot()] = false;
      }
    }
    return row;
  }
}
