/**
 * A time limit for synchronous code of the learner that may never end, such as a function that an exercise
 * check calls.
 *
 * While the code runs, this thread can do nothing else, so another thread measures the time. When it is over,
 * that thread marks the run as interrupted, in the number that compiled code reads. The code then throws an
 * error that the learner's catch clauses cannot catch, and the mark is removed.
 */
import { startScript } from "#kernel/runner/script-thread";
import type { Limited } from "../../host/notebook.js";
import type { Guard } from "./guard.js";

/**
 * The indices of the numbers that both threads share. The number at `ARMED` is the serial number of the
 * current limit, its negative once the time is over, and 0 if there is no limit.
 */
const ARMED = 0;
const MILLISECONDS = 1;
const RUN = 2;
const MARKED = 3;
const WORDS = 4;

const WATCH = `
const { words, interrupted } = data;
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
  private isWatched = false;
  private serial = 0;

  constructor(private readonly guard: Guard) {}

  /** Calls `work`; returns its value, or "late" if it did not end in time. Throws the errors of `work`. */
  within<T>(milliseconds: number, work: () => T): Limited<T> {
    const { guard, words } = this;
    const run = guard.now();
    // Inside another limit, only the outer one applies.
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
    if (this.isWatched) return;
    this.isWatched = true;
    startScript(WATCH, { words: this.words, interrupted: this.guard.interrupted });
  }
}
