/**
 * Watches how much memory the process takes while a cell runs.
 *
 * A thread's own limit bounds its heap only; typed arrays lie outside it, and a cell that fills them would have the
 * operating system end the whole kernel, or freeze the learner's machine. Nor does that limit always end the thread alone:
 * where one large text does not fit any more, V8 ends the process. So the heap may grow beyond what is granted, and it is
 * this watch that comes first. `NEURONES_KERNEL_MEMORY` (in MB) sets what is granted; by default it is four fifths of the
 * machine's memory, or of what its container grants, and 4 GB at most.
 */
import { totalmem } from "node:os";

const MEGABYTE = 2 ** 20;
const PERIOD = 50;
/** In MB, with the course's libraries. */
const USUAL_COMPILER_HEAP = 250;
/** In MB: ten times what the heaviest lesson takes. */
const MOST = 4096;
/** How much more than is granted the heap might take between two looks. */
const HEADROOM = 1.25;

export class MemoryWatch {
  /** Of the whole process, in MB. */
  readonly limit = memoryLimit();
  /** Of the runner's heap, in MB. */
  readonly heapLimit = Math.round(this.limit * HEADROOM);
  private timer: NodeJS.Timeout | undefined;

  /** `onExceeded` is told what was taken and what is granted; `compilerHeap` gives the compiler's share of it, in MB. */
  constructor(
    private readonly onExceeded: (detail: string) => void,
    private readonly compilerHeap: () => number,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => {
      // What the compiler takes beyond the usual is no fault of the cell that runs.
      const taken = process.memoryUsage.rss() / MEGABYTE - Math.max(0, this.compilerHeap() - USUAL_COMPILER_HEAP);
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
  return Math.min(MOST, (0.8 * (granted > 0 && granted < machine ? granted : machine)) / MEGABYTE);
}
