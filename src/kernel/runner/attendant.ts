/**
 * What cannot wait until the runner's event loop turns: a stop, the front end's progress, the memory that is taken.
 *
 * The attendant lives in another thread than the cells, so it works while a cell computes. All that the kernel tells the
 * runner passes through it.
 */
import { MemoryWatch } from "./memory-watch.js";
import type { ToRunner } from "./messages.js";
import type { SharedState } from "./shared-state.js";

/** Milliseconds given to a cell's own checks before a SIGINT ends its synchronous code, and between two attempts to send it. */
const SIGNAL_DELAY = 150;
const SIGNAL_PERIOD = 20;

export interface AttendantOptions {
  readonly shared: SharedState;
  /** Passes a message on to the runner's event loop, as JSON: an object would be made of what cells can change. */
  readonly forward: (json: string) => void;
  /** Told what was taken and what is granted, once a cell takes more. */
  readonly onExceeded: (detail: string) => void;
  /** Whether this process is the first of a group of its own, with whatever a cell has started. */
  readonly leadsGroup: boolean;
}

export class Attendant {
  private readonly memory: MemoryWatch;
  private signalTimer: NodeJS.Timeout | undefined;

  constructor(private readonly options: AttendantOptions) {
    this.memory = new MemoryWatch(() => options.shared.isRunning, options.onExceeded);
  }

  /** Takes what the kernel says. */
  receive(message: ToRunner): void {
    const { shared } = this.options;
    const forward = (passed: ToRunner): void => this.options.forward(JSON.stringify(passed));
    switch (message.type) {
      case "run":
        clearTimeout(this.signalTimer);
        shared.begin();
        this.memory.start();
        return forward(message);
      case "interrupt":
        shared.interrupt(message.run);
        this.signalSoon(SIGNAL_DELAY);
        return forward(message);
      case "sent":
        return shared.sent(message.size);
      case "passed":
        return shared.pass(message.barrier);
      default:
        return forward(message);
    }
  }

  /** Ends the watching. */
  close(): void {
    this.memory.stop();
    clearTimeout(this.signalTimer);
  }

  /** On Windows such a signal would end the process: there, only force helps. */
  private signalSoon(delay: number): void {
    clearTimeout(this.signalTimer);
    if (process.platform === "win32") return;
    this.signalTimer = setTimeout(() => {
      if (this.options.shared.isRunning && !this.signal()) this.signalSoon(SIGNAL_PERIOD);
    }, delay);
  }

  /**
   * Synchronous code that carries no checks, a library's, is ended by the SIGINT that `vm` listens to; a program that the
   * cell waits for by the same signal, as in a terminal. False where there is nothing to be signalled now.
   */
  private signal(): boolean {
    const { shared, leadsGroup } = this.options;
    const waits = leadsGroup && shared.waitsForChild;
    const isClaimed = shared.claimSignal();
    if (!isClaimed && !waits) return false;
    process.kill(waits ? -process.pid : process.pid, "SIGINT");
    return true;
  }
}
