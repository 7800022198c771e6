/**
 * Yields to the event loop every 25 ms during long computations, so that output is shown and an interrupt is
 * noticed.
 *
 * One yield costs about ten microseconds: nothing every 25 ms, but too much after every batch of a small
 * network.
 */
import { sinceTurn, yieldToEventLoop } from "../../host/event-loop.js";
import { notebook, type CellRun } from "../../host/notebook.js";

/** Milliseconds from one yield to the next. */
const INTERVAL = 25;

export class PeriodicYield {
  private readonly run: CellRun = notebook().currentRun();

  /** @throws the kernel's `KernelInterrupted` where the learner has pressed stop */
  checkInterrupt(): void {
    this.run.throwIfInterrupted();
  }

  /** Whether `INTERVAL` has passed since the event loop ran last; checks for an interrupt too. */
  get due(): boolean {
    this.checkInterrupt();
    return sinceTurn() >= INTERVAL;
  }

  async yield(): Promise<void> {
    await yieldToEventLoop();
    this.checkInterrupt();
  }
}
