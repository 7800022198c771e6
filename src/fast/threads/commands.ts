/**
 * How threads share the work on the parts of a batch, through shared memory: the first thread announces a
 * command, and all threads, the first one too, take parts of it until none is left.
 *
 * One word contains the number of the command, how many parts it has, and how many are taken. A thread takes a
 * part by replacing this word by one more than it has read, which succeeds for one thread alone, and only as
 * long as the command is not over: so what it has read of the command is not out of date. Threads wait for a
 * word to change at first by polling, since the work between two commands takes about a millisecond, then
 * asleep.
 */

import { sleep } from "#threads";

/** The fields of a command. */
export interface Command {
  /** The number of the program. */
  readonly program: number;
  /** The number of the task (`TASKS`) and of its stage. */
  readonly task: number;
  readonly stage: number;
  /** How many examples the batch has. */
  readonly examples: number;
  /** Where random numbers come from (see `model/training/streams.ts`). */
  readonly seed: number;
  readonly step: number;
  /** Which inputs of which parts are in compressed rows (`sparseBit` of `program/work.ts`). */
  readonly sparse: number;
}

export const TASKS = ["learn", "evaluate", "predict"] as const;

/** Indices of 32-bit words. */
const STATE = 0;
const WORKING = 1;
const READY = 2;
const FAILED = 3;
/** How many messages the first thread has sent to all others. */
const MESSAGES = 4;
/** How many parts each other thread has computed. */
const COMPUTED = 5;
const MOST_THREADS = 15;
/** Indices of 64-bit numbers, which follow the words. */
const FIELDS = ["program", "task", "stage", "examples", "seed", "step", "sparse"] as const;
const FIRST_NUMBER = (COMPUTED + MOST_THREADS) / 2;

/** How often a thread polls before it sleeps: some tens of microseconds. */
const POLLS = 5000;

const stateOf = (command: number, parts: number, taken: number) => (command << 16) | (parts << 8) | taken;
const partsOf = (state: number) => (state >> 8) & 255;
const takenOf = (state: number) => state & 255;

/** What another thread does when it is told to. */
export interface Service {
  /** Reads the next message. */
  receive(): void | Promise<void>;
  carryOut(command: Command, part: number): void;
}

export class CommandChannel {
  readonly buffer: SharedArrayBuffer;
  private readonly words: Int32Array<SharedArrayBuffer>;
  private readonly numbers: Float64Array;
  private command = 0;

  constructor(buffer = new SharedArrayBuffer(8 * (FIRST_NUMBER + FIELDS.length))) {
    this.buffer = buffer;
    this.words = new Int32Array(buffer);
    this.numbers = new Float64Array(buffer);
  }

  /** How many other threads take parts. */
  get threads(): number {
    return Atomics.load(this.words, READY);
  }

  /** Whether another thread has failed to compute a part. */
  get hasFailed(): boolean {
    return Atomics.load(this.words, FAILED) !== 0;
  }

  /** How many parts each other thread has computed. */
  get computed(): readonly number[] {
    return Array.from({ length: this.threads }, (_, thread) => Atomics.load(this.words, COMPUTED + thread));
  }

  /** How many messages were sent to all other threads. */
  get messages(): number {
    return Atomics.load(this.words, MESSAGES);
  }

  /** Tells the other threads that each of them was sent a message; the last command must be over. */
  announceMessage(): void {
    Atomics.add(this.words, MESSAGES, 1);
    this.announce(0);
  }

  /** Announces a command of so many parts; the one before must be over. */
  send(command: Command, parts: number): void {
    FIELDS.forEach((field, i) => (this.numbers[FIRST_NUMBER + i] = command[field]));
    this.announce(parts);
  }

  private announce(parts: number): void {
    this.command = (this.command + 1) & 0x7fff;
    Atomics.store(this.words, STATE, stateOf(this.command, parts, 0));
    Atomics.notify(this.words, STATE);
  }

  /** Takes a part of the present command for this thread; undefined where all are taken. */
  take(): number | undefined {
    for (;;) {
      const state = Atomics.load(this.words, STATE);
      if (takenOf(state) >= partsOf(state)) return undefined;
      if (Atomics.compareExchange(this.words, STATE, state, state + 1) === state) return takenOf(state);
    }
  }

  /** Lets no thread take another part of the present command. */
  close(): void {
    Atomics.store(this.words, STATE, stateOf(this.command, 0, 0));
  }

  /**
   * Waits until the other threads have computed the parts that they took.
   * @returns false where that takes longer than so many seconds
   */
  finish(seconds: number): boolean {
    return this.waitFor(WORKING, (count) => count === 0, seconds * 1000);
  }

  /**
   * In another thread: takes parts of each command, without end.
   * @param messages how many messages had been sent before this thread was started
   */
  async serve(service: Service, messages: number): Promise<never> {
    const thread = Atomics.add(this.words, READY, 1);
    let received = messages;
    for (;;) {
      const state = Atomics.load(this.words, STATE);
      // Read after the state, so that it counts all messages that were sent before this command.
      for (const sent = this.messages; received < sent; received++) await service.receive();
      if (takenOf(state) >= partsOf(state)) {
        if (!this.polls(STATE, (now) => now !== state)) await sleep(this.words, STATE, state);
        continue;
      }
      Atomics.add(this.words, WORKING, 1);
      const command = Object.fromEntries(
        FIELDS.map((field, i) => [field, this.numbers[FIRST_NUMBER + i]]),
      ) as unknown as Command;
      if (Atomics.compareExchange(this.words, STATE, state, state + 1) === state)
        try {
          service.carryOut(command, takenOf(state));
          Atomics.add(this.words, COMPUTED + thread, 1);
        } catch {
          Atomics.store(this.words, FAILED, 1);
        }
      if (Atomics.sub(this.words, WORKING, 1) === 1) Atomics.notify(this.words, WORKING);
    }
  }

  /** Whether a word changes as it should within some tens of microseconds. */
  private polls(place: number, holds: (number: number) => boolean): boolean {
    for (let poll = 0; poll < POLLS; poll++) if (holds(Atomics.load(this.words, place))) return true;
    return false;
  }

  private waitFor(place: number, holds: (number: number) => boolean, milliseconds: number): boolean {
    if (this.polls(place, holds)) return true;
    for (;;) {
      const number = Atomics.load(this.words, place);
      if (holds(number)) return true;
      if (Atomics.wait(this.words, place, number, milliseconds) === "timed-out") return false;
    }
  }
}
