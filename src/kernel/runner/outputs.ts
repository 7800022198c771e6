/**
 * What runs show, on its way to the main thread.
 *
 * Output is sent at once while there is little of it, so that a line printed before a long computation is seen during
 * it; where it comes fast it is collected, because a message for each of 200,000 lines takes a minute. In between there
 * is an allowance of messages, which time refills. Replacements of one display that meet in a batch are one.
 */
import type { ErrorReport, Output } from "./messages.js";
import { Flood } from "./flood.js";

/** Messages that may be sent in a row, and milliseconds after which one more may. */
const ALLOWANCE = 40;
const REFILL = 2;
/** Milliseconds after which collected output is sent when nothing else comes. */
const DELAY = 15;
/** Runs whose limits are remembered. */
const REMEMBERED = 100;

// The cells' own timers are replaced by others, which know their run.
const { setTimeout } = globalThis;

/** Sends a batch, of this size in characters. */
export type Send = (outputs: readonly Output[], size: number) => void;

interface Half {
  readonly run: number;
  readonly text: string;
}

type Pending = {
  -readonly [Key in keyof Extract<Output, { kind: "stream" }>]: Extract<Output, { kind: "stream" }>[Key];
};

export class Outputs {
  private batch: Output[] = [];
  private size = 0;
  private lastStream: Pending | undefined;
  private allowance = ALLOWANCE;
  private lastSent = 0;
  private isScheduled = false;
  private readonly floods = new Map<number, Flood>();
  private readonly halves: { stdout?: Half | undefined; stderr?: Half | undefined } = {};
  private readonly updates = new Map<string, number>();

  constructor(private readonly post: Send) {}

  /** Text for one of the standard streams. Half of a surrogate pair at its end waits for the other half. */
  stream(run: number, name: "stdout" | "stderr", text: string): void {
    if (text === "") return;
    const half = this.halves[name];
    if (half !== undefined && half.run !== run) this.dropHalf(name);
    const whole = half?.run === run ? half.text + text : text;
    const isHalf = /[\ud800-\udbff]$/.test(whole);
    this.halves[name] = isHalf ? { run, text: whole.slice(-1) } : undefined;
    this.write(run, name, isHalf ? whole.slice(0, -1) : whole);
  }

  /** The other half of what waits does not come. */
  private dropHalf(name: "stdout" | "stderr"): void {
    const half = this.halves[name];
    this.halves[name] = undefined;
    if (half !== undefined) this.write(half.run, name, "\ufffd");
  }

  private write(run: number, name: "stdout" | "stderr", text: string): void {
    const shown = this.flood(run).text(text);
    if (shown !== "") this.append(run, name, shown);
  }

  /** A display, new or replacing: the JSON of the message's content. */
  display(run: number, kind: "display_data" | "update_display_data", json: string, id?: string): void {
    const earlier = kind === "update_display_data" && id !== undefined ? this.updates.get(id) : undefined;
    if (earlier !== undefined) {
      this.batch[earlier] = { kind: "update_display_data", run, json };
      return this.schedule();
    }
    if (!this.flood(run).display(json.length)) return;
    if (kind === "update_display_data" && id !== undefined) this.updates.set(id, this.batch.length);
    this.push({ kind, run, json }, json.length);
  }

  clear(run: number, wait: boolean): void {
    this.push({ kind: "clear_output", run, wait }, 1);
  }

  /** An error beside the run's own end. */
  error(run: number, error: ErrorReport): void {
    if (this.flood(run).error()) this.push({ kind: "error", run, error }, 1000);
  }

  /** The run has ended: says what was left out, and sends everything. */
  finish(run: number): void {
    this.dropHalf("stdout");
    this.dropHalf("stderr");
    const summary = this.floods.get(run)?.summary() ?? "";
    if (summary !== "") this.append(run, "stdout", summary);
    this.flush();
  }

  flush(): void {
    if (this.batch.length === 0) return;
    const { batch, size } = this;
    this.batch = [];
    this.size = 0;
    this.lastStream = undefined;
    this.updates.clear();
    this.lastSent = performance.now();
    this.post(batch, size);
  }

  private append(run: number, name: "stdout" | "stderr", text: string): void {
    const last = this.lastStream;
    if (last === undefined || last.run !== run || last.name !== name) {
      const stream: Pending = { kind: "stream", run, name, text };
      this.push(stream, text.length);
      // Pushing may have sent it already.
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

  /** Sends now if the allowance permits, else soon. */
  private schedule(): void {
    const now = performance.now();
    this.allowance = Math.min(ALLOWANCE, this.allowance + (now - this.lastSent) / REFILL);
    if (this.allowance >= 1) {
      this.allowance--;
      return this.flush();
    }
    if (now - this.lastSent > DELAY || this.size > 2 ** 18) return this.flush();
    if (this.isScheduled) return;
    this.isScheduled = true;
    setTimeout(() => {
      this.isScheduled = false;
      this.flush();
    }, DELAY).unref();
  }

  private flood(run: number): Flood {
    let flood = this.floods.get(run);
    if (flood === undefined) {
      flood = new Flood();
      this.floods.set(run, flood);
      this.floods.delete(run - REMEMBERED);
    }
    return flood;
  }
}
