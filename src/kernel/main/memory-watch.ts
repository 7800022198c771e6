/**
 * Watches how much memory the process takes while a cell runs.
 *
 * A thread's own limit bounds its heap only; typed arrays lie outside it, and a cell that fills them would have the
 * operating system end the whole kernel, or freeze the learner's machine. `NEURONES_KERNEL_MEMORY` (in MB) sets the
 * limit; by default it is four fifths of the machine's memory, or of what its container grants.
 */
import { totalmem } from "node:os";

const MEGABYTE = 2 ** 20;
const PERIOD = 100;
/** No more heap than Node itself would take on a large machine. */
const HEAP_LIMIT = 4096;

export class MemoryWatch {
  /** Of the whole process, in MB. */
  readonly limit = memoryLimit();
  /** Of the runner's heap, in MB. */
  readonly heapLimit = Math.round(Math.min(HEAP_LIMIT, this.limit * 0.6));
  private timer: NodeJS.Timeout | undefined;

  /** `onExceeded` is told what was taken and what is granted. */
  constructor(private readonly onExceeded: (detail: string) => void) {}

  start(): void {
    this.timer ??= setInterval(() => {
      const taken = process.memoryUsage.rss() / MEGABYTE;
      if (taken > this.limit) this.onExceeded(`${Math.round(taken)} / ${Math.round(this.limit)} MB`);
    }, PERIOD);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

function memoryLimit(): number {
  const asked = Number(process.env["NEURONES_KERNEL_MEMORY"]);
  if (asked > 0) return asked;
  const machine = totalmem();
  const granted = process.constrainedMemory();
  return (0.8 * (granted > 0 && granted < machine ? granted : machine)) / MEGABYTE;
}
