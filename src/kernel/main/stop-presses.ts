/**
 * The learner's presses of the stop button while one request is executed, and when they end the runner by
 * force.
 */
import type { Runner } from "./runner.js";

/** Milliseconds after the first press from which on another press terminates the runner. */
const SECOND_PRESS = 3000;
/** Milliseconds after which a single press terminates the runner, too. */
const FORCE = 10_000;
/** Milliseconds after which the learner is told that the cell has not stopped yet. */
const NOTICE = 1500;

export class StopPresses {
  /** The moment of the first press. */
  private first: number | undefined;
  private notice: NodeJS.Timeout | undefined;
  private force: NodeJS.Timeout | undefined;
  private readonly cancel = new AbortController();

  constructor(
    private readonly runner: Runner,
    private readonly showNotice: () => void,
  ) {}

  /** Aborted at the first press: ends the wait for the compiler. */
  get signal(): AbortSignal {
    return this.cancel.signal;
  }

  /** The learner pressed stop while this run executed. */
  press(run: number): void {
    const now = performance.now();
    if (this.first !== undefined && now - this.first >= SECOND_PRESS)
      return this.runner.terminate("interrupt");
    this.runner.interrupt(run);
    if (this.first !== undefined) return;
    this.first = now;
    this.cancel.abort();
    this.notice = setTimeout(this.showNotice, NOTICE);
    this.force = setTimeout(() => this.runner.terminate("interrupt"), FORCE);
  }

  /** The cell has ended. */
  end(): void {
    clearTimeout(this.notice);
    clearTimeout(this.force);
  }
}
