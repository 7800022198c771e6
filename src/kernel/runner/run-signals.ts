/**
 * The `CellRun` of each run, by which long-running library code notices a stop: a signal to pass on, and a
 * check that is cheap enough for every batch.
 */
import type { CellRun, RunningCell } from "../../host/notebook.js";
import { KernelInterrupted, type Guard } from "./guard.js";
import { isShared } from "./shared-state.js";
import { TimeLimit } from "./time-limit.js";

export class RunSignals {
  private readonly controllers = new Map<number, AbortController>();

  /** Undefined where no other thread can measure the time. */
  private readonly limit: TimeLimit | undefined;

  constructor(
    private readonly guard: Guard,
    private readonly cellOf: (run: number) => RunningCell | undefined,
  ) {
    this.limit = isShared(guard.interrupted) ? new TimeLimit(guard) : undefined;
  }

  /** The run that executes now. */
  current(): CellRun {
    const { guard } = this;
    const run = guard.now();
    let controller = this.controllers.get(run);
    if (controller === undefined) this.controllers.set(run, (controller = new AbortController()));
    const cell = this.cellOf(guard.runOf(run));
    const { limit } = this;
    return {
      signal: controller.signal,
      throwIfInterrupted: () => {
        if (guard.isStopped(run)) guard.stop();
      },
      ...(limit !== undefined && { within: (milliseconds, work) => limit.within(milliseconds, work) }),
      ...(cell !== undefined && { cell }),
    };
  }

  /** Aborts the signals of everything that was stopped. */
  abort(): void {
    for (const [run, controller] of this.controllers) {
      if (!this.guard.isStopped(run)) continue;
      controller.abort(new KernelInterrupted());
      this.controllers.delete(run);
    }
  }
}
