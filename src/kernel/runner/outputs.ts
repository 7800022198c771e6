/**
 * Collects the outputs of runs and sends them to the kernel in batches.
 *
 * While there is little output, each is sent at once, so that a line printed before a long computation is
 * visible during it. Fast output is collected, because a message for each of 200,000 lines would take a
 * minute. Which of the two applies is decided by an allowance of messages: each message uses up one, and time
 * adds new ones. If one display is replaced several times within a batch, only the last replacement is sent;
 * updates of one comm's state are joined.
 *
 * An output comes with the number of the run or message that has caused it. The limit on output counts for
 * each such number; shown is the output below the cell of the run to which the number belongs.
 */
import { isUpdate, mergeUpdates } from "../comms/updates.js";
import type { CommOutput, DisplayOutput, ErrorReport, Output, StreamOutput } from "./messages.js";
import { Flood } from "./flood.js";

/** The most messages that may be sent in a row, and the milliseconds after which one more is allowed. */
const ALLOWANCE = 100;
const REFILL = 1;
/** Milliseconds after which collected output is sent if no other output follows. */
const DELAY = 15;
/** The number of runs and messages whose output limits are remembered. */
const REMEMBERED = 100;

// Taken now: the timers of the cells' realm are replaced later.
const { setTimeout } = globalThis;

/** Sends a batch of outputs; `size` is their size in characters. */
export type Send = (outputs: readonly Output[], size: number) => void;

/** The first half of a surrogate pair, at the end of a text of this run or message. */
interface HighSurrogate {
  readonly serial: number;
  readonly text: string;
}

/** A stream output in the batch, to which more text may be added. */
type OpenStream = { -readonly [Key in keyof StreamOutput]: StreamOutput[Key] };

export class Outputs {
  private batch: Output[] = [];
  private size = 0;
  private lastStream: OpenStream | undefined;
  private allowance = ALLOWANCE;
  private lastRefill = 0;
  private lastSent = 0;
  private isScheduled = false;
  private readonly floods = new Map<number, Flood>();
  private readonly halves: { stdout?: HighSurrogate | undefined; stderr?: HighSurrogate | undefined } = {};
  /** For each display that was replaced in this batch, the position of the replacement in the batch. */
  private readonly updates = new Map<string, number>();
  /** For each comm whose last message in this batch is an update of its state, the position of that message. */
  private readonly states = new Map<string, number>();

  constructor(
    private readonly post: Send,
    private readonly runOf: (serial: number) => number,
  ) {}

  /**
   * Adds text of a standard stream. If it ends in the first half of a surrogate pair, that half waits for the
   * second.
   */
  stream(serial: number, name: "stdout" | "stderr", text: string): void {
    if (text === "") return;
    const half = this.halves[name];
    if (half !== undefined && half.serial !== serial) this.dropHalf(name);
    const whole = half?.serial === serial ? half.text + text : text;
    const last = whole.charCodeAt(whole.length - 1);
    const isHalf = last >= 0xd800 && last <= 0xdbff;
    this.halves[name] = isHalf ? { serial, text: whole.slice(-1) } : undefined;
    this.write(serial, name, isHalf ? whole.slice(0, -1) : whole);
  }

  /** Writes U+FFFD for the first half of a surrogate pair whose second half does not follow. */
  private dropHalf(name: "stdout" | "stderr"): void {
    const half = this.halves[name];
    this.halves[name] = undefined;
    if (half !== undefined) this.write(half.serial, name, "\ufffd");
  }

  private write(serial: number, name: "stdout" | "stderr", text: string): void {
    const shown = this.flood(serial).text(text);
    if (shown !== "") this.append(this.runOf(serial), name, shown);
  }

  /** Adds a display, new or replacing an earlier one; `size` is its size in characters. */
  display(serial: number, display: Omit<DisplayOutput, "run">, size: number): void {
    const output = { ...display, run: this.runOf(serial) };
    const { kind, id } = output;
    const earlier = kind === "update_display_data" ? this.updates.get(id) : undefined;
    if (earlier !== undefined) {
      this.batch[earlier] = output;
      return this.schedule();
    }
    // A replacement makes the notebook no longer: none is left out, or an old state would stay.
    if (kind === "display_data" && !this.flood(serial).display(size)) return;
    if (kind === "update_display_data") this.updates.set(id, this.batch.length);
    this.push(output, size);
  }

  /** Adds a message of a comm. No limit leaves one out: the page shows a state, not a list of messages. */
  comm(output: CommOutput, size: number): void {
    const { comm, kind, data } = output;
    // A state may name a comm that is opened between two updates.
    if (kind === "comm_open") this.states.clear();
    const mayJoin = kind === "comm_msg" && isUpdate(data);
    const earlier = mayJoin ? this.states.get(comm) : undefined;
    if (earlier !== undefined) {
      this.batch[earlier] = { ...output, ...mergeUpdates(this.batch[earlier] as CommOutput, output) };
      this.size += size;
      return this.schedule();
    }
    if (mayJoin) this.states.set(comm, this.batch.length);
    else this.states.delete(comm);
    this.push(output, size);
  }

  clear(serial: number, wait: boolean): void {
    this.push({ kind: "clear_output", run: this.runOf(serial), wait }, 1);
  }

  /** Adds an error beside the one that ends the run. */
  error(serial: number, error: ErrorReport): void {
    if (this.flood(serial).error()) this.push({ kind: "error", run: this.runOf(serial), error }, 1000);
  }

  /** The run or the message has ended: adds the notice on outputs that were left out, and sends everything. */
  finish(serial: number): void {
    this.dropHalf("stdout");
    this.dropHalf("stderr");
    const summary = this.floods.get(serial)?.summary() ?? "";
    if (summary !== "") this.append(this.runOf(serial), "stdout", summary);
    this.flush();
  }

  flush(): void {
    if (this.batch.length === 0) return;
    const { batch, size } = this;
    this.batch = [];
    this.size = 0;
    this.lastStream = undefined;
    this.updates.clear();
    this.states.clear();
    this.post(batch, size);
    // The time that sending takes adds no allowance: otherwise slow sending would cause more messages.
    this.lastSent = this.lastRefill = performance.now();
  }

  private append(run: number, name: "stdout" | "stderr", text: string): void {
    const last = this.lastStream;
    if (last === undefined || last.run !== run || last.name !== name) {
      const stream: OpenStream = { kind: "stream", run, name, text };
      this.push(stream, text.length);
      // `push` may have sent it already.
      this.lastStream = this.batch.at(-1) === stream ? stream : undefined;
      return;
    }
    last.text += text;
    this.size += text.length;
    this.schedule();
  }

  private push(output: Output, size: number): void {
    this.lastStream = undefined;
    this.batch.push(output);
    this.size += size;
    this.schedule();
  }

  /** Sends the batch now if the allowance permits, or else soon. */
  private schedule(): void {
    const now = performance.now();
    this.allowance = Math.min(ALLOWANCE, this.allowance + (now - this.lastRefill) / REFILL);
    this.lastRefill = now;
    if (this.allowance >= 1) {
      this.allowance--;
      return this.flush();
    }
    if (now - this.lastSent > DELAY || this.size > 2 ** 18) return this.flush();
    if (this.isScheduled) return;
    this.isScheduled = true;
    const timer = setTimeout(() => {
      this.isScheduled = false;
      this.flush();
    }, DELAY);
    // In Node a timer would keep the process alive; a browser's is a number.
    if (typeof timer === "object") timer.unref();
  }

  private flood(serial: number): Flood {
    let flood = this.floods.get(serial);
    if (flood === undefined) {
      flood = new Flood();
      this.floods.set(serial, flood);
      if (this.floods.size > REMEMBERED) this.floods.delete(this.floods.keys().next().value!);
    }
    return flood;
  }
}
