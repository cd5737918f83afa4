// Which slots hold nothing that anybody may read, at each instruction.
package gene.jit;

import gene.bytecode.Code;
import gene.bytecode.Op;

/**
 * A slot is dead where it belongs to variables and none of them is in scope, unless it serves for something without a name as
 * well: an iterator, a saved exception, a part of a pattern. Such a slot is always alive.
 */
final class Scopes {
  private final Code code;
  private final boolean[][] dead;
  private final boolean[] alive;

  Scopes(Code code, SlotUse use) {
    this.code = code;
    this.dead = new boolean[code.length()][];
    this.alive = new boolean[code.slots()];
    for (int pc = 0; pc < code.length(); pc++) {
      for (int slot : use.read(pc)) {
        if (code.op(pc) == Op.NEW_TOKEN || !isNamed(pc, slot)) {
          alive[slot] = true;
        }
      }
    }
  }

  boolean isDead(int pc, int slot) {
    if (slot >= code.slots() || alive[slot]) {
      return false;
    }
    if (dead[pc] == null) {
      dead[pc] = row(pc);
    }
    return dead[pc][slot];
  }

  private boolean isNamed(int pc, int slot) {
    return code.locals().stream().anyMatch(v -> v.slot() == slot && (v.cell() || v.from() <= pc && pc < v.to()));
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
