/**
 * Handles the messages that cannot wait for the runner's event loop: interrupts, the progress of output, and
 * the limit on memory.
 *
 * The attendant runs in another thread than the cells, so it works while a cell computes. Every message from
 * the kernel to the runner passes through it.
 */
import { MemoryWatch } from "./memory-watch.js";
import type { ForwardedComm, ToRunner } from "./messages.js";
import type { SharedState } from "./shared-state.js";

/**
 * Milliseconds during which a cell's own checks may stop it before a SIGINT ends its synchronous code, and
 * between two attempts to send the SIGINT.
 */
const SIGNAL_DELAY = 150;
const SIGNAL_PERIOD = 20;

export interface AttendantOptions {
  readonly shared: SharedState;
  /**
   * Passes a message on to the runner's event loop, as JSON: objects would be made in the realm that cells
   * can change.
   */
  readonly forward: (json: string) => void;
  /** Passes a comm message on, with its binary data. */
  readonly forwardComm: (message: ForwardedComm) => void;
  /** Called with the memory taken and the memory granted when a cell takes more than is granted. */
  readonly onExceeded: (detail: string) => void;
  /** Whether this process leads a process group, to which the programs that a cell has started belong. */
  readonly leadsGroup: boolean;
}

export class Attendant {
  private readonly memory: MemoryWatch;
  private signalTimer: NodeJS.Timeout | undefined;

  constructor(private readonly options: AttendantOptions) {
    this.memory = new MemoryWatch(() => options.shared.isRunning, options.onExceeded);
  }

  /** Handles a message of the kernel. */
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
      case "comm":
        shared.addMessage();
        return this.options.forwardComm({ json: JSON.stringify(message.message), buffers: message.buffers });
      default:
        return forward(message);
    }
  }

  /** Stops all timers. */
  close(): void {
    this.memory.stop();
    clearTimeout(this.signalTimer);
  }

  /**
   * Sends a SIGINT after a delay. On Windows it would end the process, so there only ending the host by force
   * helps.
   */
  private signalSoon(delay: number): void {
    clearTimeout(this.signalTimer);
    if (process.platform === "win32") return;
    this.signalTimer = setTimeout(() => {
      if (this.options.shared.isRunning && !this.signal()) this.signalSoon(SIGNAL_PERIOD);
    }, delay);
  }

  /**
   * Sends a SIGINT. It ends synchronous code without stop checks, such as a library's, because `vm` listens
   * to it; and it ends a program that the cell waits for, as Ctrl+C does in a terminal. False if neither runs
   * now.
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
