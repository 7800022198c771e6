/**
 * Handles the messages that cannot wait for the runner's event loop: interrupts, the progress of output, and
 * the limit on memory.
 *
 * The attendant runs in another thread than the cells, so it works while a cell computes. Every message from
 * the kernel to the runner passes through it.
 */
import type { ForwardedComm, ToInspector, ToRunner } from "./messages.js";
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
  /** Passes on the answer to a question for which the runner's code waits. */
  readonly forwardAnswer?: (message: ToRunner) => void;
  /** Passes a command on to the inspector of the runner's thread, where there is one. */
  readonly inspect?: (message: ToInspector) => void;
  /** Watches the memory while a cell runs, where that is possible. */
  readonly memory?: Watch;
  /**
   * Ends synchronous code without stop checks, where that is possible; false if no such code runs now.
   */
  readonly signal?: () => boolean;
}

/** Work that is done while a cell runs. */
interface Watch {
  start(): void;
  stop(): void;
}

export class Attendant {
  private signalTimer: NodeJS.Timeout | undefined;

  constructor(private readonly options: AttendantOptions) {}

  /** Handles a message of the kernel. */
  receive(message: ToRunner): void {
    const { shared } = this.options;
    const forward = (passed: ToRunner): void => this.options.forward(JSON.stringify(passed));
    switch (message.type) {
      case "run":
        clearTimeout(this.signalTimer);
        shared.begin();
        this.options.memory?.start();
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
      case "answer":
      case "refusal":
        return message.id < 0 ? this.options.forwardAnswer?.(message) : forward(message);
      case "inspect":
      case "inspectorOff":
        return this.options.inspect?.(message);
      default:
        return forward(message);
    }
  }

  /** Stops all timers. */
  close(): void {
    this.options.memory?.stop();
    clearTimeout(this.signalTimer);
  }

  /** Ends synchronous code after a delay, if the cell has not stopped by then; once more where the signal ended other code. */
  private signalSoon(delay: number, wasSent = false): void {
    clearTimeout(this.signalTimer);
    const { shared, signal } = this.options;
    if (signal === undefined) return;
    this.signalTimer = setTimeout(() => {
      if (!shared.isRunning) return;
      const isWanted = !wasSent || shared.isInside;
      this.signalSoon(SIGNAL_PERIOD, (isWanted && signal()) || wasSent);
    }, delay);
  }
}
