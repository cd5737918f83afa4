// What can be switched on and off: an interceptor with all its applications, or one application. The latest switching holds.
package gene.data;

public final class Switch {
  private final Switch general;
  private boolean on = true;
  private int turns;
  // The turns that the general switch had made when this one was turned last.
  private int generalTurns;

  /** @param general the switch that turns this one as well; null for none */
  public Switch(Switch general) {
    this.general = general;
  }

  public boolean isOn() {
    return general != null && general.turns > generalTurns ? general.on : on;
  }

  int[] state() {
    return new int[] {on ? 1 : 0, turns, generalTurns};
  }

  void restore(int[] state) {
    on = state[0] == 1;
    turns = state[1];
    generalTurns = state[2];
  }

  void turn(boolean to) {
    on = to;
    turns++;
    generalTurns = general == null ? 0 : general.turns;
  }
}
