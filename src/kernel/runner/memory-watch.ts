/**
 * Watches how much memory the process takes while a cell runs.
 *
 * V8 limits only its heap. Typed arrays lie outside the heap: a cell that fills too many of them would freeze
 * the learner's machine, or the operating system would end the process. This watch limits the memory of the
 * whole process; V8's own limit is set somewhat higher, so that this watch acts first.
 * `NEURONES_KERNEL_MEMORY` (in MB) sets the limit; the default is four fifths of the memory of the machine or
 * of its container, and 4 GB at most.
 */
import { totalmem } from "node:os";

const MEGABYTE = 2 ** 20;
const PERIOD = 50;
/** The largest default limit, in MB: ten times the memory of the heaviest lesson. */
const MOST = 4096;
/** V8's limit relative to this watch's. */
const HEADROOM = 1.25;

/** The memory that the process that runs cells may take, in MB. */
function grantedMemory(): number {
  const asked = Number(process.env["NEURONES_KERNEL_MEMORY"]);
  if (asked > 0) return asked;
  const machine = totalmem();
  const granted = process.constrainedMemory();
  return Math.min(MOST, (0.8 * (granted > 0 && granted < machine ? granted : machine)) / MEGABYTE);
}

/** V8's limit for the heap, in MB. */
export function heapLimit(): number {
  return Math.round(grantedMemory() * HEADROOM);
}

/** The memory of this process, in MB; undefined where the system does not tell it, as in a sandbox without `/proc`. */
function memoryTaken(): number | undefined {
  try {
    return process.memoryUsage.rss() / MEGABYTE;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

export class MemoryWatch {
  private readonly granted = grantedMemory();
  private timer: NodeJS.Timeout | undefined;

  /**
   * `isNeeded` tells whether a cell still runs; `onExceeded` is called with the memory taken and the limit.
   */
  constructor(
    private readonly isNeeded: () => boolean,
    private readonly onExceeded: (detail: string) => void,
  ) {}

  /** Watches as long as `isNeeded` returns true. */
  start(): void {
    this.timer ??= setInterval(() => {
      if (!this.isNeeded()) return this.stop();
      const taken = memoryTaken();
      if (taken === undefined) return this.stop();
      if (taken > this.granted) this.onExceeded(`${Math.round(taken)} / ${Math.round(this.granted)} MB`);
    }, PERIOD);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
