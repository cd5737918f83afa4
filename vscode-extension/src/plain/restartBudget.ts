// Says whether a server that ended may be started again: a crash now and then yes, a crash on every start no.

const RESTARTS = 4;
const WINDOW_MS = 3 * 60_000;

export class RestartBudget {
  private spent: number[] = [];

  /** Takes one restart out of the budget at the time `now` (milliseconds); false when none is left. */
  take(now: number): boolean {
    this.spent = this.spent.filter((time) => now - time < WINDOW_MS);
    if (this.spent.length >= RESTARTS) {
      return false;
    }
    this.spent.push(now);
    return true;
  }

  /** A person asked for the start, so what went before does not count. */
  reset(): void {
    this.spent = [];
  }
}
