/** The runs as long-running library code sees them: a signal to pass on, and a check for every batch. */
import type { CellRun } from "../../host/notebook.js";
import { KernelInterrupted, type Guard } from "./guard.js";

export class RunSignals {
  private readonly controllers = new Map<number, AbortController>();

  constructor(private readonly guard: Guard) {}

  /** The run that executes now. */
  current(): CellRun {
    const { guard } = this;
    const run = guard.now();
    let controller = this.controllers.get(run);
    if (controller === undefined) this.controllers.set(run, (controller = new AbortController()));
    return {
      signal: controller.signal,
      throwIfInterrupted: () => {
        if (guard.isStopped(run)) guard.stop();
      },
    };
  }

  /** Tells this run and those before it to stop. */
  abort(lastRun: number): void {
    for (const [run, controller] of this.controllers) {
      if (run > lastRun) continue;
      controller.abort(new KernelInterrupted());
      this.controllers.delete(run);
    }
  }
}
