/**
 * The second thread as the first one sees it: one for all models, started when the first batch that is worth it comes.
 *
 * Until it is up, and for good where it cannot be started or has failed, the first thread computes both halves itself, with
 * the same result.
 */
import { allowedThreads, collectGarbage, startThread, type Thread } from "#threads";
import { StateError } from "../../errors/errors.js";
import type { Machine, MachineOptions } from "../program/machine.js";
import { Orders, TASKS, type Order } from "./orders.js";
import type { SentProgram } from "./worker.js";

/** A half of a step takes milliseconds; after so many seconds something is wrong. */
const PATIENCE = 120;
/** From how many bytes of shared memory on the garbage collector is told of it before more is made. */
const MUCH = 128 * 2 ** 20;

let orders: Orders | undefined;
let thread: Thread | undefined;
let isBroken = false;
let programs = 0;
let sharedBytes = 0;

/** Programs that nobody holds any more are dropped in the other thread too. */
const dropped = new FinalizationRegistry<{ readonly program: number; readonly bytes: number }>(
  ({ program, bytes }) => {
    sharedBytes -= bytes;
    if (isSecondThreadUp() && orders!.finish(PATIENCE) !== undefined)
      orders!.give({ ...NOTHING, task: TASKS.drop, program });
  },
);

const NOTHING: Order = { task: TASKS.drop, program: 0, rows: 0, before: 0, seed: 0, step: 0, lists: 0 };

/** Whether programs with halves should have memory that can be shared. */
export function hasSecondThread(): boolean {
  return !isBroken && allowedThreads() > 1;
}

/** Whether it is up: until then the first thread computes alone. */
export function isSecondThreadUp(): boolean {
  return !isBroken && orders?.isReady === true;
}

/** Told before shared memory is made: what models that are gone have left is freed first, where it is much. */
export function makeRoom(): void {
  if (sharedBytes > MUCH) collectGarbage();
}

/** A program that both threads have. */
export class SharedProgram {
  private readonly number = ++programs;
  private taken = false;

  constructor(
    machine: Machine,
    private readonly sent: Omit<SentProgram, "options"> & { readonly options: MachineOptions },
  ) {
    const bytes = sent.memory.buffer.byteLength;
    sharedBytes += bytes;
    dropped.register(machine, { program: this.number, bytes });
  }

  /** Has the second thread do its part; false where it cannot, and nothing was begun. */
  begin(order: Omit<Order, "program">): boolean {
    const ready = start();
    if (ready === undefined) return false;
    this.settle(ready);
    if (!this.taken) {
      thread!.send(this.sent);
      ready.give({ ...NOTHING, task: TASKS.take, program: this.number });
      this.settle(ready);
      this.taken = true;
    }
    ready.give({ ...order, program: this.number });
    return true;
  }

  /** Waits for what was begun; gives its loss. */
  finish(): number {
    return this.settle(orders!);
  }

  /** Waits until the thread has nothing to do: also for what an interrupt left behind. */
  private settle(ready: Orders): number {
    const loss = ready.finish(PATIENCE);
    if (loss !== undefined) return loss;
    isBroken = true;
    throw new StateError({
      argument: "model",
      received: {
        fr: "un second fil d’exécution qui ne répond plus",
        en: "a second thread that does not answer",
      },
      expected: { fr: "la moitié d’un lot", en: "a half of a batch" },
      mend: {
        fr: "Redémarrez le noyau ; avec NEURONES_THREADS=1, un seul fil calcule.",
        en: "Restart the kernel; with NEURONES_THREADS=1 one thread computes alone.",
      },
    });
  }
}

/** The orders of a thread that is up; it is started where it is not. */
function start(): Orders | undefined {
  if (!hasSecondThread()) return undefined;
  if (orders === undefined) {
    orders = new Orders();
    thread = startThread(new URL("./worker.js", import.meta.url), orders.buffer, () => (isBroken = true));
    if (thread === undefined) isBroken = true;
  }
  return orders.isReady ? orders : undefined;
}
