/**
 * Errors that no cell threw but a cell made: rejected promises that nobody awaited, exceptions in timers and events.
 *
 * While the cell that made it runs, such an error becomes the cell's own; afterwards it is shown below that cell, and
 * said in one line in the cell that runs meanwhile, so that it is seen where somebody looks.
 */
import { say } from "../../language/language.js";
import { isError } from "./cells.js";
import type { Guard } from "./guard.js";
import type { Outputs } from "./outputs.js";
import type { Sources } from "./sources.js";
import { framesOf } from "./stack.js";
import { reportOf } from "./traceback.js";

export class Failures {
  /** The run whose end is still to come. */
  private active: number | undefined;
  /** Its errors, with the promise where a rejection: somebody may still handle it. */
  private collected: { error: unknown; promise?: Promise<unknown> }[] = [];

  constructor(
    private readonly guard: Guard,
    private readonly outputs: Outputs,
    private readonly sources: Sources,
    private readonly nameOf: (run: number) => string,
  ) {}

  /** Takes over what would otherwise end the thread. */
  install(): void {
    process.on("unhandledRejection", (error, promise) => this.add(error, this.runOf(error), promise));
    process.on("rejectionHandled", (promise) => {
      this.collected = this.collected.filter((failure) => failure.promise !== promise);
    });
    process.on("uncaughtException", (error) => this.add(error, this.runOf(error)));
  }

  begin(run: number): void {
    this.active = run;
    this.collected = [];
  }

  /** An error of this run, beside what its cell threw. */
  add(error: unknown, run: number, promise?: Promise<unknown>): void {
    if (this.guard.isStop(error) || this.guard.isStopped(run)) return;
    if (run === this.active) {
      this.collected.push(promise === undefined ? { error } : { error, promise });
      return;
    }
    const report = reportOf(error, this.sources);
    this.outputs.error(run, report);
    if (this.active === undefined) return;
    const origin = this.nameOf(run);
    const what = `${report.ename}: ${report.evalue}`;
    const sentence = say({
      fr: `${origin}, déjà terminée, a échoué ensuite : ${what}`,
      en: `${origin}, already finished, failed afterwards: ${what}`,
    });
    this.outputs.stream(this.active, "stderr", `${sentence}\n`);
  }

  /** The run is over: its errors other than the one its cell threw. */
  end(thrown: unknown): unknown[] {
    this.active = undefined;
    return this.collected.map(({ error }) => error).filter((error) => error !== thrown);
  }

  /** An error belongs to the cell at the bottom of its stack, where there is one; else to what runs now. */
  private runOf(error: unknown): number {
    const frames = isError(error) ? framesOf(error) : [];
    return frames.findLast((frame) => frame.place?.run !== undefined)?.place?.run ?? this.guard.now();
  }
}
