/**
 * Errors that cells cause but do not throw themselves: unhandled rejections, and exceptions in timers and
 * events.
 *
 * While the cell that caused it runs, such an error becomes the error of the cell. Afterwards it is shown
 * below that cell, and reported in one line below the cell that runs meanwhile, where the learner is looking.
 */
import { onUnhandled } from "#kernel/runner/unhandled";
import { say } from "../../language/language.js";
import { isError } from "./cells.js";
import type { Guard } from "./guard.js";
import type { Outputs } from "./outputs.js";
import type { Sources } from "./sources.js";
import { framesOf } from "./stack.js";
import { reportOf } from "./traceback.js";

export class Failures {
  /** The run that has not ended yet. */
  private active: number | undefined;
  /** The errors of the active run. A rejection comes with its promise, since it may still be handled. */
  private collected: { error: unknown; promise?: Promise<unknown> }[] = [];

  constructor(
    private readonly guard: Guard,
    private readonly outputs: Outputs,
    private readonly sources: Sources,
    private readonly nameOf: (run: number) => string,
  ) {}

  /** Handles the events that would otherwise end the process or thread. */
  install(): void {
    onUnhandled({
      failed: (error, promise) => this.add(error, this.runOf(error), promise),
      handled: (promise) => {
        this.collected = this.collected.filter((failure) => failure.promise !== promise);
      },
    });
  }

  begin(run: number): void {
    this.active = run;
    this.collected = [];
  }

  /** Adds an error that a cell did not throw itself, of a run or of a message with this number. */
  add(error: unknown, serial: number, promise?: Promise<unknown>): void {
    if (this.guard.isStop(error) || this.guard.isStopped(serial)) return;
    const run = this.guard.runOf(serial);
    if (run === this.active) {
      this.collected.push(promise === undefined ? { error } : { error, promise });
      return;
    }
    const report = reportOf(error, this.sources);
    this.outputs.error(serial, report);
    if (this.active === undefined) return;
    const origin = this.nameOf(run);
    const what = `${report.ename}: ${report.evalue}`;
    const sentence = say({
      fr: `${origin}, déjà terminée, a échoué ensuite : ${what}`,
      en: `${origin}, already finished, failed afterwards: ${what}`,
    });
    this.outputs.stream(this.active, "stderr", `${sentence}\n`);
  }

  /** Ends the run; returns its errors except the one that its cell threw. */
  end(thrown: unknown): unknown[] {
    this.active = undefined;
    return this.collected.map(({ error }) => error).filter((error) => error !== thrown);
  }

  /**
   * The run of an error: the run of the outermost cell in its stack, or else the run that executes now. Code
   * that a message has called may stand in another cell than the one that opened the comm.
   */
  private runOf(error: unknown): number {
    const now = this.guard.now();
    if (this.guard.runOf(now) !== now) return now;
    const frames = isError(error) ? framesOf(error) : [];
    return frames.findLast((frame) => frame.place?.run !== undefined)?.place?.run ?? now;
  }
}
