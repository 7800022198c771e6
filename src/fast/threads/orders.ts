/**
 * What two threads write to each other: an order with its numbers one way, the loss the other, in a few words of shared memory.
 *
 * Each order has a number. Whoever gives it writes all else first and the number last; whoever carries it out writes the loss
 * first and the same number last. Both wait for a number to change: for a moment by looking, since a half of a step is
 * short, then asleep.
 */

/** What is asked for: to learn from a part of a batch, or to give its loss, or its output; to take a new program from the box, or to drop one. */
export const TASKS = { learn: 0, evaluate: 1, predict: 2, take: 3, drop: 4 } as const;
export type Task = (typeof TASKS)[keyof typeof TASKS];

export interface Order {
  readonly task: Task;
  /** The program's number. */
  readonly program: number;
  /** The examples of this part, and those of the parts before. */
  readonly rows: number;
  readonly before: number;
  /** Where random numbers come from (see `model/training/streams.ts`). */
  readonly seed: number;
  readonly step: number;
  /** Whether the first operation finds its input as lists: 1 or 0. */
  readonly lists: number;
}

/** Places of 32-bit words. */
const GIVEN = 0;
const DONE = 1;
const READY = 2;
const FAILED = 3;
/** Places of 64-bit numbers, after those. */
const FIELDS = ["task", "program", "rows", "before", "seed", "step", "lists"] as const;
const FIRST_NUMBER = 2;
const LOSS = FIRST_NUMBER + FIELDS.length;

/** How often one looks before one sleeps: some tens of microseconds. */
const LOOKS = 5000;

export class Orders {
  readonly buffer: SharedArrayBuffer;
  private readonly words: Int32Array;
  private readonly numbers: Float64Array;

  constructor(buffer = new SharedArrayBuffer(8 * (LOSS + 1))) {
    this.buffer = buffer;
    this.words = new Int32Array(buffer);
    this.numbers = new Float64Array(buffer);
  }

  /** Whether the other thread waits for orders. */
  get isReady(): boolean {
    return Atomics.load(this.words, READY) === 1;
  }

  /** Gives an order; the one before must be done. */
  give(order: Order): void {
    FIELDS.forEach((field, i) => (this.numbers[FIRST_NUMBER + i] = order[field]));
    this.announce(GIVEN, Atomics.load(this.words, GIVEN) + 1);
  }

  /** Waits until the last order is done; gives its loss. @returns undefined where it failed, or takes longer than so many seconds */
  finish(seconds: number): number | undefined {
    const given = Atomics.load(this.words, GIVEN);
    const done = this.waitFor(DONE, (number) => number === given, seconds * 1000);
    return done && Atomics.load(this.words, FAILED) === 0 ? this.numbers[LOSS] : undefined;
  }

  /** In the other thread: carries out orders, one after the other, for ever. */
  serve(carryOut: (order: Order) => number): never {
    Atomics.store(this.words, READY, 1);
    for (let done = 0; ; done++) {
      this.waitFor(GIVEN, (number) => number > done, Infinity);
      const order = Object.fromEntries(
        FIELDS.map((field, i) => [field, this.numbers[FIRST_NUMBER + i]]),
      ) as unknown as Order;
      let failed = 0;
      try {
        this.numbers[LOSS] = carryOut(order);
      } catch {
        failed = 1;
      }
      Atomics.store(this.words, FAILED, failed);
      this.announce(DONE, done + 1);
    }
  }

  private announce(place: number, number: number): void {
    Atomics.store(this.words, place, number);
    Atomics.notify(this.words, place);
  }

  private waitFor(place: number, holds: (number: number) => boolean, milliseconds: number): boolean {
    for (let look = 0; look < LOOKS; look++) if (holds(Atomics.load(this.words, place))) return true;
    for (;;) {
      const number = Atomics.load(this.words, place);
      if (holds(number)) return true;
      if (Atomics.wait(this.words, place, number, milliseconds) === "timed-out") return false;
    }
  }
}
