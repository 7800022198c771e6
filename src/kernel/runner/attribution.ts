/**
 * Finds out which run the output belongs to that is written now, so that it is shown below the right cell.
 *
 * If only one run is active, the output belongs to it. But a run may leave timers, requests or a server
 * behind when the next run begins. While several runs are active, an `AsyncLocalStorage` stores for each
 * callback and promise the run that it belongs to. On Node 20 that storage makes every `await` two to three
 * times as slow, so it exists only while it is needed.
 *
 * It is created
 *
 * - when a run begins and earlier runs have left a resource that keeps the event loop alive. Callbacks and
 *   promises that were created without storage then count as the previous run's;
 * - when code of an earlier run continues after an `await` although no such resource was found: compiled code
 *   reports it by `resumed`. Callbacks and promises that were created without storage then count as the
 *   newest run's;
 * - when the page sends the first message to a comm. From then on it stays as long as a comm is open, since
 *   code may wait for a message without any resource.
 *
 * A message of a comm is treated like a run with a number of its own, greater than that of every run before;
 * `runOf` gives the run below whose cell its output appears.
 */
import { activeResources, CARRIES_RUNS, executesForPromise, RunStorage } from "#kernel/runner/run-storage";
import { copyOf } from "./cells.js";
import { Places } from "./places.js";

// Taken now: where cells share this realm, theirs belongs to a run.
const { queueMicrotask } = globalThis;

export class Attribution {
  /**
   * The run whose code the kernel or a timer has started last: the run that executes now if no other run is
   * active.
   */
  current = 0;
  /** The only active run, as far as is known; -1 if there may be several. */
  sole = 0;
  /** The run that began last. */
  private newest = 0;
  private storage: RunStorage | undefined;
  /** The run to which callbacks and promises belong for which the storage has no run. */
  private unmarked = 0;
  /**
   * The run of the code that executes until the next microtask, if the storage cannot hold a run for this
   * code.
   */
  private passing: number | undefined;
  /** The resources that keep the event loop alive while no cell runs. */
  private usual: readonly string[] | undefined;
  private readonly places = new Places();
  /** Whether the run that began last has not ended yet. */
  private isRunning = false;
  /** Whether a comm is open, by which code of an earlier run may continue. */
  isListening = false;
  /** Called where code that a run has left behind begins or goes on: a callback, or what follows an `await`. */
  onLate: (run: number) => void = () => undefined;

  /** Begins a run: `work` and all callbacks and promises that it creates belong to that run. */
  begin<T>(run: number, work: () => T): T {
    this.places.add(run, run);
    const isAnythingLeft = this.hasLeftovers() || (this.isListening && this.storage !== undefined);
    if (isAnythingLeft && this.storage === undefined) this.createStorage(this.newest);
    if (!isAnythingLeft && this.storage !== undefined) {
      this.storage.disable();
      this.storage = undefined;
    }
    this.isRunning = true;
    if (!CARRIES_RUNS) this.unmarked = run;
    this.newest = run;
    this.current = run;
    this.sole = this.storage === undefined ? run : -1;
    return this.storage === undefined ? work() : this.storage.run(run, work);
  }

  /** The run that the code belongs to that executes now. */
  now(): number {
    return this.storage === undefined
      ? this.current
      : (this.passing ?? this.storage.getStore() ?? this.unmarked);
  }

  /** The run below whose cell the output of code with this number appears: the run itself, or that of a message's comm. */
  runOf(serial: number): number {
    return this.places.runOf(serial);
  }

  /** The run that began last has ended. */
  ended(): void {
    this.isRunning = false;
  }

  /** Executes what a message with this number causes in code of a run. */
  deliver(serial: number, run: number, work: () => void): void {
    this.places.add(serial, run);
    // What a library does after an `await` of its own is taken for the message's, unless a cell runs.
    if (!CARRIES_RUNS && !this.isRunning) this.unmarked = serial;
    this.within(serial, work);
  }

  /** Executes code that belongs to a run, such as a callback that the run has left behind. */
  within<T>(run: number, work: () => T): T {
    if (run !== this.newest && this.storage === undefined) this.createStorage(this.newest);
    this.onLate(this.runOf(run));
    const { current, passing } = this;
    this.current = run;
    this.passing = undefined;
    try {
      return this.storage === undefined ? work() : this.storage.run(run, work);
    } finally {
      this.current = current;
      this.passing = passing;
    }
  }

  /** Executes the callback of a promise, which code of a run has registered. */
  continued<T>(run: number, work: () => T): T {
    return run === this.newest ? work() : this.within(run, work);
  }

  /** Code of a run continues after an `await`; called if that run is not the `sole` one. */
  resumed(run: number): void {
    if (this.storage === undefined) this.createStorage(this.newest);
    this.onLate(this.runOf(run));
    if (this.now() === run) return;
    // A promise that is older than the storage cannot hold a run: `enterWith` would change the code that
    // settled it.
    if (executesForPromise()) {
      this.passing = undefined;
      this.storage!.enterWith(run);
      return;
    }
    this.passing = run;
    queueMicrotask(() => (this.passing = undefined));
  }

  private createStorage(unmarked: number): void {
    this.storage = new RunStorage();
    this.unmarked = unmarked;
    this.sole = -1;
  }

  /** Whether earlier runs have left resources that keep the event loop alive. */
  private hasLeftovers(): boolean {
    const active = copyOf(activeResources());
    this.usual ??= active;
    if (active.length > this.usual.length) return true;
    const rest = [...this.usual];
    return active.some((name) => {
      const at = rest.indexOf(name);
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
  }
}
