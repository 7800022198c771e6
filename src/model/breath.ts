/**
 * Long computations that stay polite: now and then the event loop turns once, so that output streams and a stop is seen.
 *
 * Turning it costs some ten microseconds; once in 25 ms that is nothing, after every batch of a small network it would not be.
 */
import { sinceTurn, yieldToEventLoop } from "../host/event-loop.js";
import { notebook, type CellRun } from "../host/notebook.js";

const INTERVAL = 25;

export class Breath {
  private readonly run: CellRun = notebook().currentRun();

  /** @throws the kernel's `KernelInterrupted` where the learner has pressed stop */
  checkStop(): void {
    this.run.throwIfInterrupted();
  }

  /** Whether it is time again; looks for a stop too. */
  get due(): boolean {
    this.checkStop();
    return sinceTurn() >= INTERVAL;
  }

  async take(): Promise<void> {
    await yieldToEventLoop();
    this.checkStop();
  }
}
