/**
 * The timers of cells. Each belongs to a run: while its callback executes, that run is the current one; an
 * error of the callback is reported as that run's error; an interrupt of the run cancels the timer.
 */
import { asTheirs, cellsGlobal } from "./cells.js";
import type { Guard } from "./guard.js";

/** The property that holds the form of a function that returns a promise (`util.promisify.custom`). */
const PROMISE_FORM = Symbol.for("nodejs.util.promisify.custom");

type Callback = (...args: unknown[]) => unknown;
type Cancel = () => void;

/** Receives the error of a callback. */
export type OnThrow = (error: unknown, run: number) => void;

export class Timers {
  private readonly pending = new Map<number, Set<Cancel>>();

  constructor(
    private readonly guard: Guard,
    private readonly onThrow: OnThrow,
  ) {}

  /** Replaces the global timer functions of the cells' realm. */
  install(): void {
    const { setTimeout, setInterval, queueMicrotask } = cellsGlobal;
    const setImmediate = cellsGlobal.setImmediate as typeof cellsGlobal.setImmediate | undefined;
    this.replace("setTimeout", setTimeout, (args) => {
      const [callback, delay, ...rest] = args as [Callback, number, ...unknown[]];
      const timer = setTimeout(
        this.bind(callback, rest, () => forget()),
        delay,
      );
      const forget = this.remember(() => clearTimeout(timer));
      return timer;
    });
    this.replace("setInterval", setInterval, (args) => {
      const [callback, delay, ...rest] = args as [Callback, number, ...unknown[]];
      const timer = setInterval(this.bind(callback, rest), delay);
      this.remember(() => clearInterval(timer));
      return timer;
    });
    // A browser has no `setImmediate`.
    if (setImmediate !== undefined)
      this.replace("setImmediate", setImmediate, (args) => {
        const [callback, ...rest] = args as [Callback, ...unknown[]];
        const timer = setImmediate(this.bind(callback, rest, () => forget()));
        const forget = this.remember(() => clearImmediate(timer));
        return timer;
      });
    this.replace("queueMicrotask", queueMicrotask, (args) =>
      queueMicrotask(this.bind(args[0] as Callback, [])),
    );
  }

  /** Cancels every timer of everything that was stopped. */
  cancel(): void {
    for (const [run, timers] of this.pending) {
      if (!this.guard.isStopped(run)) continue;
      for (const cancel of timers) cancel();
      this.pending.delete(run);
    }
  }

  /**
   * Replaces a timer function. The replacement has the original's promise form (`util.promisify`). If the
   * callback is not a function, the original is called, which throws its own error.
   */
  private replace(
    name: string,
    original: (...args: never[]) => unknown,
    make: (args: unknown[]) => unknown,
  ): void {
    const replacement = (...args: unknown[]): unknown =>
      typeof args[0] === "function" ? make(args) : (original as Callback)(...args);
    const custom: unknown = Object.getOwnPropertyDescriptor(original, PROMISE_FORM)?.get?.call(original);
    if (custom !== undefined) Object.defineProperty(replacement, PROMISE_FORM, { value: custom });
    Object.defineProperty(cellsGlobal, name, {
      value: asTheirs(replacement),
      writable: true,
      configurable: true,
    });
  }

  private bind(callback: Callback, args: unknown[], before: Cancel = () => undefined): () => void {
    const { guard, onThrow } = this;
    const run = guard.now();
    return () => {
      before();
      if (guard.isStopped(run)) return;
      try {
        guard.within(run, () => callback(...args));
      } catch (error) {
        onThrow(error, run);
      }
    };
  }

  private remember(cancel: Cancel): Cancel {
    const run = this.guard.now();
    const timers = this.pending.get(run) ?? new Set();
    this.pending.set(run, timers.add(cancel));
    return () => {
      timers.delete(cancel);
      if (timers.size === 0) this.pending.delete(run);
    };
  }
}
