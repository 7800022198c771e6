/**
 * A limit of time for synchronous work of the learner's that may never end, such as a function that a check calls.
 *
 * While it runs, this thread can do nothing else; so another one, which sleeps until it is asked, watches the clock. When
 * the time is over it marks the run as interrupted, in the number that compiled code compares with; what is thrown then
 * passes the learner's own catch clauses, and the mark is taken away again.
 */
import { Worker } from "node:worker_threads";
import type { Limited } from "../../host/notebook.js";
import type { Guard } from "./guard.js";

/** The words that both threads read. `armed` is the serial of the limit that runs, its negative once it is over, else 0. */
const ARMED = 0;
const MILLISECONDS = 1;
const RUN = 2;
const MARKED = 3;
const WORDS = 4;

const WATCH = `
const { workerData: { words, interrupted } } = require("node:worker_threads");
for (;;) {
  Atomics.wait(words, ${ARMED}, 0);
  const serial = Atomics.load(words, ${ARMED});
  if (serial <= 0) continue;
  Atomics.wait(words, ${ARMED}, serial, Atomics.load(words, ${MILLISECONDS}));
  if (Atomics.compareExchange(words, ${ARMED}, serial, -serial) !== serial) continue;
  Atomics.store(interrupted, 0, Math.max(Atomics.load(interrupted, 0), Atomics.load(words, ${RUN})));
  Atomics.store(words, ${MARKED}, serial);
  Atomics.notify(words, ${MARKED});
  Atomics.wait(words, ${ARMED}, -serial);
}`;

export class TimeLimit {
  private readonly words = new Int32Array(new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT));
  private watch: Worker | undefined;
  private serial = 0;

  constructor(private readonly guard: Guard) {}

  /** Does something, and says whether it ended in time. An error of its own passes. */
  within<T>(milliseconds: number, work: () => T): Limited<T> {
    const { guard, words } = this;
    const run = guard.current;
    // Inside of another limit, the outer one holds.
    if (Atomics.load(words, ARMED) !== 0) return { value: work() };
    this.start();
    const before = Atomics.load(guard.interrupted, 0);
    const serial = ++this.serial;
    Atomics.store(words, MILLISECONDS, milliseconds);
    Atomics.store(words, RUN, run);
    Atomics.store(words, ARMED, serial);
    Atomics.notify(words, ARMED);
    let isLate = false;
    try {
      return { value: work() };
    } catch (error) {
      isLate = guard.isStop(error) && Atomics.load(words, ARMED) === -serial;
      if (!isLate) throw error;
      return "late";
    } finally {
      if (Atomics.compareExchange(words, ARMED, serial, 0) !== serial) {
        while (Atomics.load(words, MARKED) !== serial) Atomics.wait(words, MARKED, serial - 1, 1);
        Atomics.compareExchange(guard.interrupted, 0, run, before);
        Atomics.store(words, ARMED, 0);
      }
      Atomics.notify(words, ARMED);
    }
  }

  private start(): void {
    if (this.watch !== undefined) return;
    const { interrupted } = this.guard;
    this.watch = new Worker(WATCH, {
      eval: true,
      workerData: { words: this.words, interrupted },
      execArgv: [],
      env: {},
      stdin: false,
    });
    this.watch.unref();
  }
}
