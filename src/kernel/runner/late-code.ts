/**
 * Tells the kernel's process when code that a run has left behind, such as a timer, may have changed variables: some
 * time later, once for all callbacks until then, and not while a cell runs.
 */

/** Kept from before cells can replace it. */
const { setTimeout } = globalThis;

/** The time from a callback to the report, in milliseconds. */
const DELAY = 50;

export class LateCode {
  private readonly runs = new Set<number>();
  private isPlanned = false;
  /** The run whose cell runs now; 0 if none does. */
  private active = 0;

  constructor(private readonly report: (runs: readonly number[]) => void) {}

  /** A cell begins to run. */
  begin(run: number): void {
    this.active = run;
  }

  /** The cell has ended. */
  end(): void {
    this.active = 0;
    if (this.runs.size > 0) this.plan();
  }

  /** Code of this run executes. */
  note(run: number): void {
    if (run === this.active) return;
    this.runs.add(run);
    if (this.active === 0) this.plan();
  }

  private plan(): void {
    if (this.isPlanned) return;
    this.isPlanned = true;
    const timer = setTimeout(() => {
      this.isPlanned = false;
      if (this.active !== 0 || this.runs.size === 0) return;
      const runs = [...this.runs];
      this.runs.clear();
      this.report(runs);
    }, DELAY);
    // In a browser a timer is a number.
    if (typeof timer === "object") timer.unref();
  }
}
