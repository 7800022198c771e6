/**
 * Watches how much memory the process takes while a cell runs.
 *
 * V8 bounds a heap only; typed arrays lie outside it, and a cell that fills them would have the operating system end the
 * process, or freeze the learner's machine. So the heap may grow beyond what is granted, and it is this watch that comes
 * first. `NEURONES_KERNEL_MEMORY` (in MB) sets what is granted; by default it is four fifths of the machine's memory, or
 * of what its container grants, and 4 GB at most.
 */
import { totalmem } from "node:os";

const MEGABYTE = 2 ** 20;
const PERIOD = 50;
/** In MB: ten times what the heaviest lesson takes. */
const MOST = 4096;
/** How much more than is granted the heap might take between two looks. */
const HEADROOM = 1.25;

/** What is granted to the process that runs cells, in MB. */
function grantedMemory(): number {
  const asked = Number(process.env["NEURONES_KERNEL_MEMORY"]);
  if (asked > 0) return asked;
  const machine = totalmem();
  const granted = process.constrainedMemory();
  return Math.min(MOST, (0.8 * (granted > 0 && granted < machine ? granted : machine)) / MEGABYTE);
}

/** Up to where its heap may grow, in MB. */
export function heapLimit(): number {
  return Math.round(grantedMemory() * HEADROOM);
}

export class MemoryWatch {
  private readonly granted = grantedMemory();
  private timer: NodeJS.Timeout | undefined;

  /** `onExceeded` is told what was taken and what is granted; `isNeeded` says whether a cell still runs. */
  constructor(
    private readonly isNeeded: () => boolean,
    private readonly onExceeded: (detail: string) => void,
  ) {}

  /** Watches as long as it is needed. */
  start(): void {
    this.timer ??= setInterval(() => {
      if (!this.isNeeded()) return this.stop();
      const taken = process.memoryUsage.rss() / MEGABYTE;
      if (taken > this.granted) this.onExceeded(`${Math.round(taken)} / ${Math.round(this.granted)} MB`);
    }, PERIOD);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
