/**
 * How two threads talk: one sends a command, the other carries it out and returns a loss, both through
 * shared memory.
 *
 * Commands are numbered. The sender writes the fields of the command first and its number last; the receiver
 * writes the loss first and the same number last. Both wait for a number to change: at first by polling,
 * since half of a step takes about a millisecond, then asleep.
 */

/**
 * What the other thread does: compute the gradients, the loss or the output of its part of a batch; receive
 * a program (sent as a message, since it does not fit into a command), or drop one.
 */
export const TASKS = { learn: 0, evaluate: 1, predict: 2, receive: 3, drop: 4 } as const;
export type Task = (typeof TASKS)[keyof typeof TASKS];

export interface Command {
  readonly task: Task;
  /** The number of the program. */
  readonly program: number;
  /** How many examples this part has, and how many the parts before it have. */
  readonly rows: number;
  readonly before: number;
  /** Where random numbers come from (see `model/training/streams.ts`). */
  readonly seed: number;
  readonly step: number;
  /** Whether the first operation reads its input in compressed rows: 1 or 0. */
  readonly sparse: number;
}

/** Indices of 32-bit words. */
const SENT = 0;
const DONE = 1;
const READY = 2;
const FAILED = 3;
/** Indices of 64-bit numbers, which follow the words. */
const FIELDS = ["task", "program", "rows", "before", "seed", "step", "sparse"] as const;
const FIRST_NUMBER = 2;
const LOSS = FIRST_NUMBER + FIELDS.length;

/** How often a thread polls before it sleeps: some tens of microseconds. */
const POLLS = 5000;

export class CommandChannel {
  readonly buffer: SharedArrayBuffer;
  private readonly words: Int32Array;
  private readonly numbers: Float64Array;

  constructor(buffer = new SharedArrayBuffer(8 * (LOSS + 1))) {
    this.buffer = buffer;
    this.words = new Int32Array(buffer);
    this.numbers = new Float64Array(buffer);
  }

  /** Whether the other thread receives commands. */
  get isReady(): boolean {
    return Atomics.load(this.words, READY) === 1;
  }

  /** Sends a command; the one before must be done. */
  send(command: Command): void {
    FIELDS.forEach((field, i) => (this.numbers[FIRST_NUMBER + i] = command[field]));
    this.announce(SENT, Atomics.load(this.words, SENT) + 1);
  }

  /**
   * Waits until the last command is done.
   * @returns its loss; undefined where it failed, or takes longer than so many seconds
   */
  finish(seconds: number): number | undefined {
    const sent = Atomics.load(this.words, SENT);
    const done = this.waitFor(DONE, (number) => number === sent, seconds * 1000);
    return done && Atomics.load(this.words, FAILED) === 0 ? this.numbers[LOSS] : undefined;
  }

  /** In the other thread: carries out commands one after the other, without end. */
  serve(carryOut: (command: Command) => number): never {
    Atomics.store(this.words, READY, 1);
    for (let done = 0; ; done++) {
      this.waitFor(SENT, (number) => number > done, Infinity);
      const command = Object.fromEntries(
        FIELDS.map((field, i) => [field, this.numbers[FIRST_NUMBER + i]]),
      ) as unknown as Command;
      let failed = 0;
      try {
        this.numbers[LOSS] = carryOut(command);
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
    for (let poll = 0; poll < POLLS; poll++) if (holds(Atomics.load(this.words, place))) return true;
    for (;;) {
      const number = Atomics.load(this.words, place);
      if (holds(number)) return true;
      if (Atomics.wait(this.words, place, number, milliseconds) === "timed-out") return false;
    }
  }
}
